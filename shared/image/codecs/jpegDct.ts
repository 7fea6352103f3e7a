import { success } from '../../result.ts';
import { imageFailure } from '../imageFailure.ts';
import { decodeBaselineJpeg, type JpegColourConversion } from '../raster/jpegDecoder.ts';
import type { ImageWarning } from '../radiograph.ts';
import type { DecodedFrameResult, FrameShape } from './decodedFrame.ts';
import { readJpegStreamHeader, type JpegStreamHeader } from './jpegFrameHeader.ts';
import { checkStreamShape, damagedStream } from './streamChecks.ts';

/**
 * Decodes a lossy JPEG frame (T.81: baseline, extended with 8 or 12 bits, progressive). Three components come out as
 * RGB: converted from YCbCr, unless the stream or the file's header calls them RGB.
 */
export function decodeJpegDct(stream: Uint8Array, shape: FrameShape, photometric: string): DecodedFrameResult {
  const header = readJpegStreamHeader(stream);
  if (!header) return damagedStream('they have no frame header');
  const fits = checkStreamShape({ ...header, components: header.components.length }, shape);
  if (!fits.ok) return fits;
  if (header.marker === 0xc0 && header.precision !== 8) {
    return damagedStream(`a baseline picture cannot have ${header.precision} bits`);
  }
  const conversion = shape.samplesPerPixel === 3 ? colourConversion(stream, header, photometric) : 'asStored';
  const decoded = decodeBaselineJpeg(stream, conversion);
  if (!decoded.ok) return imageFailure(decoded.error.code, forFrame(decoded.error.message));
  const { samples, bits, warnings } = decoded.value;
  const cells = shape.bitsAllocated === 16 && samples instanceof Uint8Array ? Uint16Array.from(samples) : samples;
  const colour = shape.samplesPerPixel === 3 ? 'RGB' : null;
  const told = warnings.map(({ code, message }): ImageWarning => ({ code, message: forFrame(message) }));
  return success({ cells, precision: bits, lossy: true, colour, warnings: told });
}

const forFrame = (message: string): string => message.replace('JPEG file', 'compressed picture');

/**
 * YCbCr or RGB? An Adobe marker and the components' names decide, then a JFIF marker; without any of them the file's
 * header (PS3.3 C.7.6.3.1.2 leaves no other witness). Components of different size can only be YCbCr.
 */
function colourConversion(stream: Uint8Array, header: JpegStreamHeader, photometric: string): JpegColourConversion {
  if (header.components.some(({ h, v }) => h !== header.components[0]?.h || v !== header.components[0]?.v)) {
    return 'ycbcrToRgb';
  }
  const transform = adobeTransform(stream);
  if (transform !== null) return transform === 0 ? 'asStored' : 'ycbcrToRgb';
  if (header.components.map(({ id }) => id).join() === '82,71,66') return 'asStored';
  if (hasSegment(stream, 0xe0, 'JFIF\0')) return 'ycbcrToRgb';
  return photometric === 'RGB' ? 'asStored' : 'ycbcrToRgb';
}

function adobeTransform(stream: Uint8Array): number | null {
  const at = segmentStart(stream, 0xee, 'Adobe');
  return at === null ? null : (stream[at + 11] ?? null);
}

const hasSegment = (stream: Uint8Array, marker: number, name: string): boolean =>
  segmentStart(stream, marker, name) !== null;

/** Where the content of the application segment of that name begins. */
function segmentStart(stream: Uint8Array, wanted: number, name: string): number | null {
  for (let at = 2; at + 4 <= stream.length && stream[at] === 0xff;) {
    const marker = stream[at + 1] as number;
    if (marker === 0xda) return null;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const text = String.fromCharCode(...stream.subarray(at + 4, at + 4 + name.length));
    if (marker === wanted && text === name) return at + 4;
    at += 2 + (((stream[at + 2] as number) << 8) | (stream[at + 3] as number));
  }
  return null;
}
