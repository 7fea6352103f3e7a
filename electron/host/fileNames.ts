import type { FileKind, HostError } from '../../shared/host/contract.ts';

/** File systems allow 255; the backup `.NAME.bak` needs five of them. */
const LONGEST_NAME_BYTES = 250;

/** Of Windows, with every ending and in every case: `nul.csv` is the device too. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;
/** Not for names on Windows; a colon also names an alternate stream. Slashes lead to another folder. */
const SEPARATORS = /[/\\:<>"|?*]/;

/** Control characters, half characters, and what is not seen but makes a name read as another one. */
const INVISIBLE = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;

const badName = (problem: string): HostError => ({
  code: 'badName',
  message: `${problem} Nothing was written. Choose another name.`,
});

/**
 * Null for a name that a new file may have on every system, so that a study can move between the computers of a clinic;
 * else what is wrong with it.
 */
export function fileNameProblem(name: string): HostError | null {
  if (name.trim() === '') return badName('A file needs a name.');
  if (new TextEncoder().encode(name).length > LONGEST_NAME_BYTES) return badName('The file name is too long.');
  if (INVISIBLE.test(name)) return badName('The file name has invisible characters in it.');
  if (SEPARATORS.test(name)) return badName('A file name cannot have any of / \\ : < > " | ? * in it.');
  if (/[. ]$/.test(name)) return badName('A file name cannot end with a dot or a space.');
  if (name.startsWith('.') || name.startsWith('~$')) {
    return badName('Names that begin with a dot or ~$ are kept for hidden files.');
  }
  const base = name.slice(0, name.includes('.') ? name.indexOf('.') : undefined).trimEnd();
  if (RESERVED.test(base)) return badName(`Windows keeps the name ${base} for a device.`);
  return null;
}

const ENDINGS: Readonly<Record<FileKind, ReadonlySet<string>>> = {
  study: new Set(['endplate']),
  table: new Set(['csv', 'tsv', 'txt', 'md', 'json', 'r', 'sps', 'do', 'xml', 'html', 'pdf', 'zip']),
  picture: new Set(['svg', 'png', 'jpg', 'jpeg', 'pdf']),
  image: new Set(['dcm', 'dicom', 'ima', 'png', 'jpg', 'jpeg', 'tif', 'tiff']),
};

/** Of these, the user may read a table back: an import. */
const READABLE_TABLES: ReadonlySet<string> = new Set(['csv', 'tsv', 'txt', 'json']);

/** Lower case, without the dot; empty where there is none. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** Whether a file of this name may be of this kind. Scanners name DICOM files freely: no ending, or a number. */
export function isOfKind(name: string, kind: FileKind): boolean {
  const ending = endingOf(name);
  if (kind === 'table') return READABLE_TABLES.has(ending);
  return ENDINGS[kind].has(ending) || (kind === 'image' && /^\d*$/.test(ending));
}

/** What Endplate would write under this name; null for an ending that it never writes, e.g. a program. */
export function writtenKind(name: string): Exclude<FileKind, 'image'> | null {
  const ending = endingOf(name);
  if (ENDINGS.study.has(ending)) return 'study';
  if (ENDINGS.picture.has(ending)) return 'picture';
  return ENDINGS.table.has(ending) ? 'table' : null;
}

/** Raster endings: a file of such a name may be a radiograph, and is then never overwritten. */
export const mayBeRadiograph = (name: string): boolean => isOfKind(name, 'image');
