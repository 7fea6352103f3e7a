import { success } from '../../result.ts';
import { imageFailure } from '../imageFailure.ts';
import type { DecodedFrameResult, FrameShape } from './decodedFrame.ts';

const HEADER_BYTES = 64;

const damaged = (what: string): DecodedFrameResult =>
  imageFailure('damaged', `The run-length coded pixels of this file are damaged: ${what}. Ask for the file again.`);

/**
 * Decodes one RLE frame (PS3.5 annex G): a header of 16 numbers, then one PackBits segment per byte of a sample, the
 * most significant first. A segment that gives too few bytes, or points or runs outside, is damage; bytes after it are
 * padding.
 */
export function decodeRle(stream: Uint8Array, shape: FrameShape): DecodedFrameResult {
  if (stream.length < HEADER_BYTES) return damaged('their header is incomplete');
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const bytesPerSample = shape.bitsAllocated / 8;
  const expected = shape.samplesPerPixel * bytesPerSample;
  const count = view.getUint32(0, true);
  if (count !== expected) return damaged(`${count} segments instead of ${expected}`);
  const starts = Array.from({ length: count }, (_, i) => view.getUint32(4 + 4 * i, true));
  const size = shape.rows * shape.columns;
  // The densest PackBits run gives 128 bytes for two: a shorter stream cannot hold the picture.
  if ((stream.length - HEADER_BYTES) * 64 < size * count) return damaged('they end too early');
  const out = new Uint8Array(size * expected);
  for (let i = 0; i < count; i++) {
    const start = starts[i] as number;
    const end = starts[i + 1] ?? stream.length;
    if (start < HEADER_BYTES || start > end || end > stream.length) return damaged('a segment lies outside');
    const sample = Math.floor(i / bytesPerSample);
    const byte = bytesPerSample - 1 - (i % bytesPerSample);
    const complete = unpackBits(stream.subarray(start, end), out, {
      start: sample * bytesPerSample + byte,
      step: expected,
      size,
    });
    if (!complete) return damaged('a segment ends too early');
  }
  const cells = bytesPerSample === 2 ? littleEndianWords(out) : out;
  return success({ cells, precision: shape.bitsAllocated, lossy: false, colour: null, warnings: [] });
}

/**
 * Whether bytes begin like an RLE frame: the number of its segments, their rising places, the first behind the header, and
 * zeros for those that are not used (PS3.5 G.5). Compressed data do not look like that.
 */
export function isRleHeader(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_BYTES) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const count = view.getUint32(0, true);
  if (count < 1 || count > 15) return false;
  const starts = Array.from({ length: 15 }, (_, i) => view.getUint32(4 + 4 * i, true));
  return (
    starts[0] === HEADER_BYTES &&
    starts.every((start, i) => (i < count ? i === 0 || start > (starts[i - 1] as number) : start === 0))
  );
}

/** PackBits into every `step`-th byte; false where the segment has fewer than `size` bytes. */
export function unpackBits(
  segment: Uint8Array,
  out: Uint8Array,
  { start, step, size }: { start: number; step: number; size: number },
): boolean {
  let to = start;
  const end = start + size * step;
  for (let at = 0; to < end;) {
    const control = segment[at++];
    if (control === undefined) return false;
    if (control < 128) {
      const from = at;
      at += control + 1;
      if (at > segment.length) return false;
      for (let i = from; i < at && to < end; i++, to += step) out[to] = segment[i] as number;
    } else if (control > 128) {
      const value = segment[at++];
      if (value === undefined) return false;
      for (let i = 257 - control; i > 0 && to < end; i--, to += step) out[to] = value;
    }
  }
  return true;
}

/** The bytes were put down as little endian; every platform that runs this is little endian, but it is checked. */
function littleEndianWords(bytes: Uint8Array): Uint16Array {
  if (new Uint8Array(Uint16Array.of(1).buffer)[0] === 1) return new Uint16Array(bytes.buffer);
  return Uint16Array.from({ length: bytes.length / 2 }, (_, i) => {
    return (bytes[2 * i] as number) | ((bytes[2 * i + 1] as number) << 8);
  });
}
