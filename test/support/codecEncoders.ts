import { createRequire } from 'node:module';

/** Encoders of the codec packages, of which the program itself ships only the decoders. */

const require = createRequire(import.meta.url);

export interface EncoderFrame {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
  readonly isSigned: boolean;
}

interface Encoder {
  getDecodedBuffer(frame: EncoderFrame & { isUsingColorTransform: boolean }): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  encode(): void;
  setDecompositions(count: number): void;
  setQuality(lossless: boolean, value: number): void;
  setNearLossless(near: number): void;
  setInterleaveMode(mode: number): void;
  delete(): void;
}

async function encodeWith(
  script: string,
  name: string,
  { cells, frame, prepare }: { cells: readonly number[]; frame: EncoderFrame; prepare: (encoder: Encoder) => void },
): Promise<Uint8Array> {
  const factory = require(script) as (options: object) => Promise<Record<string, new () => Encoder>>;
  const module = await factory({ print: () => {}, printErr: () => {} });
  const Class = module[name];
  if (!Class) throw new Error(`${script} has no ${name}`);
  const encoder = new Class();
  const buffer = encoder.getDecodedBuffer({ ...frame, isUsingColorTransform: frame.componentCount === 3 });
  const bytes = frame.bitsPerSample > 8 ? new Uint8Array(Uint16Array.from(cells).buffer) : Uint8Array.from(cells);
  buffer.set(bytes);
  prepare(encoder);
  encoder.encode();
  const encoded = Uint8Array.from(encoder.getEncodedBuffer());
  encoder.delete();
  return encoded;
}

/**
 * JPEG 2000 of signed samples of up to 8 bits, which the encoder cannot do: encoded as unsigned, then called signed, as
 * the two differ by half the range and one bit of the header (T.800 G.1.2).
 */
export async function encodeSmallSigned(
  encode: typeof encodeJpeg2000,
  values: readonly number[],
  frame: EncoderFrame,
): Promise<Uint8Array> {
  const half = 2 ** (frame.bitsPerSample - 1);
  const stream = await encode(
    values.map((value) => value + half),
    frame,
  );
  stream[4 + 38] = (stream[4 + 38] as number) | 0x80;
  return stream;
}

/** JPEG-LS; `near` 0 is lossless. Interleave mode 0 wants the planes one after another, 2 pixels. */
export const encodeJpegLs = (
  cells: readonly number[],
  frame: EncoderFrame,
  { near = 0, interleave = 0 } = {},
): Promise<Uint8Array> =>
  encodeWith('@cornerstonejs/codec-charls/wasmjs', 'JpegLSEncoder', {
    cells,
    frame,
    prepare: (encoder) => {
      encoder.setNearLossless(near);
      encoder.setInterleaveMode(interleave);
    },
  });

export const encodeJpeg2000 = (
  cells: readonly number[],
  frame: EncoderFrame,
  { lossless = true, decompositions = 2 } = {},
): Promise<Uint8Array> =>
  encodeWith('@cornerstonejs/codec-openjpeg/wasmjs', 'J2KEncoder', {
    cells,
    frame,
    prepare: (encoder) => {
      encoder.setDecompositions(decompositions);
      encoder.setQuality(lossless, lossless ? 0 : 0.9);
    },
  });

export const encodeHtj2k = (
  cells: readonly number[],
  frame: EncoderFrame,
  { lossless = true, decompositions = 2 } = {},
): Promise<Uint8Array> =>
  encodeWith('@cornerstonejs/codec-openjph/wasmjs', 'HTJ2KEncoder', {
    cells,
    frame,
    prepare: (encoder) => {
      encoder.setDecompositions(decompositions);
      encoder.setQuality(lossless, lossless ? 0 : 0.001);
    },
  });
