import { success } from '../../result.ts';
import type { CodecInstance, CodecLoader, JpegLsDecoder, JpegLsModule } from '../codecLoader.ts';
import type { DecodedFrameResult, FrameShape } from './decodedFrame.ts';
import { readJpegStreamHeader } from './jpegFrameHeader.ts';
import { checkStreamShape, damagedStream } from './streamChecks.ts';
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
  return decodeWith(codec, stream, shape);
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

/** Three planes one after another, as pixels. */
export function interleaved<Cells extends Uint8Array | Uint16Array>(planes: Cells): Cells {
  const size = planes.length / 3;
  const pixels = planes.slice() as Cells;
  for (let i = 0, to = 0; i < size; i++) {
    pixels[to++] = planes[i] as number;
    pixels[to++] = planes[size + i] as number;
    pixels[to++] = planes[2 * size + i] as number;
  }
  return pixels;
}
