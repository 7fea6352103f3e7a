import { Inflate } from 'fflate';
import { success, type Result } from '../../result.ts';
import { imageFailure } from '../imageFailure.ts';
import { IMAGE_LIMITS } from '../limits.ts';
import type { ImageError } from '../radiograph.ts';

/** Deflate expands 1032 times at most, so that a chunk of this size gives no more than about 4 MB at once. */
const INPUT_CHUNK = 4096;
const FIRST_LOOK = 1024 * 1024;

/**
 * Inflates the deflated data set of a file, chunk by chunk under a running cap. `wanted` is asked, with what there is so
 * far, how many bytes the data set can sensibly have: a number ends the waiting, null asks for more, an error ends all.
 * It is asked after 1 MiB, 2 MiB, 4 MiB and so on, so that a bomb is known long before it has unfolded.
 */
export function inflateDataSet(
  deflated: Uint8Array,
  wanted: (soFar: Uint8Array) => Result<number | null, ImageError>,
): Result<Uint8Array, ImageError> {
  const output = new GrowingBytes();
  let cap: number = IMAGE_LIMITS.inflatedBytes;
  let nextLook = FIRST_LOOK;
  const inflate = new Inflate((chunk) => output.append(chunk));
  for (let at = 0; at < deflated.length || at === 0; at += INPUT_CHUNK) {
    const last = at + INPUT_CHUNK >= deflated.length;
    try {
      inflate.push(deflated.subarray(at, at + INPUT_CHUNK), last);
    } catch (cause) {
      return inflateFailure(cause);
    }
    if (output.length > cap) return tooMuch(cap);
    if (output.length >= nextLook) {
      const answer = wanted(output.bytes());
      if (!answer.ok) return answer;
      if (answer.value !== null) cap = Math.min(cap, answer.value + IMAGE_LIMITS.inflateSlack);
      nextLook = answer.value === null ? output.length * 2 : Infinity;
      if (output.length > cap) return tooMuch(cap);
    }
  }
  return success(output.bytes());
}

class GrowingBytes {
  length = 0;
  private store = new Uint8Array(64 * 1024);

  append(chunk: Uint8Array): void {
    const needed = this.length + chunk.length;
    if (needed > this.store.length) {
      const larger = new Uint8Array(Math.max(needed, this.store.length * 2));
      larger.set(this.store.subarray(0, this.length));
      this.store = larger;
    }
    this.store.set(chunk, this.length);
    this.length = needed;
  }

  bytes(): Uint8Array {
    return this.store.subarray(0, this.length);
  }
}

const tooMuch = (cap: number): Result<never, ImageError> =>
  imageFailure('too_large', `The compressed content of this file unfolds beyond ${Math.ceil(cap / 1048576)} MiB.`);

function inflateFailure(cause: unknown): Result<never, ImageError> {
  const unexpectedEnd = typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 0;
  return unexpectedEnd
    ? imageFailure('truncated', 'The file ends in the middle of its compressed content. Copy or export it again.')
    : imageFailure('damaged', 'The compressed content of this file is damaged. Ask for the file again.');
}
