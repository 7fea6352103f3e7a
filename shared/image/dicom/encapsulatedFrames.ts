import { success, type Result } from '../../result.ts';
import { isRleHeader } from '../codecs/rle.ts';
import { streamCoding } from '../codecs/streamCoding.ts';
import { imageFailure } from '../imageFailure.ts';
import type { ImageError, ImageWarning } from '../radiograph.ts';
import { joined, type Fragments } from './fragments.ts';
import { framesMissing } from './frameNumbers.ts';

/** The compressed stream of each frame, as first fragment and number of fragments. */
export interface EncapsulatedFrames {
  readonly count: number;
  readonly stream: (frame: number) => Uint8Array;
}

/**
 * Tells which fragments belong to which frame, `declared` being the number of frames in the header. In the order of
 * trust: one frame has all fragments; as many fragments as frames are one each; an offset table that points exactly at
 * fragments, rises, and counts as many frames (a wrong table is common and never believed blindly); frames begin where
 * a fragment begins like a compressed stream. Error `damaged` where nothing of this holds.
 */
export function framesOf(
  fragments: Fragments,
  declared: number,
  warnings: ImageWarning[],
): Result<EncapsulatedFrames, ImageError> {
  const { bytes } = fragments;
  if (declared === 1) return success(partition(bytes, [0]));
  if (bytes.length === declared)
    return success(
      partition(
        bytes,
        bytes.map((_, i) => i),
      ),
    );
  const byTable = startsByTable(fragments, declared);
  if (byTable) return success(partition(bytes, byTable));
  const byStream = bytes.flatMap((fragment, i) => (beginsFrame(fragment) ? [i] : []));
  if (byStream[0] !== 0) {
    return imageFailure('damaged', 'It cannot be told where the frames of this file begin. Ask for the file again.');
  }
  if (byStream.length !== declared) warnings.push(framesMissing(declared, byStream.length));
  return success(partition(bytes, byStream));
}

const beginsFrame = (fragment: Uint8Array): boolean => streamCoding(fragment) !== null || isRleHeader(fragment);

function partition(bytes: readonly Uint8Array[], starts: readonly number[]): EncapsulatedFrames {
  return {
    count: starts.length,
    stream: (frame) => joined(bytes.slice(starts[frame], starts[frame + 1] ?? bytes.length)),
  };
}

function startsByTable({ offsets, offsetTable }: Fragments, declared: number): readonly number[] | null {
  if (offsetTable.length !== declared || offsetTable[0] !== 0) return null;
  const byOffset = new Map(offsets.map((offset, i) => [offset, i]));
  const starts: number[] = [];
  for (const offset of offsetTable) {
    const fragment = byOffset.get(offset);
    if (fragment === undefined || fragment <= (starts[starts.length - 1] ?? -1)) return null;
    starts.push(fragment);
  }
  return starts;
}
