import { assertNever, success, type Result } from '../../result.ts';
import type { DecodedFrame, DecodedFrameResult } from '../codecs/decodedFrame.ts';
import type { CodecLoader } from '../codecLoader.ts';
import { decodeHighThroughput, decodeJpeg2000 } from '../codecs/jpeg2000.ts';
import { decodeJpegDct } from '../codecs/jpegDct.ts';
import { decodeJpegLossless } from '../codecs/jpegLossless.ts';
import { decodeJpegLs } from '../codecs/jpegLs.ts';
import { decodeRle } from '../codecs/rle.ts';
import { streamCoding } from '../codecs/streamCoding.ts';
import { imageFailure } from '../imageFailure.ts';
import type { ImageError, ImageWarning } from '../radiograph.ts';
import type { ElementHeader } from './elementHeader.ts';
import { framesOf } from './encapsulatedFrames.ts';
import { readFragments } from './fragments.ts';
import { noSuchFrame } from './frameNumbers.ts';
import { nativeFrame } from './nativeFrame.ts';
import type { DicomFile } from './openDicom.ts';
import { nativeFrameBytes, type PixelDescription } from './pixelDescription.ts';
import { TAG } from './tags.ts';
import type { FrameCoding } from './transferSyntax.ts';
import { ybrToRgb } from '../ybrToRgb.ts';

/** The cells of one frame, before stored values are taken out of them. */
export interface FramePixels {
  readonly cells: Uint8Array | Uint16Array;
  /** Frames that are really there. */
  readonly frames: number;
  readonly lossy: boolean;
  /** What three samples mean now; null for one sample. */
  readonly colour: 'RGB' | 'YBR_FULL' | null;
}

interface FrameRequest {
  readonly pixels: PixelDescription;
  readonly frame: number;
  readonly codecs: CodecLoader;
  readonly warnings: ImageWarning[];
}

/** The compressed stream of one frame, and how it is compressed; null where the pixels are not compressed. */
export function frameStream(
  file: DicomFile,
  { pixels, frame, warnings }: Omit<FrameRequest, 'codecs'>,
): Result<{ stream: Uint8Array; coding: FrameCoding; frames: number }, ImageError> | null {
  const element = pixelElement(file);
  if (!element.ok) return element;
  if (!element.value.undefinedLength) return null;
  const { bytes } = file.header.dataSet;
  const fragments = readFragments(bytes, element.value.valueOffset, warnings);
  if (!fragments.ok) return fragments;
  const frames = framesOf(fragments.value, pixels.frames, warnings);
  if (!frames.ok) return frames;
  const { count } = frames.value;
  if (frame >= count) return noSuchFrame(frame, count);
  const stream = frames.value.stream(frame);
  return success({ stream, coding: codingOf(stream, file.syntax.coding, warnings), frames: count });
}

/** Finds and decompresses one frame of the file. */
export async function framePixels(file: DicomFile, request: FrameRequest): Promise<Result<FramePixels, ImageError>> {
  const found = frameStream(file, request);
  if (!found) return uncompressed(file, request);
  if (!found.ok) return found;
  const { stream, coding, frames } = found.value;
  const decoded = await decodeStream(stream, coding, request);
  if (!decoded.ok) return decoded;
  request.warnings.push(...decoded.value.warnings);
  return success({ ...arranged(decoded.value, request.pixels), frames });
}

const noPixelData = (): Result<never, ImageError> =>
  imageFailure('no_pixel_data', 'This DICOM file has no pixel data: there is no picture in it.');

function pixelElement({ header }: DicomFile): Result<ElementHeader, ImageError> {
  const element = header.pixelData;
  if (!element) return noPixelData();
  if (element.tag === TAG.pixelData) return success(element);
  return imageFailure(
    'unsupported_pixels',
    'The pixels of this file are floating point numbers, which cannot be opened.',
  );
}

function uncompressed({ header, syntax }: DicomFile, request: FrameRequest): Result<FramePixels, ImageError> {
  const element = header.pixelData;
  const { pixels, frame, warnings } = request;
  if (!element) return noPixelData();
  if (syntax.coding !== 'native') {
    if (element.length < nativeFrameBytes(pixels)) {
      return imageFailure('damaged', 'The compressed pixel data of this file are not packed as they have to be.');
    }
    const message = 'The file says that its pixels are compressed, but they are not; they were read as they are.';
    warnings.push({ code: 'transfer_syntax_mismatch', message });
  }
  const { bytes, littleEndian } = header.dataSet;
  const native = nativeFrame(bytes, { element, littleEndian }, { pixels, frame, warnings });
  if (!native.ok) return native;
  const { cells, frames } = native.value;
  if (pixels.samplesPerPixel === 1) return success({ cells, frames, lossy: false, colour: null });
  if (pixels.photometricInterpretation === 'YBR_FULL_422') ybrToRgb(cells, pixels.bitsStored);
  const colour = pixels.photometricInterpretation === 'YBR_FULL' ? 'YBR_FULL' : 'RGB';
  return success({ cells, frames, lossy: false, colour });
}

/** The stream's own signature decides; RLE, which has none, is what is left. */
function codingOf(stream: Uint8Array, stated: FrameCoding, warnings: ImageWarning[]): FrameCoding {
  const found = streamCoding(stream);
  if (found === null || found === stated) return stated;
  const message =
    'The pixels are compressed in another way than the file says (transfer syntax); they were read as they are.';
  warnings.push({ code: 'transfer_syntax_mismatch', message });
  return found;
}

async function decodeStream(
  stream: Uint8Array,
  coding: FrameCoding,
  { pixels, codecs }: FrameRequest,
): Promise<DecodedFrameResult> {
  switch (coding) {
    case 'rle':
      return decodeRle(stream, pixels);
    case 'jpeg':
      return decodeJpegDct(stream, pixels, pixels.photometricInterpretation);
    case 'jpegLossless':
      return decodeJpegLossless(stream, pixels);
    case 'jpegLs':
      return decodeJpegLs(stream, pixels, codecs);
    case 'jpeg2000':
      return decodeJpeg2000(stream, pixels, codecs);
    case 'htj2k':
      return decodeHighThroughput(stream, pixels, codecs);
    case 'native':
      return imageFailure(
        'damaged',
        'The pixels of this file are packed as if compressed, but with no known compression.',
      );
    default:
      return assertNever(coding);
  }
}

/** All decoders give interleaved colours; what the colours are, the stream says, or else the file. */
export function arranged(
  { cells, lossy, colour }: DecodedFrame,
  pixels: PixelDescription,
): Omit<FramePixels, 'frames'> {
  if (pixels.samplesPerPixel === 1) return { cells, lossy, colour: null };
  return { cells, lossy, colour: colour ?? (pixels.photometricInterpretation === 'YBR_FULL' ? 'YBR_FULL' : 'RGB') };
}
