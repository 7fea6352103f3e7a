import { IMAGE_LIMITS } from '../limits.ts';
import type { ImageWarning, LookUpTable } from '../radiograph.ts';
import type { DataElement, DataSet } from './dataSet.ts';
import { TAG } from './tags.ts';
import { shorts } from './values.ts';

/** More segments than a full table can need are a trap that repeats empty ones. */
const MAX_SEGMENTS = 2 * IMAGE_LIMITS.lutEntries;

/** A LUT Descriptor (PS3.3 C.11.1.1.1): number of entries (0 means 65 536), first value mapped, bits of an entry. */
interface Descriptor {
  readonly entries: number;
  readonly firstMapped: number;
  readonly bits: number;
}

/** `signed`: whether the first value mapped may be negative, where the file leaves its type open. */
function readDescriptor(dataSet: DataSet, tag: string, signed: boolean): Descriptor | null {
  const [entries, , bits] = shorts(dataSet, tag);
  const [, first] = shorts(dataSet, tag, signed);
  if (entries === undefined || first === undefined || bits === undefined) return null;
  // Entries and bits are never negative, also where the three are written as signed (SS).
  const count = entries & 0xffff || IMAGE_LIMITS.lutEntries;
  return { entries: count, firstMapped: first, bits: bits & 0xffff };
}

/**
 * A look-up table from its descriptor and data elements. Entries of 8 bits may be packed two in a word or stand in a
 * word each: the length tells. Null, with a warning, where descriptor and data do not fit together.
 */
export function readLut(
  dataSet: DataSet,
  { descriptor, data, signed }: { descriptor: string; data: string; signed: boolean },
  warnings: ImageWarning[],
): LookUpTable | null {
  const described = readDescriptor(dataSet, descriptor, signed);
  const element = dataSet.elements.get(data);
  const values = described && element ? lutValues(dataSet, element, described.entries) : null;
  if (!described || !values) {
    const message = 'A look-up table of the file is broken and was left out; the picture may look different.';
    warnings.push({ code: 'lut_invalid', message });
    return null;
  }
  let largest = 0;
  for (const value of values) if (value > largest) largest = value;
  // Some writers give too few bits, or none; the entries themselves cannot be wrong about it.
  const needed = Math.max(1, Math.ceil(Math.log2(largest + 1)));
  const stated = described.bits >= 1 && described.bits <= 16 ? described.bits : 16;
  return { firstMapped: described.firstMapped, bits: Math.max(stated, needed), values };
}

function lutValues(dataSet: DataSet, element: DataElement, entries: number): Uint16Array | null {
  const { bytes, littleEndian } = dataSet;
  const view = new DataView(bytes.buffer, bytes.byteOffset + element.offset, element.length);
  if (element.length >= entries * 2) {
    return Uint16Array.from({ length: entries }, (_, i) => view.getUint16(2 * i, littleEndian));
  }
  if (element.length < entries) return null;
  const swap = littleEndian || element.vr === 'OB' ? 0 : 1;
  return Uint16Array.from({ length: entries }, (_, i) => view.getUint8(Math.min(i ^ swap, element.length - 1)));
}

/**
 * A palette that is written in segments (PS3.3 C.7.9.2): discrete runs, straight lines, and repeats of earlier segments.
 * Null where a segment runs outside the data or the table.
 */
function expandSegments(words: Uint16Array, entries: number): Uint16Array | null {
  const out = new Uint16Array(entries);
  let filled = 0;
  let steps = 0;
  const expand = (from: number, to: number, repeats: number, depth: number): boolean => {
    let at = from;
    for (let segments = 0; at < to && segments < repeats; segments++) {
      if (++steps > MAX_SEGMENTS) return false;
      const opcode = words[at];
      const length = words[at + 1];
      if (opcode === undefined || length === undefined) return false;
      if (opcode === 0) {
        if (at + 2 + length > words.length || filled + length > entries) return false;
        out.set(words.subarray(at + 2, at + 2 + length), filled);
        filled += length;
        at += 2 + length;
      } else if (opcode === 1) {
        const end = words[at + 2];
        if (end === undefined || filled === 0 || filled + length > entries) return false;
        const start = out[filled - 1] as number;
        for (let i = 1; i <= length; i++) out[filled++] = Math.round(start + ((end - start) * i) / length);
        at += 3;
      } else if (opcode === 2) {
        const low = words[at + 2];
        const high = words[at + 3];
        if (low === undefined || high === undefined || depth > 0) return false;
        // The offset counts bytes from the start of the data.
        const target = (low + high * 65_536) / 2;
        if (!Number.isInteger(target) || !expand(target, words.length, length, depth + 1)) return false;
        at += 4;
      } else return false;
    }
    return true;
  };
  if (!expand(0, words.length, Infinity, 0)) return null;
  // Data of an odd number of bytes are padded; a shorter table than announced is not one.
  return filled === entries ? out : null;
}

type Palette = { readonly red: LookUpTable; readonly green: LookUpTable; readonly blue: LookUpTable };

const PALETTES = {
  red: [TAG.redPaletteDescriptor, TAG.redPalette, TAG.redSegmentedPalette],
  green: [TAG.greenPaletteDescriptor, TAG.greenPalette, TAG.greenSegmentedPalette],
  blue: [TAG.bluePaletteDescriptor, TAG.bluePalette, TAG.blueSegmentedPalette],
} as const;

/** The palette of a PALETTE COLOR image (PS3.3 C.7.6.3.1.5 and C.7.9); null where one of its tables is not usable. */
export function readPalette(dataSet: DataSet, signed: boolean, warnings: ImageWarning[]): Palette | null {
  const red = paletteColour(dataSet, PALETTES.red, signed, warnings);
  const green = paletteColour(dataSet, PALETTES.green, signed, warnings);
  const blue = paletteColour(dataSet, PALETTES.blue, signed, warnings);
  return red && green && blue ? { red, green, blue } : null;
}

function paletteColour(
  dataSet: DataSet,
  [descriptor, data, segmented]: readonly [string, string, string],
  signed: boolean,
  warnings: ImageWarning[],
): LookUpTable | null {
  if (dataSet.elements.has(data)) return readLut(dataSet, { descriptor, data, signed }, warnings);
  const described = readDescriptor(dataSet, descriptor, signed);
  const element = dataSet.elements.get(segmented);
  if (!described || !element) return null;
  const words = lutValues(dataSet, element, element.length >> 1);
  const values = words && expandSegments(words, described.entries);
  return values ? { firstMapped: described.firstMapped, bits: described.bits === 8 ? 8 : 16, values } : null;
}
