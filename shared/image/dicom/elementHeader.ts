import dicomParser from 'dicom-parser';
import type { ElementEncoding } from './transferSyntax.ts';

/** One data element as the file announces it; the value is not read, and its length not yet believed. */
export interface ElementHeader {
  readonly tag: string;
  /** Null with implicit encoding. */
  readonly vr: string | null;
  readonly valueOffset: number;
  readonly length: number;
  readonly undefinedLength: boolean;
}

const UNDEFINED_LENGTH = 0xffffffff;

/** Value representations with a two-byte length in explicit encoding (PS3.5 7.1.2). */
const SHORT_VRS = new Set('AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' '));
/** Value representations with a four-byte length that the element parser treats as such. */
const LONG_VRS = new Set('OB OD OF OL OW SQ UC UN UR UT'.split(' '));
/** Younger ones, which it does not. */
const LONG_VRS_SINCE_2019 = new Set(['OV', 'SV', 'UV']);

/**
 * Reads the header of the element at `position`. The element parser reads one header and never more: asked to stop at
 * the very tag that it finds, it neither enters sequences nor skips values, so nothing in the file decides how deep or
 * how far it runs. Null where the bytes end inside the header, or where no value representation can be made out.
 */
export function readElementHeader(
  bytes: Uint8Array,
  position: number,
  encoding: ElementEncoding,
): ElementHeader | null {
  if (position + 8 > bytes.length) return null;
  const parser = encoding.littleEndian ? dicomParser.littleEndianByteArrayParser : dicomParser.bigEndianByteArrayParser;
  const stream = new dicomParser.ByteStream(parser, bytes, position);
  const tag = dicomParser.readTag(stream);
  if (!encoding.explicit || tag.startsWith('xfffee0'))
    return plain(tag, parser.readUint32(bytes, position + 4), position);
  const vr = String.fromCharCode(bytes[position + 4] as number, bytes[position + 5] as number);
  if (!/^[A-Z]{2}$/.test(vr)) return null;
  const long = LONG_VRS.has(vr) || LONG_VRS_SINCE_2019.has(vr) || (!SHORT_VRS.has(vr) && isLongForm(bytes, position));
  if (long && position + 12 > bytes.length) return null;
  if (long && !LONG_VRS.has(vr)) {
    const length = parser.readUint32(bytes, position + 8);
    return { tag, vr, valueOffset: position + 12, length, undefinedLength: length === UNDEFINED_LENGTH };
  }
  stream.seek(-4);
  const element = dicomParser.readDicomElementExplicit(stream, [], tag);
  const { dataOffset, length } = element;
  return { tag, vr, valueOffset: dataOffset, length, undefinedLength: long && length === UNDEFINED_LENGTH };
}

/** A value representation that is not known has the long form, with two bytes of zero (PS3.5 7.1.2). */
const isLongForm = (bytes: Uint8Array, position: number): boolean =>
  bytes[position + 6] === 0 && bytes[position + 7] === 0;

const plain = (tag: string, length: number, position: number): ElementHeader => ({
  tag,
  vr: null,
  valueOffset: position + 8,
  length,
  undefinedLength: length === UNDEFINED_LENGTH,
});
