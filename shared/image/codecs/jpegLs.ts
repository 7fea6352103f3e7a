import { success } from '../../result.ts';
import type { CodecInstance, CodecLoader, JpegLsDecoder, JpegLsModule } from '../codecLoader.ts';
import type { DecodedFrameResult, FrameShape } from './decodedFrame.ts';
import { interleaved } from './interleaved.ts';
import { readJpegStreamHeader } from './jpegFrameHeader.ts';
import { checkStreamShape, damagedStream, truncatedStream } from './streamChecks.ts';
import { cellsOf, decoderUnavailable, runDecoder } from './wasmDecode.ts';

const PLANES = 0;

/** Decodes a JPEG-LS frame (T.87), lossless or near-lossless, with CharLS. */
export async function decodeJpegLs(
  stream: Uint8Array,
  shape: FrameShape,
  codecs: CodecLoader,
): Promise<DecodedFrameResult> {
  const header = readJpegStreamHeader(stream);
  if (!header) return damagedStream('they have no frame header');
  const fits = checkStreamShape({ ...header, components: header.components.length }, shape);
  if (!fits.ok) return fits;
  const codec = await codecs.charls().catch(() => null);
  if (!codec) return decoderUnavailable('JPEG-LS');
  const end = lastNonZero(stream);
  const ended = stream[end - 1] === 0xd9 && stream[end - 2] === 0xff;
  const decoded = decodeWith(codec, ended ? stream : withEndMark(stream.subarray(0, end)), shape);
  if (ended) return decoded;
  if (!decoded.ok) return truncatedStream();
  const message = 'The end mark of the compressed picture is missing; it is complete.';
  return success({ ...decoded.value, warnings: [{ code: 'jpeg_end_missing', message }] });
}

/**
 * CharLS searches on behind a stream that has no end mark, for several seconds: a cut stream gets one, which makes it an
 * error at once.
 */
function withEndMark(stream: Uint8Array): Uint8Array {
  const marked = new Uint8Array(stream.length + 2);
  marked.set(stream);
  marked.set([0xff, 0xd9], stream.length);
  return marked;
}

/** Length without the zero bytes that pad a fragment to an even length. */
function lastNonZero(stream: Uint8Array): number {
  let end = stream.length;
  while (end > 0 && stream[end - 1] === 0) end--;
  return end;
}

function decodeWith(
  { module }: CodecInstance<JpegLsModule>,
  stream: Uint8Array,
  shape: FrameShape,
): DecodedFrameResult {
  const decoder = new module.JpegLSDecoder();
  const run = runDecoder(decoder, stream, {
    decode: (each: JpegLsDecoder) => {
      each.decode();
      return each.getFrameInfo();
    },
    // CharLS throws the address of a C++ exception.
    reason: (cause) => (typeof cause === 'number' ? message(module, cause) : 'the decoder stopped'),
  });
  if (!run.ok) return run;
  const decoded = cellsOf(run.value, decoder.getDecodedBuffer(), shape);
  if (!decoded.ok) return decoded;
  const planes = shape.samplesPerPixel === 3 && decoder.getInterleaveMode() === PLANES;
  const cells = planes ? interleaved(decoded.value) : decoded.value;
  const lossy = decoder.getNearLossless() > 0;
  decoder.delete();
  return success({ cells, precision: run.value.bitsPerSample, lossy, colour: null, warnings: [] });
}

function message(module: JpegLsModule, cause: number): string {
  try {
    return module.getExceptionMessage(cause).toLowerCase();
  } catch {
    return 'the decoder stopped';
  }
}
