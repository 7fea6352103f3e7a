import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileKind } from '../shared/host/contract.ts';
import type { FileKind } from '../shared/host/contract.ts';

/** Where the user last opened or saved a kind of file. */
export interface FolderMemory {
  /** An existing folder: the last one of this kind, else the last one of any kind; null when there is none yet. */
  of(kind: FileKind): string | null;
  remember(kind: FileKind, folder: string): void;
}

const KEYS = [...fileKind.options, 'last'] as const;
type Folders = Partial<Record<(typeof KEYS)[number], string>>;

/** Kept in one small file; losing it costs one walk through the folders, so no failure here is ever shown. */
export function createFolderMemory(file: string): FolderMemory {
  let folders = read(file);
  return {
    of: (kind) => [folders[kind], folders.last].find((folder) => folder !== undefined && isFolder(folder)) ?? null,
    remember: (kind, folder) => {
      if (folders[kind] === folder && folders.last === folder) return;
      folders = { ...folders, [kind]: folder, last: folder };
      write(file, folders);
    },
  };
}

function read(file: string): Folders {
  try {
    const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown> | null;
    const folders: Folders = {};
    for (const key of KEYS) {
      const folder = content?.[key];
      if (typeof folder === 'string') folders[key] = folder;
    }
    return folders;
  } catch {
    return {};
  }
}

function write(file: string, folders: Folders): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(folders), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // The folders of this run are still remembered in memory.
  }
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
