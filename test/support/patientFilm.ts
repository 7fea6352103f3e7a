import { spinePixels } from './largeRadiograph.ts';
import { element, imageElements, replaced, SYNTAX, writeDicom } from './dicomWriter.ts';

const ROWS = 360;
const COLUMNS = 240;

/** A small film of somebody, taken on some day: what an import goes by. `stripes` makes its content its own. */
export function patientFilm(film: {
  readonly patientId: string;
  readonly patientName: string;
  /** YYYYMMDD; absent: the file does not say. */
  readonly date?: string;
  readonly time?: string;
  readonly stripes: number;
}): Buffer {
  const samples = spinePixels({ rows: ROWS, columns: COLUMNS, bitsStored: 12 });
  for (let x = 0; x < 6; x += 1) samples[x] = film.stripes * 8 + x;
  const image = { rows: ROWS, columns: COLUMNS, bitsStored: 12, bitsAllocated: 16 as const, cells: [] };
  const facts = [
    ...(film.date === undefined ? [] : [element(0x00080022, 'DA', film.date)]),
    ...(film.time === undefined ? [] : [element(0x00080032, 'TM', film.time)]),
    element(0x00100010, 'PN', film.patientName),
    element(0x00100020, 'LO', film.patientId),
    element(0x00181164, 'DS', '0.15\\0.15'),
  ];
  const pixels = element(0x7fe00010, 'OW', new Uint8Array(samples.buffer));
  return Buffer.from(
    writeDicom({ syntax: SYNTAX.explicit, elements: replaced([...imageElements(image), pixels], facts) }),
  );
}
