import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { mimeTypeOf } from '../host/servedPage.ts';

export interface StaticFile {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Every address that exists, with what is there: an address is looked up as it was sent, never made into a path. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

/**
 * Reads the built page into memory, once: what is served is what was there at the start. Rejects where the folder holds
 * no `index.html`.
 */
export async function readStaticFiles(root: string): Promise<StaticFiles> {
  const files = new Map<string, StaticFile>();
  await addFolder(files, root, '/');
  const page = files.get('/index.html');
  if (page === undefined) throw new Error(`The page is missing: ${path.join(root, 'index.html')}`);
  return files.set('/', page);
}

async function addFolder(files: Map<string, StaticFile>, folder: string, address: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await addFolder(files, file, `${address}${encodeURIComponent(entry.name)}/`);
    else if (entry.isFile()) {
      files.set(`${address}${encodeURIComponent(entry.name)}`, { type: mimeTypeOf(file), bytes: await readFile(file) });
    }
  }
}
