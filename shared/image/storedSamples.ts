import type { ImageWarning, Radiograph, StoredPixels } from './radiograph.ts';
import { PNG_COLOUR, PngFault, readPngChunks } from './raster/pngChunks.ts';
import { decodePngSamples } from './raster/pngPixels.ts';

/** The samples of one frame as they stand in the file, interleaved; what another decoder can be compared with. */
export interface StoredSamples {
  readonly values: StoredPixels;
  readonly perPixel: 1 | 2 | 3 | 4;
  readonly bitsAllocated: number;
  /** What the picture has that these samples have not, or the reverse. */
  readonly warnings: readonly ImageWarning[];
}

/**
 * For nearly all files the pixels of the opened image. A PNG file with alpha is opened over black; its samples in the
 * file are two or four a pixel, and are decoded once more here.
 */
export function storedSamples(radiograph: Radiograph, file: Uint8Array): StoredSamples {
  const { pixels, samplesPerPixel, bitsAllocated } = radiograph;
  const withAlpha = radiograph.format === 'png' ? pngSamplesWithAlpha(file) : null;
  if (withAlpha !== null) return { ...withAlpha, bitsAllocated, warnings: [ALPHA] };
  return { values: pixels, perPixel: samplesPerPixel, bitsAllocated, warnings: [] };
}

const ALPHA: ImageWarning = {
  code: 'alpha_over_black',
  message:
    'The picture has transparency: it is shown over black, and its samples have an alpha value beside each pixel.',
};

function pngSamplesWithAlpha(file: Uint8Array): Pick<StoredSamples, 'values' | 'perPixel'> | null {
  try {
    const chunks = readPngChunks(file);
    const { colourType } = chunks.header;
    if (colourType === PNG_COLOUR.greyAlpha) return { values: decodePngSamples(chunks), perPixel: 2 };
    return colourType === PNG_COLOUR.rgbAlpha ? { values: decodePngSamples(chunks), perPixel: 4 } : null;
  } catch (fault) {
    // The file was opened a moment ago, so this is for a caller who gives other bytes.
    if (fault instanceof PngFault) return null;
    throw fault;
  }
}

/** The samples as bytes: one a sample where the file allocates up to 8 bits, else two, the low byte first. */
export function sampleBytes({ values, bitsAllocated }: StoredSamples): Uint8Array {
  const width = bitsAllocated <= 8 ? 1 : 2;
  if (width === values.BYTES_PER_ELEMENT && (width === 1 || isLittleEndian)) {
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  }
  const bytes = new Uint8Array(values.length * width);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    bytes[i * width] = value & 0xff;
    if (width === 2) bytes[i * 2 + 1] = (value >> 8) & 0xff;
  }
  return bytes;
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
