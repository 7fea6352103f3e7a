import type { Picture } from '../../shared/image/picture/picture.ts';
import type { Radiograph } from '../../shared/image/radiograph.ts';

/** An opened image: its facts and stored pixels, and the same prepared for the screen. */
export interface DecodedImage {
  readonly radiograph: Radiograph;
  /** Shares the memory of `radiograph.pixels` wherever these can be shown as they are. */
  readonly picture: Picture;
  /** SHA-256 of the file's bytes, lower-case hexadecimal. */
  readonly sha256: string;
}
