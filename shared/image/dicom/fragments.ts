import { success, type Result } from '../../result.ts';
import { imageFailure } from '../imageFailure.ts';
import { IMAGE_LIMITS } from '../limits.ts';
import type { ImageError, ImageWarning } from '../radiograph.ts';
import { readElementHeader } from './elementHeader.ts';
import { TAG } from './tags.ts';
import { IMPLICIT_LITTLE } from './transferSyntax.ts';

/** The fragments of encapsulated pixel data (PS3.5 A.4), without the offset table. */
export interface Fragments {
  readonly bytes: readonly Uint8Array[];
  /** Offset of each fragment's item tag from the first fragment's item tag: what offset tables count in. */
  readonly offsets: readonly number[];
  /** The basic offset table; empty where the file leaves it out. */
  readonly offsetTable: readonly number[];
}

/**
 * Reads the items of encapsulated pixel data from `start`. The delimiter at the end may be missing, with a warning.
 * Errors: `truncated`, `damaged` (something that is no item), `too_large` (too many), `no_pixel_data`.
 */
export function readFragments(
  bytes: Uint8Array,
  start: number,
  warnings: ImageWarning[],
): Result<Fragments, ImageError> {
  const items: Uint8Array[] = [];
  const positions: number[] = [];
  let position = start;
  for (;;) {
    const header = readElementHeader(bytes, position, IMPLICIT_LITTLE);
    if (!header) {
      const message = 'The compressed pixel data have no end mark. The file may have been cut.';
      warnings.push({ code: 'pixel_data_end_missing', message });
      break;
    }
    if (header.tag === TAG.sequenceEnd) break;
    if (header.tag !== TAG.item) {
      return imageFailure('damaged', 'The compressed pixel data of this file are damaged between two fragments.');
    }
    if (header.undefinedLength || header.valueOffset + header.length > bytes.length) {
      return imageFailure('truncated', 'The file ends in the middle of its pixel data. Copy or export it again.');
    }
    if (items.length > IMAGE_LIMITS.fragments) {
      return imageFailure(
        'too_large',
        `The pixel data of this file are in more than ${IMAGE_LIMITS.fragments} pieces.`,
      );
    }
    items.push(bytes.subarray(header.valueOffset, header.valueOffset + header.length));
    positions.push(position);
    position = header.valueOffset + header.length;
  }
  const [table, ...fragments] = items;
  if (!table || fragments.every((fragment) => fragment.length === 0)) {
    return imageFailure('no_pixel_data', 'This file has a place for pixel data, but there are none in it.');
  }
  const first = positions[1] ?? 0;
  const offsets = positions.slice(1).map((each) => each - first);
  return success({ bytes: fragments, offsets, offsetTable: longs(table) });
}

function longs(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length >> 2 }, (_, i) => view.getUint32(4 * i, true));
}

/** All bytes of some fragments as one stream; a single one is not copied. */
export function joined(fragments: readonly Uint8Array[]): Uint8Array {
  const [first] = fragments;
  if (first && fragments.length === 1) return first;
  const stream = new Uint8Array(fragments.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const fragment of fragments) {
    stream.set(fragment, at);
    at += fragment.length;
  }
  return stream;
}
