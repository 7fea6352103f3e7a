import { failure, success, type Result } from '../../result.ts';
import type { ImageError, ImageWarning } from '../radiograph.ts';
import { yccToRgb } from './jpegColour.ts';
import { JpegFault } from './jpegFrame.ts';
import { JpegStreamReader, type JpegStream } from './jpegStream.ts';
import { rowReader } from './jpegUpsample.ts';

/** What the components of a stream mean, by its own markers. */
export type JpegColourModel = 'grey' | 'rgb' | 'ycbcr' | 'cmyk' | 'ycck';

/**
 * `markers`: YCbCr becomes RGB where the stream's markers call it YCbCr. `asStored`: no conversion. `ycbcrToRgb`: three
 * components are converted whatever the markers say (a DICOM header that names YBR_FULL knows better).
 */
export type JpegColourConversion = 'markers' | 'asStored' | 'ycbcrToRgb';

/** A decoded stream: all components at full size, interleaved, row by row from the upper left. */
export interface DecodedJpeg {
  readonly rows: number;
  readonly columns: number;
  readonly components: 1 | 3 | 4;
  readonly bits: 8 | 12;
  readonly samples: Uint8Array | Uint16Array;
  /** The model by the markers, before any conversion. */
  readonly storedModel: JpegColourModel;
  /** True when `samples` were converted from YCbCr to RGB (or YCCK to CMYK). */
  readonly converted: boolean;
  readonly jfif: JpegStream['jfif'];
  readonly adobeTransform: number | null;
  readonly exif: Uint8Array | null;
  readonly warnings: readonly ImageWarning[];
}

/**
 * Decodes baseline, extended sequential (8 and 12 bit) and progressive Huffman-coded JPEG (ITU-T T.81), bit for bit as
 * the common C library does with its accurate transform. Same samples in Node and in a worker. The size is checked
 * before anything is allocated. Errors: `not_an_image`, `too_large`, `invalid_header`, `unsupported_format` (lossless,
 * hierarchical, arithmetic coding, by name), `unsupported_pixels`, `truncated`, `damaged`. A stream whose picture is
 * complete but whose end marker is missing opens with the warning `jpeg_end_missing`.
 */
export function decodeBaselineJpeg(
  bytes: Uint8Array,
  conversion: JpegColourConversion = 'markers',
): Result<DecodedJpeg, ImageError> {
  try {
    const stream = new JpegStreamReader(bytes).read();
    return success(assemble(stream, conversion));
  } catch (fault) {
    if (fault instanceof JpegFault) return failure({ code: fault.code, message: fault.message });
    throw fault;
  }
}

function assemble(stream: JpegStream, conversion: JpegColourConversion): DecodedJpeg {
  const { frame } = stream;
  const { rows, columns, bits } = frame;
  const components = frame.components.length as 1 | 3 | 4;
  const samples = interleave(stream);
  const storedModel = colourModel(stream);
  const converted =
    conversion === 'ycbcrToRgb'
      ? components === 3
      : conversion === 'markers' && (storedModel === 'ycbcr' || storedModel === 'ycck');
  if (converted && components !== 1) yccToRgb(samples, components, bits);
  const warnings = stream.endMarkerMissing
    ? [{ code: 'jpeg_end_missing', message: 'The end of this JPEG file is missing; its picture is complete.' }]
    : [];
  const { jfif, adobeTransform, exif } = stream;
  return { rows, columns, components, bits, samples, storedModel, converted, jfif, adobeTransform, exif, warnings };
}

function interleave({ frame }: JpegStream): Uint8Array | Uint16Array {
  const { rows, columns, bits } = frame;
  const step = frame.components.length;
  const size = rows * columns * step;
  const samples = bits === 8 ? new Uint8Array(size) : new Uint16Array(size);
  const row = new Uint16Array(columns + 8);
  frame.components.forEach((component, index) => {
    const read = rowReader(component, frame);
    for (let y = 0; y < rows; y++) {
      read(y, row);
      for (let x = 0, at = y * columns * step + index; x < columns; x++, at += step) samples[at] = row[x] as number;
    }
  });
  return samples;
}

/** The rules that all common decoders share: JFIF, then Adobe, then the component identifiers. */
function colourModel(stream: JpegStream): JpegColourModel {
  const { frame, jfif, adobeTransform } = stream;
  if (frame.components.length === 1) return 'grey';
  if (frame.components.length === 4) return adobeTransform === 2 ? 'ycck' : 'cmyk';
  if (jfif) return 'ycbcr';
  if (adobeTransform !== null) return adobeTransform === 0 ? 'rgb' : 'ycbcr';
  const ids = frame.components.map((component) => component.id).join();
  return ids === '82,71,66' ? 'rgb' : 'ycbcr';
}
