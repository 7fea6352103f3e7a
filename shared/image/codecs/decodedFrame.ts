import type { Result } from '../../result.ts';
import type { ImageError, ImageWarning } from '../radiograph.ts';

/** What a frame has to be, from the header of the file; a stream that is something else is refused. */
export interface FrameShape {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: 1 | 3;
  readonly bitsAllocated: 8 | 16;
}

/** One decompressed frame: the cells of the pixels, row by row, colours interleaved. */
export interface DecodedFrame {
  readonly cells: Uint8Array | Uint16Array;
  /** Bits that the stream's own header gives to a sample. */
  readonly precision: number;
  /** True where the stream was compressed with loss. */
  readonly lossy: boolean;
  /** What three samples are after decoding, where the stream itself decides it; else as the file's header says. */
  readonly colour: 'RGB' | 'YBR_FULL' | null;
  readonly warnings: readonly ImageWarning[];
}

export type DecodedFrameResult = Result<DecodedFrame, ImageError>;
