import { Unzlib } from 'fflate';
import { IMAGE_LIMITS } from '../limits.ts';

/** So little goes into the inflater at once that even a bomb of zeros comes out in portions of a few megabytes. */
const PORTION = 8 * 1024;

class Overflow extends Error {}

/**
 * Inflates a zlib stream, given in parts, into exactly `size` bytes. `overflow`: more than a little beyond them came out
 * (and no more was unpacked); `short`: fewer; `damaged`: the stream cannot be unpacked.
 */
export function inflateExactly(
  parts: readonly Uint8Array[],
  size: number,
): Uint8Array<ArrayBuffer> | 'overflow' | 'short' | 'damaged' {
  const bytes = new Uint8Array(size);
  const limit = Math.min(IMAGE_LIMITS.inflatedBytes, size + IMAGE_LIMITS.inflateSlack);
  let length = 0;
  const inflater = new Unzlib((portion) => {
    if (length + portion.length > limit) throw new Overflow();
    if (length < size) bytes.set(portion.subarray(0, size - length), length);
    length += portion.length;
  });
  try {
    for (const part of parts) {
      for (let at = 0; at < part.length; at += PORTION) inflater.push(part.subarray(at, at + PORTION), false);
    }
  } catch (fault) {
    return fault instanceof Overflow ? 'overflow' : 'damaged';
  }
  return length < size ? 'short' : bytes;
}
