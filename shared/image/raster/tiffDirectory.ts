import type { ImageError } from '../radiograph.ts';

/** The first fault met in a TIFF file. Thrown inside the reader only; `readTiff` turns it into a Result. */
export class TiffFault extends Error {
  readonly code: ImageError['code'];
  constructor(code: ImageError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export const tiffTruncated = (): TiffFault =>
  new TiffFault('truncated', 'This TIFF file ends before its picture is complete. Ask for the file again.');
export const tiffDamaged = (what: string): TiffFault =>
  new TiffFault('damaged', `This TIFF file is damaged: ${what}. Ask for the file again.`);
export const tiffUnsupported = (what: string): TiffFault =>
  new TiffFault('unsupported_format', `This TIFF file has ${what}, which cannot be opened. Export it as DICOM or PNG.`);

/** The tags that a picture needs (TIFF 6.0, sections 8 and 14 to 18). */
export const TIFF_TAG = {
  subfileType: 254,
  width: 256,
  length: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  xResolution: 282,
  yResolution: 283,
  planarConfiguration: 284,
  resolutionUnit: 296,
  predictor: 317,
  colorMap: 320,
  tileWidth: 322,
  tileLength: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
  sampleFormat: 339,
} as const;

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where its values are. */
  readonly at: number;
}

/** One image file directory: a page of the file. */
export interface TiffDirectory {
  readonly view: DataView;
  readonly littleEndian: boolean;
  readonly entries: ReadonlyMap<number, Entry>;
}

/** Bytes of a value of each field type that holds unsigned numbers: BYTE, SHORT, LONG, RATIONAL. */
const TYPE_BYTES: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 5: 8 };

const RATIONAL = 5;

/** Only resolutions may be no whole numbers. */
const FRACTIONS: ReadonlySet<number> = new Set([TIFF_TAG.xResolution, TIFF_TAG.yResolution]);

/** More pages than any document; a chain that long is a trap. */
const MOST_PAGES = 10_000;

/** More values of one field than the most pieces that a picture may be cut into. */
const MOST_VALUES = 262_144;

/** The directories of all pages, in the order of the file. Nothing of the pictures is read yet. */
export function readTiffDirectories(bytes: Uint8Array): readonly TiffDirectory[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) throw tiffTruncated();
  const littleEndian = view.getUint16(0) === 0x4949;
  if (view.getUint16(2, littleEndian) === 43) throw tiffUnsupported('the form of files over 4 GB (BigTIFF)');
  const pages: TiffDirectory[] = [];
  const seen = new Set<number>();
  for (let at = view.getUint32(4, littleEndian); at !== 0;) {
    if (seen.has(at) || pages.length >= MOST_PAGES) throw tiffDamaged('its list of pages has no end');
    seen.add(at);
    // A list of pages that breaks off behind the first one costs pages, not the picture.
    if (at + 2 > bytes.length) break;
    const count = view.getUint16(at, littleEndian);
    const end = at + 2 + 12 * count;
    if (end > bytes.length) break;
    pages.push({ view, littleEndian, entries: readEntries(view, { from: at + 2, count, littleEndian }) });
    at = end + 4 <= bytes.length ? view.getUint32(end, littleEndian) : 0;
  }
  if (pages.length === 0) throw tiffTruncated();
  return pages;
}

function readEntries(
  view: DataView,
  { from, count, littleEndian }: { from: number; count: number; littleEndian: boolean },
): ReadonlyMap<number, Entry> {
  const entries = new Map<number, Entry>();
  for (let i = 0; i < count; i++) {
    const at = from + 12 * i;
    const type = view.getUint16(at + 2, littleEndian);
    const values = view.getUint32(at + 4, littleEndian);
    const tag = view.getUint16(at, littleEndian);
    const size = (TYPE_BYTES[type] ?? 0) * values;
    if (size === 0 || (type === RATIONAL && !FRACTIONS.has(tag))) continue;
    entries.set(tag, {
      type,
      count: values,
      at: size <= 4 ? at + 8 : view.getUint32(at + 8, littleEndian),
    });
  }
  return entries;
}

/** All numbers of a field; none where it is missing. Faults: values outside the file, or absurdly many. */
export function tiffNumbers({ view, littleEndian, entries }: TiffDirectory, tag: number): readonly number[] {
  const entry = entries.get(tag);
  if (!entry) return [];
  const { type, count, at } = entry;
  const size = TYPE_BYTES[type] as number;
  if (count > MOST_VALUES) throw tiffDamaged('a field of its header is too long');
  if (at + size * count > view.byteLength) throw tiffTruncated();
  return Array.from({ length: count }, (_, i) => {
    const from = at + size * i;
    if (type === 1) return view.getUint8(from);
    if (type === 3) return view.getUint16(from, littleEndian);
    const long = view.getUint32(from, littleEndian);
    return type !== RATIONAL ? long : long / view.getUint32(from + 4, littleEndian);
  });
}

/** The first number of a field, or `missing`. */
export const tiffNumber = (directory: TiffDirectory, tag: number, missing: number): number =>
  tiffNumbers(directory, tag)[0] ?? missing;
