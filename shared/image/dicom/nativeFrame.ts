import { success, type Result } from '../../result.ts';
import { interleaved } from '../codecs/interleaved.ts';
import { imageFailure } from '../imageFailure.ts';
import type { ImageError, ImageWarning } from '../radiograph.ts';
import type { ElementHeader } from './elementHeader.ts';
import { framesMissing, noSuchFrame } from './frameNumbers.ts';
import { cellCount, evenColumns, nativeFrameBytes, type PixelDescription } from './pixelDescription.ts';

/** Cells of an uncompressed frame, interleaved; YBR_FULL_422 is brought to full resolution. */
export interface NativePixels {
  readonly cells: Uint8Array | Uint16Array;
  /** Frames that are really there. */
  readonly frames: number;
}

/**
 * One frame of uncompressed pixel data. The length is checked against what the header promises before anything is
 * allocated: too few bytes for the frame is the error `truncated`, never a picture filled up with zeros.
 */
export function nativeFrame(
  bytes: Uint8Array,
  { element, littleEndian }: { element: ElementHeader; littleEndian: boolean },
  { pixels, frame, warnings }: { pixels: PixelDescription; frame: number; warnings: ImageWarning[] },
): Result<NativePixels, ImageError> {
  const available = Math.min(element.length, bytes.length - element.valueOffset);
  const size = nativeFrameBytes(pixels);
  const frames = Math.min(pixels.frames, Math.floor(available / size));
  if (element.length === 0)
    return imageFailure('no_pixel_data', 'This file has a place for pixel data, but it is empty.');
  if (frames < 1 || (available < element.length && frames < pixels.frames)) {
    const percent = Math.floor((100 * available) / (size * pixels.frames));
    const message = `Only ${percent} % of the pixel data are in this file. It is incomplete: copy or export it again.`;
    return imageFailure('truncated', message);
  }
  if (frames < pixels.frames) {
    warnings.push(framesMissing(pixels.frames, frames));
  } else if (available < element.length) {
    const message = 'The file announces more pixel data than are in it; the picture itself is complete.';
    warnings.push({ code: 'pixel_data_length_wrong', message });
  } else if (available > size * frames + 1) {
    const message = 'The file holds more pixel data than its rows and columns need; the surplus was ignored.';
    warnings.push({ code: 'pixel_data_surplus', message });
  }
  if (frame >= frames) return noSuchFrame(frame, frames);
  const base = element.valueOffset;
  const start = base + frame * size;
  const cells = readCells(bytes, { base, start, size, littleEndian, words: element.vr === 'OW' }, pixels);
  return success({ cells: arranged(cells, pixels), frames });
}

interface CellBytes {
  /** Where the pixel data begin, and where the frame does. */
  readonly base: number;
  readonly start: number;
  readonly size: number;
  readonly littleEndian: boolean;
  readonly words: boolean;
}

/** A copy of the frame's bytes as cells. Big endian bytes written as words (OW) are swapped too (PS3.5 7.3). */
function readCells(
  bytes: Uint8Array,
  { base, start, size, littleEndian, words }: CellBytes,
  { bitsAllocated }: PixelDescription,
): Uint8Array | Uint16Array {
  if (bitsAllocated === 8) {
    if (littleEndian || !words) return bytes.slice(start, start + size);
    const swapped = new Uint8Array(size);
    for (let i = 0; i < size; i++) swapped[i] = bytes[base + ((start - base + i) ^ 1)] ?? 0;
    return swapped;
  }
  const copy = bytes.slice(start, start + size);
  const cells = new Uint16Array(copy.buffer, 0, size >> 1);
  if (littleEndian !== PLATFORM_LITTLE_ENDIAN) {
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i] as number;
      cells[i] = (cell >> 8) | (cell << 8);
    }
  }
  return cells;
}

const PLATFORM_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function arranged(cells: Uint8Array | Uint16Array, pixels: PixelDescription): Uint8Array | Uint16Array {
  if (pixels.photometricInterpretation === 'YBR_FULL_422') return fullResolution(cells, pixels);
  return pixels.planar ? interleaved(cells) : cells;
}

/** Y Y Cb Cr of two neighbouring pixels to Y Cb Cr of each (PS3.3 C.7.6.3.1.2). */
function fullResolution(cells: Uint8Array | Uint16Array, pixels: PixelDescription): Uint8Array | Uint16Array {
  const { rows, columns } = pixels;
  const full = new (cells instanceof Uint8Array ? Uint8Array : Uint16Array)(cellCount(pixels));
  const pairsPerRow = evenColumns(pixels) / 2;
  let to = 0;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const pair = 4 * (y * pairsPerRow + (x >> 1));
      full[to++] = cells[pair + (x & 1)] as number;
      full[to++] = cells[pair + 2] as number;
      full[to++] = cells[pair + 3] as number;
    }
  }
  return full;
}
