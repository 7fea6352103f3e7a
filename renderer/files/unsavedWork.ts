import { isUnsaved } from '../editor/selectors.ts';
import type { App, AppState } from './app.ts';

export const hasUnsavedWork = (app: App): boolean => isWorkUnsaved(app.store.getState());

/** A new study in which nothing was done is no work; a study with a file is, as soon as it differs from the file. */
export const isWorkUnsaved = ({ editor, file }: AppState): boolean =>
  isUnsaved(editor) && (editor.history.past.length > 0 || file !== null);
