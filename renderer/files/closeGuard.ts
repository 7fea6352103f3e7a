import type { ShellWords } from '../../shared/host/shellWords.ts';
import { presentLanguage } from '../messages/language.ts';
import { text } from '../messages/text.ts';
import type { App } from './app.ts';
import { hasUnsavedWork } from './unsavedWork.ts';

/**
 * Tells the host whether closing would lose work, and answers when it asks to save first. The desktop host decides on
 * its own window's close; a browser tab has its own question, which only appears while work is unsaved.
 */
export function guardClosing(app: App): void {
  let told = '';
  const tell = (): void => {
    const unsaved = hasUnsavedWork(app);
    const { editor, settings } = app.store.getState();
    // The window and the task bar show it.
    const title = settings.privacyView === true ? '' : editor.history.present.title.slice(0, 200);
    const news = `${unsaved} ${presentLanguage()} ${title}`;
    if (news === told) return;
    told = news;
    void app.host.call('setUnsaved', { unsaved, title, words: shellWords() });
  };
  app.store.subscribe(tell);
  tell();
  if (app.store.getState().about.shell !== 'loopback') return;
  window.addEventListener('beforeunload', (event) => {
    if (hasUnsavedWork(app)) event.preventDefault();
  });
}

/** What the desktop shell says by itself, in the language of the screen. */
const shellWords = (): ShellWords => ({
  saveTitle: text('dialog.unsavedTitle'),
  saveText: text('dialog.unsavedText'),
  save: text('dialog.save'),
  dontSave: text('dialog.dontSave'),
  cancel: text('dialog.cancel'),
  notSaved: text('safety.shellNotSaved'),
  notSavedText: text('safety.shellNotSavedText'),
  keepOpen: text('safety.shellKeepOpen'),
  closeAnyway: text('safety.shellCloseAnyway'),
  crashed: text('safety.shellCrashed'),
  crashedAgain: text('safety.shellCrashedAgain'),
  workKept: text('safety.shellWorkKept'),
  nothingLost: text('safety.shellNothingLost'),
  hanging: text('safety.shellHanging'),
  hangingText: text('safety.shellHangingText'),
  wait: text('safety.shellWait'),
  reload: text('safety.shellReload'),
  close: text('dialog.close'),
});
