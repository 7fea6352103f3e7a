import type { Result } from '../../shared/result.ts';
import type { ImageError } from '../../shared/image/radiograph.ts';
import type { DecodedImage } from './decodedImage.ts';

/** From the page to the worker: one file. */
export interface DecodeRequest {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** 0 for the first frame. */
  readonly frame: number;
}

/** From the worker to the page: its one answer. */
export type DecodeAnswer = Result<DecodedImage, ImageError>;
