import type { FileKind, HostError } from '../../shared/host/contract.ts';
import { assertNever } from '../../shared/result.ts';

/** File systems allow 255; the backup `.NAME.bak` needs five of them. */
const LONGEST_NAME_BYTES = 250;

/** Of Windows, with every ending and in every case: `nul.csv` is the device too. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;
/** Not for names on Windows; a colon also names an alternate stream. Slashes lead to another folder. */
const SEPARATORS = /[/\\:<>"|?*]/;

/** Control characters, and those that turn the direction of writing so that a name reads as another one. */
function isInvisible(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (
    code < 0x20 ||
    (code >= 0x7f && code <= 0x9f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    code === 0xfeff
  );
}

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
  if (Array.from(name).some(isInvisible)) return badName('The file name has invisible characters in it.');
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
  switch (kind) {
    case 'image':
      return ENDINGS.image.has(ending) || ending === '' || /^\d+$/.test(ending);
    case 'table':
      return READABLE_TABLES.has(ending);
    case 'study':
    case 'picture':
      return ENDINGS[kind].has(ending);
    default:
      return assertNever(kind);
  }
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
