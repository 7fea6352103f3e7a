import type { Picture } from '../../shared/image/picture/picture.ts';
import type { Radiograph } from '../../shared/image/radiograph.ts';

/** What a view needs of an image: the picture, and whose it is. */
export interface ShownImage {
  readonly picture: Picture;
  /** SHA-256 of the file's bytes, lower-case hexadecimal. */
  readonly sha256: string;
  /** 0 for the first frame. */
  readonly frame: number;
}

/**
 * The first, coarse picture of an image whose full decode is still running: in the size and the coordinates of the
 * whole, for the eye only. Its facts are those of the file; its pixels are no stored values.
 */
export interface ImagePreview extends ShownImage {
  readonly facts: Omit<Radiograph, 'pixels' | 'overlays' | 'minimum' | 'maximum'>;
}

/**
 * An opened image: its facts and stored pixels, and the same prepared for the screen. The picture shares the memory of
 * `radiograph.pixels` wherever these can be shown as they are.
 */
export interface DecodedImage extends ShownImage {
  readonly radiograph: Radiograph;
}
