import { compose, scaling, translation } from '../../shared/geometry/affine.ts';
import { createPictureRenderer } from '../../shared/image/picture/pictureRenderer.ts';
import { openingWindow } from '../../shared/image/picture/pictureWindow.ts';
import type { DecodedImage } from './decodedImage.ts';

export interface ThumbnailSize {
  readonly width: number;
  readonly height: number;
}

/** A small picture of a film, whole and in the middle; the film's own pixels are not needed any more afterwards. */
export function thumbnailOf(image: DecodedImage, { width, height }: ThumbnailSize): ImageData {
  const { rows, columns } = image.picture;
  const scale = Math.min(width / columns, height / rows);
  const offset = translation((width - columns * scale) / 2, (height - rows * scale) / 2);
  const { rgba } = createPictureRenderer(image.picture).render({
    width,
    height,
    toDisplay: compose(offset, scaling(scale)),
    interpolation: 'bilinear',
    window: openingWindow(image.radiograph),
    invert: false,
    overlays: false,
  });
  return new ImageData(rgba, width, height);
}
