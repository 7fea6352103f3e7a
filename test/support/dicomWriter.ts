import { deflateSync } from 'fflate';

/** Our own small DICOM writer: every kind of file that the reader has to understand, in miniature. */

export const SYNTAX = {
  implicit: '1.2.840.10008.1.2',
  explicit: '1.2.840.10008.1.2.1',
  bigEndian: '1.2.840.10008.1.2.2',
  deflated: '1.2.840.10008.1.2.1.99',
  jpegBaseline: '1.2.840.10008.1.2.4.50',
  jpegExtended: '1.2.840.10008.1.2.4.51',
  jpegLossless: '1.2.840.10008.1.2.4.57',
  jpegLosslessSv1: '1.2.840.10008.1.2.4.70',
  jpegLs: '1.2.840.10008.1.2.4.80',
  jpegLsNear: '1.2.840.10008.1.2.4.81',
  jpeg2000Lossless: '1.2.840.10008.1.2.4.90',
  jpeg2000: '1.2.840.10008.1.2.4.91',
  htj2kLossless: '1.2.840.10008.1.2.4.201',
  htj2k: '1.2.840.10008.1.2.4.203',
  rle: '1.2.840.10008.1.2.5',
} as const;

/** Numbers for binary VRs, text for the others (Latin 1), bytes as they are, or the items of a sequence. */
export type Value = string | readonly number[] | Uint8Array | { readonly items: readonly (readonly Element[])[] };

export interface Element {
  /** Group and element, e.g. 0x00280010. */
  readonly tag: number;
  readonly vr: string;
  readonly value: Value;
  /** Writes a sequence and its items with undefined length. */
  readonly undefinedLength?: boolean;
  /** What the file says the length is, to make it lie. */
  readonly statedLength?: number;
}

export const element = (tag: number, vr: string, value: Value, more: Partial<Element> = {}): Element => ({
  tag,
  vr,
  value,
  ...more,
});

export const sequence = (
  tag: number,
  items: readonly (readonly Element[])[],
  more: Partial<Element> = {},
): Element => ({ tag, vr: 'SQ', value: { items }, ...more });

