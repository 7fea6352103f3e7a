import { z } from 'zod';

const phrase = z.string().min(1).max(300);

/**
 * What the desktop shell says in dialogs of its own, when the page cannot: it closes, it hangs, it has crashed. The page
 * gives the words in the language of the screen while it can; `{title}` stands for the study.
 */
export const shellWordsSchema = z.object({
  saveTitle: phrase,
  saveText: phrase,
  save: phrase,
  dontSave: phrase,
  cancel: phrase,
  notSaved: phrase,
  notSavedText: phrase,
  keepOpen: phrase,
  closeAnyway: phrase,
  crashed: phrase,
  crashedAgain: phrase,
  workKept: phrase,
  nothingLost: phrase,
  hanging: phrase,
  hangingText: phrase,
  wait: phrase,
  reload: phrase,
  close: phrase,
});
export type ShellWords = z.infer<typeof shellWordsSchema>;

/** English, until a page has said others. */
export const ENGLISH_SHELL_WORDS: ShellWords = {
  saveTitle: 'Save the changes to “{title}”?',
  saveText: 'What was measured since the last save is only in this window.',
  save: 'Save',
  dontSave: 'Don’t save',
  cancel: 'Cancel',
  notSaved: 'The study has not been saved',
  notSavedText: 'Nothing was closed. You can go on working and save again, or close without saving.',
  keepOpen: 'Keep open',
  closeAnyway: 'Close without saving',
  crashed: 'The window stopped working and was opened again',
  crashedAgain: 'The window stopped working again',
  workKept: 'What you measured since the last save was kept. It is offered to you now.',
  nothingLost: 'No work was lost.',
  hanging: 'Endplate is not answering',
  hangingText: 'It may be busy with a large image. After reloading, what was not saved is offered to you again.',
  wait: 'Wait',
  reload: 'Reload',
  close: 'Close',
};
