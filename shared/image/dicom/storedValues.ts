import type { StoredPixels } from '../radiograph.ts';
import type { PixelDescription } from './pixelDescription.ts';

type Bits = Pick<PixelDescription, 'bitsAllocated' | 'bitsStored' | 'highBit' | 'signed'>;

/**
 * The stored values within the cells: the bits from HighBit downwards, as many as BitsStored, sign extended where the
 * pixels are signed. Whatever else is in the cells (overlays, vendor data) is left out (PS3.5 8.1.1).
 */
export function storedValues(cells: Uint8Array | Uint16Array, bits: Bits): StoredPixels {
  const { bitsStored, highBit, signed } = bits;
  const shift = highBit + 1 - bitsStored;
  const cellBits = cells instanceof Uint8Array ? 8 : 16;
  if (shift === 0 && bitsStored === cellBits) return signed ? asSigned(cells) : cells;
  const mask = (1 << bitsStored) - 1;
  if (!signed) {
    // Nearly always nothing else is in the cells: then they are the values, and 15 MB need no copy.
    if (shift === 0 && (bitsIn(cells) & ~mask) === 0) return cells;
    const values = new (cells instanceof Uint8Array ? Uint8Array : Uint16Array)(cells.length);
    for (let i = 0; i < cells.length; i++) values[i] = ((cells[i] as number) >> shift) & mask;
    return values;
  }
  const drop = 32 - bitsStored;
  const values = new (cells instanceof Uint8Array ? Int8Array : Int16Array)(cells.length);
  for (let i = 0; i < cells.length; i++) values[i] = (((cells[i] as number) >> shift) << drop) >> drop;
  return values;
}

/** Every bit that is set in any cell. */
function bitsIn(cells: Uint8Array | Uint16Array): number {
  let bits = 0;
  for (let i = 0; i < cells.length; i++) bits |= cells[i] as number;
  return bits;
}

const asSigned = (cells: Uint8Array | Uint16Array): StoredPixels =>
  cells instanceof Uint8Array
    ? new Int8Array(cells.buffer, cells.byteOffset, cells.length)
    : new Int16Array(cells.buffer, cells.byteOffset, cells.length);

/** Smallest and largest value, padding left out; 0 to 0 where everything is padding. */
export function extremes(
  pixels: StoredPixels,
  padding: { readonly from: number; readonly to: number } | null,
): { minimum: number; maximum: number } {
  let minimum = Infinity;
  let maximum = -Infinity;
  const from = padding ? padding.from : Infinity;
  const to = padding ? padding.to : -Infinity;
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] as number;
    if (value >= from && value <= to) continue;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return minimum > maximum ? { minimum: 0, maximum: 0 } : { minimum, maximum };
}
