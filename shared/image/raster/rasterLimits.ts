import { success, type Result } from '../../result.ts';
import { imageFailure } from '../imageFailure.ts';
import { IMAGE_LIMITS } from '../limits.ts';
import type { ImageError } from '../radiograph.ts';

/** Checks the size that a header claims, before anything is allocated; `format` names the file type in the message. */
export function checkRasterSize(size: { rows: number; columns: number; format: string }): Result<null, ImageError> {
  const { rows, columns, format } = size;
  if (rows < 1 || columns < 1) {
    return imageFailure('invalid_header', `This ${format} file says that it has no pixels (${columns} × ${rows}).`);
  }
  const claim = `This ${format} file says it is ${columns} × ${rows} pixels.`;
  const { side, pixels } = IMAGE_LIMITS;
  if (rows > side || columns > side) return imageFailure('too_large', `${claim} The limit is ${side} on each side.`);
  if (rows * columns > pixels) return imageFailure('too_large', `${claim} The limit is ${pixels / 1e6} megapixels.`);
  return success(null);
}
