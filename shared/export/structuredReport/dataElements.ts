/** What the reports need of PS3.5. */
export type Vr = 'CS' | 'DA' | 'DS' | 'FL' | 'IS' | 'LO' | 'OB' | 'PN' | 'SH' | 'SQ' | 'TM' | 'UI' | 'UL' | 'UT';

/** One data element: texts, numbers of its VR, bytes, or the items of a sequence. */
export interface DataElement {
  readonly tag: number;
  readonly vr: Vr;
  readonly value: string | readonly number[] | Uint8Array | readonly DataSet[];
}

export type DataSet = readonly DataElement[];

export const element = (tag: number, vr: Vr, value: DataElement['value']): DataElement => ({ tag, vr, value });

const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
/** Of this program, made from the hash of its name. */
const IMPLEMENTATION = '2.25.154811204412860532189116432276810364497';
/** VRs with two reserved bytes and a length of four (PS3.5 table 7.1-1). */
const LONG: ReadonlySet<Vr> = new Set<Vr>(['OB', 'SQ', 'UT']);
const ITEM = 0xfffee000;

/** A Part 10 file (PS3.10): preamble, file meta information, data set; explicit VR, little endian, UTF-8. */
export function dicomFile(
  sop: { readonly classUid: string; readonly instanceUid: string },
  dataSet: DataSet,
): Uint8Array<ArrayBuffer> {
  const meta = encodeSet([
    element(0x00020001, 'OB', Uint8Array.of(0, 1)),
    element(0x00020002, 'UI', sop.classUid),
    element(0x00020003, 'UI', sop.instanceUid),
    element(0x00020010, 'UI', EXPLICIT_LITTLE_ENDIAN),
    element(0x00020012, 'UI', IMPLEMENTATION),
    element(0x00020013, 'SH', 'ENDPLATE'),
  ]);
  const preamble = new Uint8Array(132);
  preamble.set([0x44, 0x49, 0x43, 0x4d], 128);
  return joined([preamble, encodeElement(element(0x00020000, 'UL', [meta.length])), meta, encodeSet(dataSet)]);
}

/** In the order of the tags, which the standard demands. */
const encodeSet = (dataSet: DataSet): Uint8Array<ArrayBuffer> =>
  joined(dataSet.toSorted((a, b) => a.tag - b.tag).map(encodeElement));

function encodeElement({ tag, vr, value }: DataElement): Uint8Array<ArrayBuffer> {
  const content = encodeValue(vr, value);
  const isLong = LONG.has(vr);
  if (!isLong && content.length > 0xffff) throw new RangeError(`Element ${tag.toString(16)} is too long for ${vr}`);
  const head = new DataView(new ArrayBuffer(isLong ? 12 : 8));
  head.setUint16(0, tag >>> 16, true);
  head.setUint16(2, tag & 0xffff, true);
  head.setUint8(4, vr.charCodeAt(0));
  head.setUint8(5, vr.charCodeAt(1));
  if (isLong) head.setUint32(8, content.length, true);
  else head.setUint16(6, content.length, true);
  return joined([new Uint8Array(head.buffer), content]);
}

function encodeValue(vr: Vr, value: DataElement['value']): Uint8Array<ArrayBuffer> {
  if (typeof value === 'string') return padded(new TextEncoder().encode(value), vr === 'UI' ? 0 : 0x20);
  if (value instanceof Uint8Array) return padded(value, 0);
  if (vr === 'SQ') return joined((value as readonly DataSet[]).map(encodeItem));
  const numbers = value as readonly number[];
  const view = new DataView(new ArrayBuffer(4 * numbers.length));
  numbers.forEach((number, index) => {
    if (vr === 'UL') view.setUint32(4 * index, number, true);
    else view.setFloat32(4 * index, number, true);
  });
  return new Uint8Array(view.buffer);
}

function encodeItem(dataSet: DataSet): Uint8Array<ArrayBuffer> {
  const content = encodeSet(dataSet);
  const head = new DataView(new ArrayBuffer(8));
  head.setUint16(0, ITEM >>> 16, true);
  head.setUint16(2, ITEM & 0xffff, true);
  head.setUint32(4, content.length, true);
  return joined([new Uint8Array(head.buffer), content]);
}

/** Values have an even length. */
function padded(bytes: Uint8Array, filler: number): Uint8Array<ArrayBuffer> {
  const even = new Uint8Array(bytes.length + (bytes.length % 2)).fill(filler);
  even.set(bytes);
  return even;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((total, { length }) => total + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
