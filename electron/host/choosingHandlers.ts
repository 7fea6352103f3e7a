import type { GrantedFile, HostError } from '../../shared/host/contract.ts';
import { failure, success } from '../../shared/result.ts';
import type { ChosenFiles } from './chosenFiles.ts';
import type { Handlers } from './dispatch.ts';
import type { FileGrants } from './fileGrants.ts';
import type { FilePicker } from './filePicker.ts';
import { readError, saveError } from './saveError.ts';
import { attempt } from './systemFailure.ts';

type Choosing = Pick<
  Handlers,
  'pickFiles' | 'pickTarget' | 'listFolder' | 'openInFolder' | 'grantDropped' | 'grantSibling'
>;

/** The requests by which files are chosen; each belongs to one way of choosing and is refused with the other. */
export function choosingHandlers(
  picker: FilePicker,
  use: {
    readonly grants: FileGrants;
    readonly chosen: ChosenFiles;
    readonly grantPaths: (paths: readonly string[]) => Promise<readonly (GrantedFile | null)[]>;
  },
): Choosing {
  const { grants, chosen, grantPaths } = use;
  return {
    async pickFiles(request) {
      if (picker.kind !== 'system') return failure(noDialogError);
      const files: GrantedFile[] = [];
      for (const file of await picker.pickFiles(request)) {
        const granted = await chosen.toRead(file, request.kind);
        if (!granted.ok) return granted;
        files.push(granted.value);
      }
      return success(files);
    },

    async pickTarget(request) {
      if (picker.kind !== 'system') return failure(noDialogError);
      const file = await picker.pickTarget(request);
      return file === null ? success(null) : chosen.toWrite(file, request.kind);
    },

    async listFolder({ kind }) {
      if (picker.kind !== 'folder') return failure(noFolderError);
      const listing = await attempt(() => picker.list(kind));
      return listing.ok ? success([...listing.value]) : failure(readError(listing.error));
    },

    async openInFolder({ name }) {
      if (picker.kind !== 'folder') return failure(noFolderError);
      const file = picker.pathOf(name);
      if (file === null) return failure(outsideError);
      const made = await attempt(() => picker.prepare());
      return made.ok ? chosen.inFolder(file) : failure(saveError(made.error, null));
    },

    async grantDropped({ files }) {
      // Only a transport of the desktop puts paths here, in place of the dropped files; over HTTP they could be any text.
      if (picker.kind !== 'system') return failure(noDropError);
      return success([...(await grantPaths(files.map((file) => (typeof file === 'string' ? file : ''))))]);
    },

    async grantSibling({ grant, name }) {
      const found = await grants.find(grant);
      return found.ok ? chosen.beside(found.value, name) : found;
    },
  };
}

const noDialogError: HostError = {
  code: 'refused',
  message: 'There are no system dialogs here. Choose a file of the folder by its name.',
};

const noFolderError: HostError = {
  code: 'refused',
  message: 'Files are not chosen from one folder here. Use the open and save dialogs.',
};

const noDropError: HostError = {
  code: 'refused',
  message: 'Dropped files are read by the browser here. Drop the image on the window, or open it from the folder.',
};

const outsideError: HostError = {
  code: 'badName',
  message: 'This is not the name of a file in the folder. Nothing was changed. Choose another name.',
};
