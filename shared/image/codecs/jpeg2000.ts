import { success, type Result } from '../../result.ts';
import type { CodecDecoder, CodecFrame, CodecLoader } from '../codecLoader.ts';
import { imageFailure, quoted } from '../imageFailure.ts';
import type { ImageError, ImageWarning } from '../radiograph.ts';
import type { DecodedFrame, DecodedFrameResult, FrameShape } from './decodedFrame.ts';
import { readJpeg2000Header, reducedSize, type Jpeg2000Header } from './jpeg2000Header.ts';
import { checkStreamShape, damagedStream, truncatedStream } from './streamChecks.ts';
import { cellsOf, decoderUnavailable, runDecoder } from './wasmDecode.ts';

/** A tile costs memory of its own; real files have one, or a few hundred. */
const MAX_TILES = 4096;

const END_MISSING: ImageWarning = {
  code: 'jpeg_end_missing',
  message: 'The end mark of the compressed picture is missing; it is complete.',
};

/** A slip of many encoders in counting tile parts, which OpenJPEG repairs; no data are missing. */
const HARMLESS = /Non conformant codestream TPsot==TNsot/;

/** Decodes a JPEG 2000 frame (T.800), bare codestream or JP2 file, with OpenJPEG. */
export async function decodeJpeg2000(
  stream: Uint8Array,
  shape: FrameShape,
  codecs: CodecLoader,
): Promise<DecodedFrameResult> {
  const header = checkedHeader(stream, shape);
  return header.ok ? decodeLevel(stream, header.value, { shape, codecs, level: 0 }) : header;
}

