import { isUnsaved } from '../editor/selectors.ts';
import type { App, AppState } from './app.ts';
import { ask } from './ask.ts';
import { saveStudy } from './saveStudy.ts';

/** True when nothing would be lost: nothing unsaved, or the user has saved or let go of it. */
export async function mayLeaveStudy(app: App): Promise<boolean> {
  if (!hasUnsavedWork(app)) return true;
  const { editor } = app.store.getState();
  const choice = await ask(app, 'unsaved', { title: editor.history.present.title });
  if (choice === 'save') return saveStudy(app);
  return choice === 'discard';
}

export const hasUnsavedWork = (app: App): boolean => isWorkUnsaved(app.store.getState());

/** A new study in which nothing was done is no work; a study with a file is, as soon as it differs from the file. */
export const isWorkUnsaved = ({ editor, file }: AppState): boolean =>
  isUnsaved(editor) && (editor.history.past.length > 0 || file !== null);
