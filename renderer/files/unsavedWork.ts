import type { App, AppState } from './app.ts';
import { documentHistory, isDocumentUnsaved } from './document.ts';

export const hasUnsavedWork = (app: App): boolean => isWorkUnsaved(app.store.getState());

/** A new study in which nothing was done is no work; a study with a file is, as soon as it differs from the file. */
export const isWorkUnsaved = (state: AppState): boolean =>
  isDocumentUnsaved(state) && (documentHistory(state).past.length > 0 || state.file !== null || Boolean(state.part));
