import path from 'node:path';
import { success } from '../../shared/result.ts';
import type { ChosenFiles } from './chosenFiles.ts';
import type { Handlers } from './dispatch.ts';
import type { FileGrants } from './fileGrants.ts';
import type { FilePicker } from './filePicker.ts';
import type { FilePort } from './filePort.ts';
import { findImage } from './findImage.ts';
import { readGranted } from './grantedFiles.ts';
import type { ImageIndex } from './imageIndex.ts';
import type { RecentStudies } from './recentStudies.ts';

/** Reading and finding again what the user chose, and remembering where it was. */
export function readingHandlers(use: {
  readonly port: FilePort;
  readonly picker: FilePicker;
  readonly grants: FileGrants;
  readonly chosen: ChosenFiles;
  readonly images: ImageIndex;
  readonly recent: RecentStudies;
}): Pick<Handlers, 'readFile' | 'findImage'> {
  const { port, picker, grants, chosen, images, recent } = use;
  return {
    async readFile({ grant }) {
      const found = await grants.find(grant);
      if (!found.ok) return found;
      const file = await readGranted(port, found.value);
      if (!file.ok) return file;
      if (found.value.kind === 'study') recent.remember(found.value.path, 'opened');
      if (found.value.kind === 'image') images.remember(file.value.sha256, found.value.path);
      return success({ ...file.value, name: found.value.name });
    },

    async findImage({ sha256, name, beside }) {
      const neighbour = beside === null ? null : await grants.find(beside);
      if (neighbour?.ok === false) return neighbour;
      const folder = neighbour === null ? null : path.dirname(neighbour.value.path);
      // Where the user gave one folder, nothing outside of it is opened.
      const lastKnown = picker.kind === 'folder' ? null : await images.find(sha256);
      const file = await findImage(port, { sha256, name, folder, lastKnown });
      if (file === null) return success(null);
      const granted = await chosen.toRead(file, 'image');
      return granted.ok ? granted : success(null);
    },
  };
}
