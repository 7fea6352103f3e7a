import type { App } from './app.ts';
import { ask } from './ask.ts';
import { saveStudy } from './saveStudy.ts';
import { hasUnsavedWork } from './unsavedWork.ts';

/** True when nothing would be lost: nothing unsaved, or the user has saved or let go of it. */
export async function mayLeaveStudy(app: App): Promise<boolean> {
  if (!hasUnsavedWork(app)) return true;
  const { editor } = app.store.getState();
  const choice = await ask(app, 'unsaved', { title: editor.history.present.title });
  if (choice === 'save') return saveStudy(app);
  return choice === 'discard';
}
