import { dialog } from 'electron/main';
import type { BrowserWindow } from 'electron/main';

/** "Save / Don't save / Cancel", in the words of the page's title for its work. */
export async function askToSave(window: BrowserWindow, title: string): Promise<'save' | 'discard' | 'cancel'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: title === '' ? 'Save the changes before closing?' : `Save the changes to ${title} before closing?`,
    detail: 'Changes that are not saved will be lost.',
    buttons: ['Save', "Don't save", 'Cancel'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  if (response === 0) return 'save';
  return response === 1 ? 'discard' : 'cancel';
}

/** The page was asked to save and did nothing, or could not. */
export async function askAfterSilence(window: BrowserWindow): Promise<'discard' | 'cancel'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The study has not been saved.',
    detail: 'Nothing was closed. You can go on working and save again, or close without saving.',
    buttons: ['Keep open', 'Close without saving'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1 ? 'discard' : 'cancel';
}
