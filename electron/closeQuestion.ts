import { dialog } from 'electron/main';
import type { BrowserWindow } from 'electron/main';
import type { ShellWords } from '../shared/host/shellWords.ts';

/** "Save / Don't save / Cancel", in the language of the page. */
export async function askToSave(
  window: BrowserWindow,
  { title, words }: { readonly title: string; readonly words: ShellWords },
): Promise<'save' | 'discard' | 'cancel'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: words.saveTitle.replace('{title}', () => title),
    detail: words.saveText,
    buttons: [words.save, words.dontSave, words.cancel],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  if (response === 0) return 'save';
  return response === 1 ? 'discard' : 'cancel';
}

/** The page was asked to save and did nothing, or could not. */
export async function askAfterSilence(window: BrowserWindow, words: ShellWords): Promise<'discard' | 'cancel'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: words.notSaved,
    detail: words.notSavedText,
    buttons: [words.keepOpen, words.closeAnyway],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1 ? 'discard' : 'cancel';
}
