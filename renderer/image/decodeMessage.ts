import type { Result } from '../../shared/result.ts';
import type { ImageError } from '../../shared/image/radiograph.ts';
import type { DecodedImage, ImagePreview } from './decodedImage.ts';

/** From the page to the worker: one file. */
export interface DecodeRequest {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** 0 for the first frame. */
  readonly frame: number;
  /** Whether a first, coarse picture is wanted where the whole takes long. */
  readonly preview: boolean;
  /** Codecs that an earlier worker has compiled, by the address of their binary. */
  readonly compiled: ReadonlyMap<string, WebAssembly.Module>;
}

/** The result of a file. */
export type DecodeAnswer = Result<DecodedImage, ImageError>;

/** From the worker to the page: sometimes a preview or a compiled codec, then exactly one answer. */
export type DecodeMessage =
  | { readonly kind: 'preview'; readonly preview: ImagePreview }
  | { readonly kind: 'compiled'; readonly url: string; readonly codec: WebAssembly.Module }
  | { readonly kind: 'answer'; readonly answer: DecodeAnswer };
