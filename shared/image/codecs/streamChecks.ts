import { success, type Result } from '../../result.ts';
import { imageFailure } from '../imageFailure.ts';
import type { ImageError } from '../radiograph.ts';
import type { FrameShape } from './decodedFrame.ts';

/** What a compressed stream says about itself. */
export interface StreamShape {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  readonly precision: number;
}

/**
 * A stream has to be exactly the picture that the file's header announces: another size is damage or a trap, and is
 * refused before the decoder allocates anything for it.
 */
export function checkStreamShape(stream: StreamShape, wanted: FrameShape): Result<null, ImageError> {
  if (stream.rows !== wanted.rows || stream.columns !== wanted.columns) {
    const message =
      `The compressed picture is ${stream.columns} × ${stream.rows} pixels, but the file's header says ` +
      `${wanted.columns} × ${wanted.rows}. It was not opened, because one of the two is wrong.`;
    return imageFailure('damaged', message);
  }
  if (stream.components !== wanted.samplesPerPixel) {
    const message =
      `The compressed picture has ${stream.components} colours, but the file's header says ${wanted.samplesPerPixel}. ` +
      'It was not opened, because one of the two is wrong.';
    return imageFailure('damaged', message);
  }
  if (stream.precision < 1 || stream.precision > wanted.bitsAllocated) {
    const message = `The compressed picture has ${stream.precision} bits, but the file's header says ${wanted.bitsAllocated}.`;
    return imageFailure('damaged', message);
  }
  return success(null);
}

export const damagedStream = (what: string): Result<never, ImageError> =>
  imageFailure('damaged', `The compressed pixels of this file are damaged: ${what}. Ask for the file again.`);

export const truncatedStream = (): Result<never, ImageError> =>
  imageFailure('truncated', 'The compressed pixels of this file end too early. Copy or export it again.');
