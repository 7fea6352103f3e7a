import type { FileKind } from '../../shared/host/contract.ts';
import type { App } from './app.ts';
import { grantReader, ownBytes } from './imageBytes.ts';
import { leftOutFile, tellLeftOut, type LeftOut } from './leftOut.ts';
import type { ImageSource } from './openImages.ts';

const ACCEPT: Partial<Record<FileKind, string>> = {
  image: '.dcm,.dicom,.png,.jpg,.jpeg,.tif,.tiff,application/dicom,image/png,image/jpeg,*/*',
  study: '.endplate',
  table: '.csv,.tsv,.txt,.json,text/csv',
};

/** Asks for images: in the system's dialog where the host has one, else in the browser's own. */
export async function pickImages(app: App, multiple: boolean): Promise<readonly ImageSource[]> {
  if (app.store.getState().about.picker === 'folder') return readAll(await pickInPage('image', multiple));
  const picked = await app.host.call('pickFiles', { kind: 'image', multiple });
  if (!picked.ok) return [];
  return readGranted(app, picked.value);
}

/** Reads granted files; those that cannot be read are named with the reason, the others are used. */
export async function readGranted(
  app: App,
  files: readonly { readonly grant: string; readonly name: string }[],
): Promise<readonly ImageSource[]> {
  const sources: ImageSource[] = [];
  const leftOut: LeftOut[] = [];
  for (const { grant, name } of files) {
    const read = await app.host.call('readFile', { grant });
    const bytes = read.ok ? ownBytes(read.value.bytes) : null;
    if (bytes) sources.push({ name, grant, bytes, readAgain: grantReader(app, grant) });
    if (!read.ok) leftOut.push(leftOutFile(name, read.error));
  }
  await tellLeftOut(app, leftOut);
  return sources;
}

/** Files dropped on the window: granted where the host can know their paths, so that they are found again. */
export async function readDropped(app: App, files: readonly File[]): Promise<readonly ImageSource[]> {
  const granted = await app.host.call('grantDropped', { files: [...files] });
  const grants = granted.ok ? granted.value : [];
  return Promise.all(
    files.map(async (file, index) => ({
      name: file.name,
      grant: grants[index]?.grant ?? null,
      bytes: await bytesOf(file),
      readAgain: () => bytesOf(file),
    })),
  );
}

const readAll = (files: readonly File[]): Promise<readonly ImageSource[]> =>
  Promise.all(
    files.map(async (file) => ({
      name: file.name,
      grant: null,
      bytes: await bytesOf(file),
      readAgain: () => bytesOf(file),
    })),
  );

const bytesOf = async (file: File): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await file.arrayBuffer());

/** The browser's own file dialog; empty when the user cancels. */
export function pickInPage(kind: FileKind, multiple: boolean): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = multiple;
    input.accept = ACCEPT[kind] ?? '';
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

export const isStudyName = (name: string): boolean => name.toLowerCase().endsWith('.endplate');
