import type { Result } from '../../shared/result.ts';
import type { ImageError } from '../../shared/image/radiograph.ts';
import type { DecodedImage, ImagePreview } from './decodedImage.ts';

/** From the page to the worker: perhaps to get ready, then one file. */
export type DecodeRequest = {
  /** Codecs that an earlier worker has compiled, by the address of their binary. */
  readonly compiled: ReadonlyMap<string, WebAssembly.Module>;
} & (
  | { readonly kind: 'prepare' }
  | {
      readonly kind: 'decode';
      readonly bytes: Uint8Array<ArrayBuffer>;
      /** 0 for the first frame. */
      readonly frame: number;
      /** Whether a first, coarse picture is wanted where the whole takes long. */
      readonly preview: boolean;
    }
);

/** The result of a file. */
export type DecodeAnswer = Result<DecodedImage, ImageError>;

/** From the worker to the page: sometimes a preview or a compiled codec, then exactly one answer. */
export type DecodeMessage =
  | { readonly kind: 'preview'; readonly preview: ImagePreview }
  | { readonly kind: 'compiled'; readonly url: string; readonly codec: WebAssembly.Module }
  | { readonly kind: 'answer'; readonly answer: DecodeAnswer };
