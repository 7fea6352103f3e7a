import type { ImageError } from '../radiograph.ts';

/** The first damage met in a JPEG stream. Thrown inside the decoder only; `decodeJpeg` turns it into a Result. */
export class JpegFault extends Error {
  readonly code: ImageError['code'];
  constructor(code: ImageError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** A fault in what a stream says, in one sentence. */
export const damaged = (what: string): JpegFault => new JpegFault('damaged', `This JPEG file is damaged: ${what}.`);

/** One colour component of the frame, with the plane or the coefficients that its scans fill. */
export interface JpegComponent {
  readonly id: number;
  /** Sampling factors. */
  readonly h: number;
  readonly v: number;
  readonly quantTable: number;
  /** Blocks that hold image: what a scan of this component alone transmits. */
  readonly blocksAcross: number;
  readonly blocksDown: number;
  /** Blocks including the fill of the last MCUs: what is stored. */
  readonly storedAcross: number;
  readonly storedDown: number;
  /** Samples of this component that belong to the image. */
  readonly width: number;
  readonly height: number;
  /** Sample rows of 8 × storedAcross. */
  readonly plane: Uint8Array | Uint16Array;
  /** Progressive only: quantised coefficients, 64 a block in natural order. */
  readonly coefficients: Int16Array | null;
  /** The quantisation table in force at the component's first scan; null until then. */
  quant: Uint16Array | null;
}

/** The frame header (T.81 B.2.2). */
export interface JpegFrameHeader {
  readonly progressive: boolean;
  readonly bits: 8 | 12;
  readonly rows: number;
  readonly columns: number;
  readonly hMax: number;
  readonly vMax: number;
  readonly mcusAcross: number;
  readonly mcusDown: number;
  readonly components: readonly JpegComponent[];
}

/** Position in zigzag order to position in the block (T.81 figure A.6). */
export const ZIGZAG = Uint8Array.of(
  0,
  1,
  8,
  16,
  9,
  2,
  3,
  10,
  17,
  24,
  32,
  25,
  18,
  11,
  4,
  5,
  12,
  19,
  26,
  33,
  40,
  48,
  41,
  34,
  27,
  20,
  13,
  6,
  7,
  14,
  21,
  28,
  35,
  42,
  49,
  56,
  57,
  50,
  43,
  36,
  29,
  22,
  15,
  23,
  30,
  37,
  44,
  51,
  58,
  59,
  52,
  45,
  38,
  31,
  39,
  46,
  53,
  60,
  61,
  54,
  47,
  55,
  62,
  63,
);
