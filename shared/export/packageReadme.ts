import type { Study } from '../study/study.ts';
import { COLUMN_VERSION, type AnyTable } from './table.ts';

/** What a stranger must know to use the numbers: what is in the folder, signs, units, missing values, limits. */
export function packageReadme(
  study: Study,
  tables: readonly AnyTable[],
  made: { readonly appVersion: string; readonly created: string },
): string {
  const columns = new Set(tables.flatMap((table) => table.columns.map(({ name }) => name)));
  const [hasDates, hasHashes] = [columns.has('acquired_on'), columns.has('sha256')];
  return [
    study.title,
    `Vertebral heights and wedge angles, exported by Endplate ${made.appVersion} on ${made.created.slice(0, 10)}.`,
    '',
    'For research and teaching. Endplate is not a medical device: verify every number against the image.',
    '',
    'Files',
    ...tables.map(({ file, title }) => `  ${file.padEnd(24)} ${title}`),
    '  datapackage.json         the same in machine-readable form (Frictionless Data Package)',
    '  import_r.R, import_python.py, import_spss.sps   read the tables',
    '  SHA256SUMS.txt           checksums of all files',
    '',
    'Conventions',
    '  Comma between cells, decimal point, UTF-8, CRLF. Every column is explained in codebook.csv.',
    '  Wedge angle: positive is kyphotic (anterior side lower), negative is lordotic, 0 is a value.',
    '  Change is always later minus earlier and computed before rounding.',
    '  A numeric cell holds a number or nothing; the status column beside it says why (reasons.csv).',
    '  Millimetres of two images are subtracted only where both are measured in comparable planes.',
    '  A text that begins with = + - or @ has an apostrophe before it, so that no spreadsheet runs it.',
    '  Points are in stored pixels: x to the right, y down, centre of the first pixel at (0.5, 0.5).',
    `  Subjects and readers are codes. There are no names and no file names in these files${hasDates ? '.' : ', and no dates of examinations.'}`,
    ...(hasDates ? ['  images.csv has the dates of the images, as was asked for.'] : []),
    ...(hasHashes
      ? ['  images.csv has hashes of the image files, which can lead back to the originals, as was asked for.']
      : []),
    `  Version of the columns: ${COLUMN_VERSION}; it goes up when a column is renamed, removed or changes its meaning.`,
    '',
  ].join('\n');
}
