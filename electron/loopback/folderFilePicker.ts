import path from 'node:path';
import type { FolderFile } from '../../shared/host/contract.ts';
import { isOfKind } from '../host/fileNames.ts';
import type { FolderFilePicker } from '../host/filePicker.ts';
import type { FilePort } from '../host/filePort.ts';
import { attempt, isMissing, systemError } from '../host/systemFailure.ts';

/** More than anybody chooses from a list. */
const MOST_FILES = 5_000;

/** The files of one folder, by name. Nothing below it, no links, no hidden files. */
export function createFolderFilePicker(port: FilePort, folder: string): FolderFilePicker {
  const root = path.resolve(folder);
  return {
    kind: 'folder',
    folderName: path.basename(root) || root,
    async list(kind) {
      const listing = await attempt(() => port.readdir(root));
      // The folder of the user's documents is made at the first save.
      if (!listing.ok && isMissing(listing.error)) return [];
      if (!listing.ok) throw systemError(listing.error.code, 'readdir');
      const names = listing.value.filter(({ kind, name }) => kind === 'file' && isListed(name)).map(({ name }) => name);
      const files = await Promise.all(
        names
          .filter((name) => isOfKind(name, kind))
          .slice(0, MOST_FILES)
          .map(describe),
      );
      return files.filter((file) => file !== null).sort(newestFirst);
    },
    pathOf(name) {
      const file = path.join(root, name);
      const isName = name !== '' && path.dirname(file) === root && path.basename(file) === name;
      return isName && !name.includes('\0') ? file : null;
    },
    prepare: () => port.mkdir(root),
  };

  async function describe(name: string): Promise<FolderFile | null> {
    const facts = await attempt(() => port.lstat(path.join(root, name)));
    if (!facts.ok) return null;
    return { name, size: facts.value.size, modifiedAt: new Date(facts.value.modifiedAt).toISOString() };
  }
}

const isListed = (name: string): boolean => !name.startsWith('.') && !name.startsWith('~$') && name.length <= 255;

const newestFirst = (one: FolderFile, other: FolderFile): number =>
  other.modifiedAt.localeCompare(one.modifiedAt) || one.name.localeCompare(other.name);
