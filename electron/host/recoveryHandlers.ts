import path from 'node:path';
import type { GrantedFile, HostError } from '../../shared/host/contract.ts';
import { failure, success } from '../../shared/result.ts';
import type { ChosenFiles } from './chosenFiles.ts';
import type { Handlers } from './dispatch.ts';
import type { FileGrants } from './fileGrants.ts';
import type { FilePicker } from './filePicker.ts';
import { LARGEST_PART } from './recoveries.ts';
import type { Recoveries } from './recoveries.ts';
import type { RecoveryFolder } from './recoveryFolder.ts';
import type { Versions } from './versions.ts';

type RecoveryRequests = Pick<
  Handlers,
  | 'saveRecovery'
  | 'keepRecoveryPart'
  | 'listRecoveries'
  | 'readRecovery'
  | 'readRecoveryPart'
  | 'dropRecovery'
  | 'clearKept'
>;

/** Copies of unsaved work, which survive the page, the program and the computer. */
export function recoveryHandlers(use: {
  readonly picker: FilePicker;
  readonly grants: FileGrants;
  readonly chosen: ChosenFiles;
  readonly recoveries: Recoveries;
  readonly folder: RecoveryFolder;
  readonly versions: Versions;
  /** What else this program remembers and has to forget together with the copies. */
  readonly forget: readonly { clear(): Promise<void> }[];
}): RecoveryRequests {
  const { picker, grants, chosen, recoveries, folder, versions, forget } = use;

  /** The file that the work belongs to. Where the user gave one folder, only a file of this folder. */
  const fileOf = async (file: string | null): Promise<GrantedFile | null> => {
    if (file === null) return null;
    const name = path.basename(file);
    if (picker.kind === 'folder' && picker.pathOf(name) !== file) return null;
    const granted = await chosen.toRead(file, 'study');
    return granted.ok ? granted.value : null;
  };

  return {
    async saveRecovery({ grant, ...request }) {
      // The work is kept also, and most of all, where the file's folder cannot be reached.
      const found = grant === null ? null : grants.known(grant);
      if (found?.ok === false) return found;
      const file = found?.value.path ?? null;
      if (request.bytes.length > LARGEST_PART) return failure(tooLargeError);
      const kept = request.base === null ? [] : await versions.filesOf(request.base);
      return recoveries.save({ ...request, file, baseFiles: [...kept, ...(file === null ? [] : [file])] });
    },
    keepRecoveryPart: ({ id, bytes }) =>
      bytes.length > LARGEST_PART ? Promise.resolve(failure(tooLargeError)) : recoveries.keepPart(id, bytes),
    listRecoveries: async ({ alive }) => success([...(await recoveries.list(alive))]),
    async readRecovery({ id }) {
      const copy = await folder.read(id);
      if (copy === null) return failure(goneError);
      const { name, savedAt, points, pointsSaved, base, parts, bytes } = copy;
      const file = await fileOf(copy.file);
      return success({ id, name, savedAt, points, pointsSaved, base, parts, bytes: new Uint8Array(bytes), file });
    },
    async readRecoveryPart({ id, part }) {
      const bytes = await folder.readPart(id, part);
      return bytes === null ? failure(goneError) : success({ bytes });
    },
    async dropRecovery({ id }) {
      await recoveries.drop(id);
      return success({});
    },
    async clearKept({ alive }) {
      const copies = await recoveries.list(alive);
      for (const { id } of copies) await recoveries.drop(id);
      for (const memory of forget) await memory.clear();
      return success({ removed: copies.length + (await versions.clear()) });
    },
  };
}

const tooLargeError: HostError = {
  code: 'tooLarge',
  message: 'This part of a recovery copy is too large. Your work is still open in this window.',
};

const goneError: HostError = {
  code: 'notFound',
  message: 'The recovery copy is not complete. Nothing was removed. Open the last saved version of the study.',
};