/** A smaller picture of a JPEG 2000 frame, decoded from its lower resolutions alone. */
export interface ReducedFrame {
  readonly frame: DecodedFrame;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Decodes the largest of the lower resolutions that has at most `pixels` pixels, for a first picture; null where the
 * stream has none that is smaller than the whole.
 */
export async function decodeJpeg2000Preview(
  stream: Uint8Array,
  shape: FrameShape,
  { codecs, pixels }: { codecs: CodecLoader; pixels: number },
): Promise<Result<ReducedFrame, ImageError> | null> {
  const header = checkedHeader(stream, shape);
  if (!header.ok) return header;
  const wanted = Math.ceil(Math.log2((shape.rows * shape.columns) / pixels) / 2);
  const level = Math.min(wanted, header.value.decompositions);
  if (level < 1) return null;
  const size = reducedSize(header.value, level);
  const frame = await decodeLevel(stream, header.value, { shape: { ...shape, ...size }, codecs, level });
  return frame.ok ? success({ frame: frame.value, ...size }) : frame;
}

async function decodeLevel(
  stream: Uint8Array,
  header: Jpeg2000Header,
  { shape, codecs, level }: { shape: FrameShape; codecs: CodecLoader; level: number },
): Promise<DecodedFrameResult> {
  const codec = await codecs.openJpeg().catch(() => null);
  if (!codec) return decoderUnavailable('JPEG 2000');
  const decoder = new codec.module.J2KDecoder();
  const run = decodeWith(decoder, unsignedForm(stream, header), (each) =>
    level === 0 ? each.decode() : each.decodeSubResolution(level, 0),
  );
  if (!run.ok) return run;
  // OpenJPEG does not throw: it prints what is wrong, and a warning of it means missing data.
  const complaint = codec.messages.find((line) => /^\[(ERROR|WARN)/i.test(line.trim()) && !HARMLESS.test(line));
  if (complaint !== undefined) return damagedStream(`the decoder reports ${quoted(complaint.trim())}`);
  // At a lower resolution OpenJPEG still tells the size of the whole.
  const { width, height } = run.value.frame;
  const whole = width === header.columns && height === header.rows;
  const frame = whole ? { ...run.value.frame, width: shape.columns, height: shape.rows } : run.value.frame;
  const finished = finish({ ...run.value, frame }, header, shape);
  // The cells are copied by now; the instance may go on to the whole picture, and needs the room.
  decoder.delete();
  return finished;
}

/** Decodes a high-throughput JPEG 2000 frame (T.814) with OpenJPH. */
export async function decodeHighThroughput(
  stream: Uint8Array,
  shape: FrameShape,
  codecs: CodecLoader,
): Promise<DecodedFrameResult> {
  const header = checkedHeader(stream, shape);
  if (!header.ok) return header;
  const codec = await codecs.openJph().catch(() => null);
  if (!codec) return decoderUnavailable('high-throughput JPEG 2000');
  const decoder = new codec.module.HTJ2KDecoder();
  const run = decodeWith(decoder, unsignedForm(stream, header.value), (each) => each.decode());
  if (!run.ok) return run;
  const complaint = decoder.getLastErrorMessage?.() || codec.messages.find((line) => /error|warn/i.test(line));
  if (complaint) return damagedStream(`the decoder reports ${quoted(complaint.trim())}`);
  return finish(run.value, header.value, shape);
}

interface DecoderOutput {
  readonly frame: CodecFrame;
  readonly decoded: Uint8Array;
}

function decodeWith<Decoder extends CodecDecoder>(
  decoder: Decoder,
  stream: Uint8Array,
  decode: (decoder: Decoder) => void,
): Result<DecoderOutput, ImageError> {
  return runDecoder(decoder, stream, {
    decode: (each: Decoder) => {
      decode(each);
      return { frame: each.getFrameInfo(), decoded: each.getDecodedBuffer() };
    },
    reason: () => 'the decoder stopped',
  });
}

/** The codecs give samples of up to 8 bits as unsigned bytes, in which negative values would become 0. */
const losesSign = ({ signed, precision }: Jpeg2000Header): boolean => signed && precision <= 8;

/**
 * The stream with its components called unsigned, where their sign would be lost: the decoder then adds half the range
 * (T.800 G.1.2), which `finish` takes away again.
 */
function unsignedForm(stream: Uint8Array, header: Jpeg2000Header): Uint8Array {
  if (!losesSign(header)) return stream;
  const unsigned = stream.slice();
  for (const at of header.depthOffsets) unsigned[at] = (unsigned[at] as number) & 0x7f;
  return unsigned;
}

function finish({ frame, decoded }: DecoderOutput, header: Jpeg2000Header, shape: FrameShape): DecodedFrameResult {
  const cells = cellsOf(frame, decoded, shape);
  if (!cells.ok) return cells;
  if (losesSign(header)) {
    const half = 2 ** (header.precision - 1);
    for (let i = 0; i < cells.value.length; i++) cells.value[i] = (cells.value[i] as number) - half;
  }
  return success({
    cells: cells.value,
    precision: header.precision,
    lossy: !header.reversible,
    colour: shape.samplesPerPixel === 3 && header.colourTransform ? 'RGB' : null,
    warnings: header.end === 'complete' ? [] : [END_MISSING],
  });
}

/** Checks the stream's own header against the file's before the decoder allocates anything. */
function checkedHeader(stream: Uint8Array, shape: FrameShape): Result<Jpeg2000Header, ImageError> {
  const header = readJpeg2000Header(stream);
  if (!header) return damagedStream('their header cannot be read');
  if (header.end === 'cut') return truncatedStream();
  if (header.end === 'damaged') return damagedStream('one of their parts is broken');
  const fits = checkStreamShape(header, shape);
  if (!fits.ok) return fits;
  if (header.tiles > MAX_TILES) return damagedStream(`they are cut into ${header.tiles} tiles`);
  if (!header.fullResolution || !header.uniform) {
    return imageFailure(
      'unsupported_pixels',
      'The colours of this JPEG 2000 image have different sizes or depths, which cannot be opened.',
    );
  }
  return success(header);
}
