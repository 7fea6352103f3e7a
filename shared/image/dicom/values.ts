import { IMAGE_LIMITS } from '../limits.ts';
import type { DataElement, DataSet } from './dataSet.ts';

/** The bytes of an element's value, at most as many as are kept of a text; empty where it is absent. */
export function textBytes(dataSet: DataSet, tag: string): Uint8Array {
  const element = dataSet.elements.get(tag);
  if (!element) return new Uint8Array(0);
  const length = Math.min(element.length, IMAGE_LIMITS.textBytes);
  return dataSet.bytes.subarray(element.offset, element.offset + length);
}

/**
 * The values of a text element in the default character repertoire, as numbers, codes, dates and UIDs are: split at
 * backslashes, blanks and zero bytes around each removed. Empty where the element is absent or empty.
 */
export function texts(dataSet: DataSet, tag: string): readonly string[] {
  const bytes = textBytes(dataSet, tag);
  if (bytes.length === 0) return [];
  let all = '';
  for (let at = 0; at < bytes.length; at += 4096) all += String.fromCharCode(...bytes.subarray(at, at + 4096));
  const values = all.split('\\').map(trimmed);
  return values.every((value) => value === '') ? [] : values;
}

/** Blanks, zero bytes and line ends are padding at both ends of a value (PS3.5 6.2). */
export function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && text.charCodeAt(from) <= 0x20) from++;
  while (to > from && text.charCodeAt(to - 1) <= 0x20) to--;
  return text.slice(from, to);
}

export function firstText(dataSet: DataSet, tag: string): string | null {
  return texts(dataSet, tag)[0] || null;
}

/**
 * A decimal or integer string (PS3.5 6.2: DS, IS) as a number; NaN where it is none. Only the notation of the standard
 * counts: no decimal comma, no hexadecimal, no words. May be infinite where the exponent overflows.
 */
export function parseDecimal(text: string): number {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/.test(text) ? Number(text) : Number.NaN;
}

/** All numbers of a DS or IS element (NaN for what is none), or null where it is absent or empty. */
export function decimals(dataSet: DataSet, tag: string): readonly number[] | null {
  const element = dataSet.elements.get(tag);
  if (!element) return null;
  if (element.vr === 'FD' || element.vr === 'FL') return floats(dataSet, element);
  const values = texts(dataSet, tag);
  return values.length === 0 ? null : values.map(parseDecimal);
}

export function firstDecimal(dataSet: DataSet, tag: string): number | null {
  return decimals(dataSet, tag)?.[0] ?? null;
}

/** The numbers of an FD or FL element; the width is told from the length where the file does not state it. */
function floats(dataSet: DataSet, { offset, length, vr }: DataElement): readonly number[] {
  const size = vr === 'FL' ? 4 : 8;
  const view = new DataView(dataSet.bytes.buffer, dataSet.bytes.byteOffset, dataSet.bytes.byteLength);
  return Array.from({ length: Math.min(16, Math.floor(length / size)) }, (_, i) =>
    size === 4
      ? view.getFloat32(offset + i * 4, dataSet.littleEndian)
      : view.getFloat64(offset + i * 8, dataSet.littleEndian),
  );
}

/** The numbers of an element that is FD by the standard (PS3.6), also where the file does not say so. */
export function doubles(dataSet: DataSet, tag: string): readonly number[] | null {
  const element = dataSet.elements.get(tag);
  if (!element || element.length === 0) return null;
  return element.vr === 'DS' ? decimals(dataSet, tag) : floats(dataSet, element);
}

/** The 16-bit values of a US or SS element; `signed` where the standard leaves it open. */
export function shorts(dataSet: DataSet, tag: string, signed = false): readonly number[] {
  const element = dataSet.elements.get(tag);
  if (!element) return [];
  const view = new DataView(dataSet.bytes.buffer, dataSet.bytes.byteOffset, dataSet.bytes.byteLength);
  const asSigned = element.vr === 'SS' || (element.vr !== 'US' && signed);
  return Array.from({ length: Math.min(16, element.length >> 1) }, (_, i) => {
    const at = element.offset + 2 * i;
    return asSigned ? view.getInt16(at, dataSet.littleEndian) : view.getUint16(at, dataSet.littleEndian);
  });
}

/**
 * A US value that a wrong writer may have put down as text or as a longer number: the number, or null where the element
 * is absent or nothing can be made of it.
 */
export function firstShort(dataSet: DataSet, tag: string): number | null {
  const element = dataSet.elements.get(tag);
  if (!element || element.length === 0) return null;
  if (element.vr === 'IS' || element.vr === 'DS') return firstDecimal(dataSet, tag);
  if (element.vr === 'UL' || element.vr === 'SL') {
    const view = new DataView(dataSet.bytes.buffer, dataSet.bytes.byteOffset, dataSet.bytes.byteLength);
    return element.length >= 4 ? view.getUint32(element.offset, dataSet.littleEndian) : null;
  }
  return shorts(dataSet, tag)[0] ?? null;
}
