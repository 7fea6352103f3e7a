import { isUnsaved } from '../editor/selectors.ts';
import { editorOf, type App } from './app.ts';
import { ask } from './ask.ts';
import { saveStudy } from './saveStudy.ts';

/** True when nothing would be lost: nothing unsaved, or the user has saved or let go of it. */
export async function mayLeaveStudy(app: App): Promise<boolean> {
  const { editor } = app.store.getState();
  if (!isUnsaved(editor) || editor.history.past.length === 0) return true;
  const choice = await ask(app, 'unsaved', { title: editor.history.present.title });
  if (choice === 'save') return saveStudy(app);
  return choice === 'discard';
}

export const hasUnsavedWork = (app: App): boolean => isUnsaved(editorOf(app)) && editorOf(app).history.past.length > 0;
