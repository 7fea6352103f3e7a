import { zipSync, type Zippable } from 'fflate';

/** MS-DOS time begins here; an earlier time cannot stand in the archive. */
const EARLIEST = Date.UTC(1980, 0, 2);

/**
 * One archive with the files in a folder of their own. The same files and time give the same bytes; the time stands for
 * every file, as the UTC date at noon, so that no zone of a computer is in it.
 */
export function zipFiles(
  files: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[],
  { folder, created }: { readonly folder: string; readonly created: string },
): Uint8Array<ArrayBuffer> {
  const [year = 1980, month = 1, day = 1] = created.slice(0, 10).split('-').map(Number);
  // The archive stores local time: a local noon of the UTC date reads the same everywhere.
  const mtime = new Date(Math.max(EARLIEST, new Date(year, month - 1, day, 12).getTime()));
  const entries: Zippable = {};
  for (const { name, bytes } of files) entries[`${folder}/${name}`] = [bytes, { mtime, level: 6 }];
  return new Uint8Array(zipSync(entries));
}

/** `STUDY_export_20261120`: the name of an export's folder or archive, which any system takes. */
export function exportName(title: string, created: string): string {
  const plain = title
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[^A-Za-z0-9_.-]+/g, '_')
    .replaceAll(/^[_.-]+|[_.-]+$/g, '')
    .slice(0, 60);
  return `${plain === '' ? 'study' : plain}_export_${created.slice(0, 10).replaceAll('-', '')}`;
}
