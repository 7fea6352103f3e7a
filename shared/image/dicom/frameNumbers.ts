import type { Result } from '../../result.ts';
import { imageFailure } from '../imageFailure.ts';
import type { ImageError, ImageWarning } from '../radiograph.ts';

/** The warning that fewer frames are in the file than it announces. */
export const framesMissing = (announced: number, present: number): ImageWarning => ({
  code: 'frames_missing',
  message: `The file announces ${announced} frames, but there ${present === 1 ? 'is 1' : `are ${present}`} in it.`,
});

/** The error for a frame that is not there; frames are counted from 1 for people. */
export const noSuchFrame = (frame: number, frames: number): Result<never, ImageError> =>
  imageFailure(
    'no_such_frame',
    `This file has ${frames} frame${frames === 1 ? '' : 's'}; frame ${frame + 1} is not among them.`,
  );
