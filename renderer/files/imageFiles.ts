import type { App } from './app.ts';
import { grantReader, type ReadAgain } from './imageBytes.ts';
import { pickInPage } from './pickFiles.ts';

/** A file that may be an image, before it is read. Many can be chosen at once; their bytes are read one by one. */
export interface ImageFile {
  readonly name: string;
  /** The folders above it, as far as they came with it; empty when nothing is known. */
  readonly folder: string;
  readonly grant: string | null;
  readonly read: ReadAgain;
}

/** Asks for images: in the system's dialog where the host has one, else in the browser's own. */
export async function pickImageFiles(app: App): Promise<readonly ImageFile[]> {
  if (app.store.getState().about.picker === 'folder') return (await pickInPage('image', true)).map(pageFile);
  const picked = await app.host.call('pickFiles', { kind: 'image', multiple: true });
  return picked.ok ? picked.value.map((file) => grantedFile(app, file)) : [];
}

const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

const pageFile = (file: File): ImageFile => ({
  name: file.name,
  folder: folderOf(file.webkitRelativePath),
  grant: null,
  read: async () => new Uint8Array(await file.arrayBuffer()),
});

export const grantedFile = (
  app: App,
  { grant, name }: { readonly grant: string; readonly name: string },
): ImageFile => ({ name, folder: '', grant, read: grantReader(app, grant) });

/** A file that was dropped on the window, with the folders that were dropped around it. */
export interface DroppedFile {
  readonly file: File;
  readonly folder: string;
}

/** Dropped files as images: by a grant where the host knows their paths, so that a later session finds them again. */
export async function droppedImages(app: App, dropped: readonly DroppedFile[]): Promise<readonly ImageFile[]> {
  const granted = await app.host.call('grantDropped', { files: dropped.map(({ file }) => file) });
  const grants = granted.ok ? granted.value : [];
  return dropped.map(({ file, folder }, index) => {
    const known = grants[index];
    return known ? { ...grantedFile(app, known), name: file.name, folder } : { ...pageFile(file), folder };
  });
}

/** The host grants so many files at once. */
export const MOST_FILES = 2000;

/**
 * Everything that was dropped, folders opened. The list of what was dropped is gone after the event, so it is taken
 * before anything is waited for.
 */
export function droppedFiles(transfer: DataTransfer): Promise<readonly DroppedFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const plain = [...transfer.files].map((file) => ({ file, folder: '' }));
  if (!entries.some(({ isDirectory }) => isDirectory)) return Promise.resolve(plain);
  return readEntries(entries);
}

async function readEntries(entries: readonly FileSystemEntry[]): Promise<readonly DroppedFile[]> {
  const found: DroppedFile[] = [];
  const waiting = [...entries];
  // More than one above the limit is never needed: the user is told that there were more.
  for (let entry = waiting.shift(); entry !== undefined && found.length <= MOST_FILES; entry = waiting.shift()) {
    const file = isFile(entry) ? await fileOf(entry) : null;
    if (file) found.push({ file, folder: folderOf(entry.fullPath) });
    if (isFolder(entry)) waiting.push(...(await childrenOf(entry)));
  }
  return found;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** Null: it cannot be read any more; the others still can. */
const fileOf = (entry: FileSystemFileEntry): Promise<File | null> =>
  new Promise((resolve) => entry.file(resolve, () => resolve(null)));

/** A folder gives its entries in parts; an empty part is the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (part.length === 0) return all.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
    all.push(...part);
  }
}