interface Encoding {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

const LONG_VRS = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '));
const WIDTHS: Readonly<Record<string, number>> = {
  US: 2,
  SS: 2,
  OW: 2,
  UL: 4,
  SL: 4,
  FL: 4,
  FD: 8,
  AT: 2,
  OB: 1,
  UN: 1,
};

export const concatenated = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

const padded = (bytes: Uint8Array, pad: number): Uint8Array =>
  bytes.length % 2 === 0 ? bytes : concatenated([bytes, Uint8Array.of(pad)]);

function numbers(vr: string, values: readonly number[], littleEndian: boolean): Uint8Array {
  const width = WIDTHS[vr] ?? 2;
  const view = new DataView(new ArrayBuffer(width * values.length));
  values.forEach((value, i) => {
    if (vr === 'FD') view.setFloat64(8 * i, value, littleEndian);
    else if (vr === 'FL') view.setFloat32(4 * i, value, littleEndian);
    else if (width === 4) view.setUint32(4 * i, value, littleEndian);
    else if (width === 2) view.setUint16(2 * i, value, littleEndian);
    else view.setUint8(i, value);
  });
  return new Uint8Array(view.buffer);
}

function header(tag: number, vr: string, length: number, { explicit, littleEndian }: Encoding): Uint8Array {
  const long = LONG_VRS.has(vr);
  const isItem = tag >>> 16 === 0xfffe;
  const view = new DataView(new ArrayBuffer(explicit && long && !isItem ? 12 : 8));
  view.setUint16(0, tag >>> 16, littleEndian);
  view.setUint16(2, tag & 0xffff, littleEndian);
  if (!explicit || isItem) view.setUint32(4, length, littleEndian);
  else {
    view.setUint8(4, vr.charCodeAt(0));
    view.setUint8(5, vr.charCodeAt(1));
    if (long) view.setUint32(8, length, littleEndian);
    else view.setUint16(6, length, littleEndian);
  }
  return new Uint8Array(view.buffer);
}

export const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
const UNDEFINED = 0xffffffff;

function valueBytes(each: Element, encoding: Encoding): Uint8Array {
  const { value, vr } = each;
  if (value instanceof Uint8Array) return padded(value, 0);
  if (typeof value === 'string') return padded(latin1(value), vr === 'UI' ? 0 : 0x20);
  if ('items' in value) {
    const items = value.items.map((elements) => itemBytes(elements, encoding, each.undefinedLength === true));
    const end = each.undefinedLength ? [header(SEQUENCE_END, '', 0, encoding)] : [];
    return concatenated([...items, ...end]);
  }
  return padded(numbers(vr, value, encoding.littleEndian), 0);
}

function itemBytes(elements: readonly Element[], encoding: Encoding, undefinedLength: boolean): Uint8Array {
  const body = elementBytes(elements, encoding);
  const end = undefinedLength ? [header(ITEM_END, '', 0, encoding)] : [];
  return concatenated([header(ITEM, '', undefinedLength ? UNDEFINED : body.length, encoding), body, ...end]);
}

/** The elements one after another, in the order given. */
export function elementBytes(elements: readonly Element[], encoding: Encoding): Uint8Array {
  return concatenated(
    elements.flatMap((each) => {
      const bytes = valueBytes(each, encoding);
      const stated = each.statedLength ?? (each.undefinedLength ? UNDEFINED : bytes.length);
      return [header(each.tag, each.vr, stated, encoding), bytes];
    }),
  );
}

/** One fragment item per entry, after an offset table that is empty, given, or left out altogether. */
export function encapsulated(
  fragments: readonly Uint8Array[],
  { offsetTable = [], delimiter = true }: { offsetTable?: readonly number[] | null; delimiter?: boolean } = {},
): Uint8Array {
  const encoding = { explicit: true, littleEndian: true };
  const item = (bytes: Uint8Array): Uint8Array[] => {
    const even = padded(bytes, 0);
    return [header(ITEM, '', even.length, encoding), even];
  };
  const table = offsetTable === null ? [] : item(numbers('UL', offsetTable, true));
  const end = delimiter ? [header(SEQUENCE_END, '', 0, encoding)] : [];
  return concatenated([...table, ...fragments.flatMap(item), ...end]);
}

export interface DicomOptions {
  readonly syntax?: string;
  /** Sorted by tag before writing, unless `keepOrder`. */
  readonly elements: readonly Element[];
  readonly keepOrder?: boolean;
  /** Body of encapsulated pixel data, as `encapsulated` makes it; appended as the last element. */
  readonly encapsulatedPixels?: Uint8Array;
  readonly preamble?: boolean;
  readonly meta?: boolean;
}

/** The bytes of a DICOM file (PS3.10). */
export function writeDicom(options: DicomOptions): Uint8Array {
  const { syntax = SYNTAX.explicit, preamble = true, meta = true } = options;
  const encoding = { explicit: syntax !== SYNTAX.implicit, littleEndian: syntax !== SYNTAX.bigEndian };
  const elements = options.keepOrder ? options.elements : options.elements.toSorted((a, b) => a.tag - b.tag);
  const pixels = options.encapsulatedPixels
    ? [header(0x7fe00010, 'OB', UNDEFINED, encoding), options.encapsulatedPixels]
    : [];
  const body = concatenated([elementBytes(elements, encoding), ...pixels]);
  const parts: Uint8Array[] = [];
  if (preamble) parts.push(new Uint8Array(128), latin1('DICM'));
  if (meta) parts.push(metaHeader(syntax));
  parts.push(syntax === SYNTAX.deflated ? padded(deflateSync(body), 0) : body);
  return concatenated(parts);
}

function metaHeader(syntax: string): Uint8Array {
  const encoding = { explicit: true, littleEndian: true };
  const rest = elementBytes(
    [
      element(0x00020001, 'OB', Uint8Array.of(0, 1)),
      element(0x00020002, 'UI', '1.2.840.10008.5.1.4.1.1.1'),
      element(0x00020003, 'UI', '1.2.3.4'),
      element(0x00020010, 'UI', syntax),
    ],
    encoding,
  );
  return concatenated([elementBytes([element(0x00020000, 'UL', [rest.length])], encoding), rest]);
}

export interface TestImage {
  readonly rows: number;
  readonly columns: number;
  /** Cells as stored, colours interleaved. */
  readonly cells: readonly number[];
  readonly bitsAllocated?: 8 | 16;
  readonly bitsStored?: number;
  readonly highBit?: number;
  readonly signed?: boolean;
  readonly samplesPerPixel?: 1 | 3;
  readonly photometric?: string;
  readonly frames?: number;
}

/** The Image Pixel module of an image. */
export function imageElements(image: TestImage): Element[] {
  const { bitsAllocated = 16, samplesPerPixel = 1, photometric = 'MONOCHROME2' } = image;
  const bitsStored = image.bitsStored ?? bitsAllocated;
  return [
    element(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.1'),
    element(0x00080060, 'CS', 'DX'),
    element(0x00280002, 'US', [samplesPerPixel]),
    element(0x00280004, 'CS', photometric),
    ...(samplesPerPixel === 3 ? [element(0x00280006, 'US', [0])] : []),
    ...(image.frames === undefined ? [] : [element(0x00280008, 'IS', String(image.frames))]),
    element(0x00280010, 'US', [image.rows]),
    element(0x00280011, 'US', [image.columns]),
    element(0x00280100, 'US', [bitsAllocated]),
    element(0x00280101, 'US', [bitsStored]),
    element(0x00280102, 'US', [image.highBit ?? bitsStored - 1]),
    element(0x00280103, 'US', [image.signed ? 1 : 0]),
  ];
}

/** Puts elements in the place of those with the same tag; `null` values take an element away. */
export function replaced(
  elements: readonly Element[],
  changes: readonly (Element | { tag: number; value: null })[],
): Element[] {
  const tags = new Set(changes.map(({ tag }) => tag));
  const added = changes.filter((change): change is Element => change.value !== null);
  return [...elements.filter(({ tag }) => !tags.has(tag)), ...added];
}

/** A whole uncompressed file of an image, with further or other elements. */
export function writeImage(
  image: TestImage,
  {
    changes = [],
    ...options
  }: Partial<DicomOptions> & { changes?: readonly (Element | { tag: number; value: null })[] } = {},
): Uint8Array {
  const vr = image.bitsAllocated === 8 ? 'OB' : 'OW';
  const pixels = element(0x7fe00010, vr, image.cells);
  return writeDicom({ ...options, elements: replaced([...imageElements(image), pixels], changes) });
}

/** A whole compressed file of an image; `body` comes from `encapsulated`. */
export function writeCompressed(
  image: TestImage,
  syntax: string,
  body: Uint8Array,
  changes: readonly (Element | { tag: number; value: null })[] = [],
): Uint8Array {
  return writeDicom({ syntax, elements: replaced(imageElements(image), changes), encapsulatedPixels: body });
}
