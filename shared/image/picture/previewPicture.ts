import type { Radiograph, StoredPixels } from '../radiograph.ts';
import { buildPicture, type Picture } from './picture.ts';

/** A smaller picture of an image, as the lower resolutions of JPEG 2000 give it. */
export interface SmallerImage {
  /** With the rows and columns of the smaller picture. */
  readonly image: Radiograph;
  readonly fullRows: number;
  readonly fullColumns: number;
}

/**
 * The picture of a preview: it has the size and the coordinates of the whole image, so that it can be exchanged for the
 * whole without anything moving, but only the coarse resolutions. Overlays come with the whole.
 */
export function buildPreviewPicture({ image, fullRows, fullColumns }: SmallerImage): Picture {
  const skippedLevels = Math.round(Math.log2(Math.max(fullRows, fullColumns) / Math.max(image.rows, image.columns)));
  const pixels = centredPixels(image, skippedLevels);
  const picture = buildPicture({ ...image, pixels, overlays: [] });
  return { ...picture, rows: fullRows, columns: fullColumns, skippedLevels };
}

/**
 * A sample of a wavelet resolution lies on the first of the 2^k stored pixels that it stands for, a mean of our pyramid
 * in their middle. This moves the samples there (linearly, by at most half of their distance).
 */
function centredPixels(image: Pick<Radiograph, 'rows' | 'columns' | 'samplesPerPixel' | 'pixels'>, skipped: number) {
  const share = 0.5 - 0.5 / 2 ** skipped;
  const { rows, columns, samplesPerPixel: step, pixels } = image;
  const moved = pixels.slice() as StoredPixels;
  const mix = (index: number, next: number): void => {
    const from = moved[index] as number;
    moved[index] = Math.round(from + ((moved[next] as number) - from) * share);
  };
  const stride = columns * step;
  for (let y = 0; y < rows; y++) {
    for (let at = y * stride; at < (y + 1) * stride - step; at++) mix(at, at + step);
  }
  for (let at = 0; at < (rows - 1) * stride; at++) mix(at, at + stride);
  return moved;
}
