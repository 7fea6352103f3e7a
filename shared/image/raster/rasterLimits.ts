import { failure, success, type Result } from '../../result.ts';
import type { ImageError } from '../radiograph.ts';

/** What a picture file may claim before anything is allocated for it. Long-spine stitches are about 10 to 30 megapixels. */
export const RASTER_LIMITS = {
  fileBytes: 200 * 1024 * 1024,
  side: 16_384,
  pixels: 100_000_000,
} as const;

/** Checks the size that a header claims; `format` names the file type in the message. */
export function checkRasterSize(size: { rows: number; columns: number; format: string }): Result<null, ImageError> {
  const { rows, columns, format } = size;
  if (rows < 1 || columns < 1) {
    return failure({
      code: 'invalid_header',
      message: `This ${format} file says that it has no pixels (${columns} × ${rows}).`,
    });
  }
  if (rows > RASTER_LIMITS.side || columns > RASTER_LIMITS.side) {
    const message = `This ${format} file says it is ${columns} × ${rows} pixels. The limit is ${RASTER_LIMITS.side} on each side.`;
    return failure({ code: 'too_large', message });
  }
  if (rows * columns > RASTER_LIMITS.pixels) {
    const message = `This ${format} file says it is ${columns} × ${rows} pixels. The limit is 100 megapixels.`;
    return failure({ code: 'too_large', message });
  }
  return success(null);
}
