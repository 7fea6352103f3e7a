import { success, type Result } from '../../result.ts';
import type { CodecDecoder, CodecFrame } from '../codecLoader.ts';
import { imageFailure } from '../imageFailure.ts';
import type { ImageError } from '../radiograph.ts';
import type { FrameShape } from './decodedFrame.ts';
import { damagedStream } from './streamChecks.ts';

/** Puts the stream into the codec's memory and runs `decode`; whatever it throws becomes an error with its reason. */
export function runDecoder<Decoder extends CodecDecoder, T>(
  decoder: Decoder,
  stream: Uint8Array,
  { decode, reason }: { decode: (decoder: Decoder) => T; reason: (cause: unknown) => string },
): Result<T, ImageError> {
  try {
    decoder.getEncodedBuffer(stream.length).set(stream);
    return success(decode(decoder));
  } catch (cause) {
    return damagedStream(reason(cause));
  }
}

/**
 * Copies the decoded cells out of the codec's memory, as wide as the file allocates them. Checks what the codecs do not:
 * that the frame has the size that was asked for, and the buffer exactly its length.
 */
export function cellsOf(
  frame: CodecFrame,
  output: Uint8Array,
  shape: FrameShape,
): Result<Uint8Array | Uint16Array, ImageError> {
  // Some decoders give a view of signed bytes or of words; the bytes are what counts.
  const decoded = new Uint8Array(output.buffer, output.byteOffset, output.byteLength);
  const { width, height, componentCount, bitsPerSample } = frame;
  if (width !== shape.columns || height !== shape.rows || componentCount !== shape.samplesPerPixel) {
    return damagedStream('the decoder found no picture of the announced size in them');
  }
  const count = width * height * componentCount;
  const bytesPerCell = bitsPerSample > 8 ? 2 : 1;
  if (decoded.length !== count * bytesPerCell) return damagedStream('the decoder gave another number of pixels');
  if (bytesPerCell === 2) return success(shape.bitsAllocated === 16 ? words(decoded) : narrow(words(decoded)));
  if (shape.bitsAllocated === 8) return success(decoded.slice());
  const cells = new Uint16Array(count);
  if (frame.isSigned) for (let i = 0; i < count; i++) cells[i] = ((decoded[i] as number) << 24) >> 24;
  else cells.set(decoded);
  return success(cells);
}

const narrow = (cells: Uint16Array): Uint8Array => Uint8Array.from(cells, (cell) => cell & 0xff);

/** Little-endian words; the codec's memory is little endian by definition, and every supported machine too. */
function words(bytes: Uint8Array): Uint16Array {
  const copy = bytes.slice();
  return new Uint16Array(copy.buffer, copy.byteOffset, copy.length / 2);
}

export const decoderUnavailable = (name: string): Result<never, ImageError> =>
  imageFailure('decoder_failed', `The decoder for ${name} could not be loaded. Restart the program and try again.`);
