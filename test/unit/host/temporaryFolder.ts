import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A real folder for each test of the file, removed afterwards. */
export function useTemporaryFolder(): { readonly path: string; readonly in: (...parts: string[]) => string } {
  let folder = '';
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'endplate-')));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  return {
    get path() {
      return folder;
    },
    in: (...parts) => path.join(folder, ...parts),
  };
}
