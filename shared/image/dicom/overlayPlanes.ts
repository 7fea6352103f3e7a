import { IMAGE_LIMITS } from '../limits.ts';
import type { ImageWarning, OverlayPlane } from '../radiograph.ts';
import { decodedText, type CharacterSet } from './characterSet.ts';
import type { DataElement, DataSet } from './dataSet.ts';
import type { PixelDescription } from './pixelDescription.ts';
import { firstDecimal, firstShort, shorts } from './values.ts';

interface OverlaySource {
  readonly pixels: PixelDescription;
  readonly frame: number;
  /** Cells of the frame as stored, with the bits above the pixel values. */
  readonly cells: Uint8Array | Uint16Array;
  readonly set: CharacterSet;
  readonly warnings: ImageWarning[];
}

/**
 * The overlay planes of groups 6000 to 601E (PS3.3 C.9.2): in Overlay Data, or in a bit of the pixel cells that the
 * pixel values do not use (retired, still met). A plane that is broken is left out with a warning.
 */
export function overlayPlanes(dataSet: DataSet, source: OverlaySource): readonly OverlayPlane[] {
  const planes: OverlayPlane[] = [];
  for (let i = 0; i < IMAGE_LIMITS.overlays; i++) {
    const group = `x${(0x6000 + 2 * i).toString(16)}`;
    if (!dataSet.elements.has(`${group}0010`) && !dataSet.elements.has(`${group}3000`)) continue;
    const plane = readPlane(dataSet, group, source);
    if (plane === 'broken') {
      const message = 'An overlay (drawing or text) of the file is broken and was left out.';
      source.warnings.push({ code: 'overlay_invalid', message });
    } else if (plane) planes.push(plane);
  }
  return planes;
}

function readPlane(dataSet: DataSet, group: string, source: OverlaySource): OverlayPlane | 'broken' | null {
  const rows = firstShort(dataSet, `${group}0010`) ?? source.pixels.rows;
  const columns = firstShort(dataSet, `${group}0011`) ?? source.pixels.columns;
  // A plane far larger than its image is a trap, not a drawing.
  const limit = 4 * source.pixels.rows * source.pixels.columns + 1_000_000;
  if (!(rows >= 1 && columns >= 1) || rows * columns > limit) return 'broken';
  const frame = overlayFrame(dataSet, group, source.frame);
  if (frame === null) return null;
  const data = dataSet.elements.get(`${group}3000`);
  const bits = data
    ? unpack(dataSet, data, { from: frame * rows * columns, count: rows * columns })
    : embedded(source, { rows, columns, bit: firstShort(dataSet, `${group}0102`) ?? -1 });
  if (!bits) return 'broken';
  const [originRow, originColumn] = shorts(dataSet, `${group}0050`, true);
  return {
    rows,
    columns,
    originRow: (originRow ?? 1) - 1,
    originColumn: (originColumn ?? 1) - 1,
    label: decodedText(dataSet, `${group}1500`, source.set) ?? decodedText(dataSet, `${group}0022`, source.set),
    bits,
  };
}

/** Which frame of the overlay belongs to the frame of the image; null for none (PS3.3 C.9.3). */
function overlayFrame(dataSet: DataSet, group: string, frame: number): number | null {
  const count = firstDecimal(dataSet, `${group}0015`);
  if (count === null || !Number.isInteger(count) || count < 1) return 0;
  const first = (firstShort(dataSet, `${group}0051`) ?? 1) - 1;
  const index = frame - first;
  return index >= 0 && index < count ? index : null;
}

/** One bit per pixel, the first in the lowest bit (PS3.5 8.1.2); null where there are too few. */
function unpack(
  dataSet: DataSet,
  { offset, length, vr }: DataElement,
  { from, count }: { from: number; count: number },
): Uint8Array | null {
  if (length * 8 < from + count) return null;
  const swap = dataSet.littleEndian || vr === 'OB' ? 0 : 1;
  const bits = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const bit = from + i;
    bits[i] = ((dataSet.bytes[offset + ((bit >> 3) ^ swap)] ?? 0) >> (bit & 7)) & 1;
  }
  return bits;
}

function embedded(
  { pixels, cells }: OverlaySource,
  { rows, columns, bit }: { rows: number; columns: number; bit: number },
): Uint8Array | null {
  const inPixels = bit <= pixels.highBit && bit > pixels.highBit - pixels.bitsStored;
  const fits = rows === pixels.rows && columns === pixels.columns && pixels.samplesPerPixel === 1;
  if (!fits || inPixels || bit < 0 || bit >= pixels.bitsAllocated) return null;
  return Uint8Array.from(cells, (cell) => (cell >> bit) & 1);
}
