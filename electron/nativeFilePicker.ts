import { existsSync } from 'node:fs';
import path from 'node:path';
import { app, dialog } from 'electron/main';
import type { BrowserWindow, FileFilter } from 'electron/main';
import type { FileKind } from '../shared/host/contract.ts';
import type { FolderMemory } from './folderMemory.ts';
import type { SystemFilePicker } from './host/filePicker.ts';

interface KindWords {
  readonly open: string;
  readonly save: string;
  readonly filters: FileFilter[];
  /** Added to a typed name without one: Linux dialogs do not. */
  readonly extension: string | null;
}

const ALL: FileFilter = { name: 'All files', extensions: ['*'] };

/** DICOM files often have no extension, or a number: the filter for images offers all files first. */
const WORDS: Readonly<Record<FileKind, KindWords>> = {
  image: {
    open: 'Open radiographs',
    save: 'Save image',
    filters: [ALL, { name: 'Radiographs', extensions: ['dcm', 'dicom', 'ima', 'png', 'jpg', 'jpeg', 'tif', 'tiff'] }],
    extension: null,
  },
  study: {
    open: 'Open study',
    save: 'Save study',
    filters: [{ name: 'Endplate study', extensions: ['endplate'] }, ALL],
    extension: '.endplate',
  },
  table: {
    open: 'Open table',
    save: 'Export table',
    filters: [{ name: 'CSV table', extensions: ['csv'] }, ALL],
    extension: '.csv',
  },
  picture: {
    open: 'Open picture',
    save: 'Save picture',
    filters: [{ name: 'Picture', extensions: ['png', 'svg', 'pdf'] }, ALL],
    extension: '.png',
  },
};

export interface NativePickerOptions {
  /** The window that the dialogs belong to; null once it is closed, and then nothing is picked. */
  readonly window: () => BrowserWindow | null;
  /** Without a folder of ours every dialog would start in Downloads, every time. */
  readonly folders: FolderMemory;
}

/** The system's own dialogs. Paths stay on this side; the host turns them into grants. */
export function createNativeFilePicker({ window, folders }: NativePickerOptions): SystemFilePicker {
  const startFolder = (kind: FileKind): string => folders.of(kind) ?? app.getPath('documents');
  const live = (): BrowserWindow | null => {
    const current = window();
    return current === null || current.isDestroyed() ? null : current;
  };
  return {
    kind: 'system',
    async pickFiles({ kind, multiple }) {
      const parent = live();
      if (parent === null) return [];
      const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
        title: WORDS[kind].open,
        defaultPath: startFolder(kind),
        filters: WORDS[kind].filters,
        properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
      });
      const [first] = filePaths;
      if (canceled || first === undefined) return [];
      folders.remember(kind, path.dirname(first));
      return filePaths;
    },
    async pickTarget({ kind, suggestedName }) {
      const parent = live();
      if (parent === null) return null;
      const { canceled, filePath } = await dialog.showSaveDialog(parent, {
        title: WORDS[kind].save,
        // The name comes from the page: only its last part may count.
        defaultPath: path.join(startFolder(kind), path.basename(suggestedName)),
        filters: WORDS[kind].filters,
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      if (canceled || filePath === '') return null;
      folders.remember(kind, path.dirname(filePath));
      const { extension } = WORDS[kind];
      if (extension === null || path.extname(filePath) !== '') return filePath;
      const extended = `${filePath}${extension}`;
      // The dialog asked about the name without the extension.
      return !existsSync(extended) || (await confirmReplace(parent, extended)) ? extended : null;
    },
    async pickFolder() {
      const parent = live();
      if (parent === null) return null;
      const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
        title: 'Where to put the folder of the export',
        defaultPath: startFolder('table'),
        properties: ['openDirectory', 'createDirectory'],
      });
      const [folder] = filePaths;
      if (canceled || folder === undefined) return null;
      folders.remember('table', folder);
      return folder;
    },
  };
}

async function confirmReplace(parent: BrowserWindow, file: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(parent, {
    type: 'question',
    message: `${path.basename(file)} already exists. Do you want to replace it?`,
    buttons: ['Replace', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
