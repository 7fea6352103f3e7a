import { success, type Result } from '../../result.ts';
import { imageFailure, quoted } from '../imageFailure.ts';
import { IMAGE_LIMITS } from '../limits.ts';
import type { ImageError, ImageWarning } from '../radiograph.ts';
import type { DataSet } from './dataSet.ts';
import { TAG } from './tags.ts';
import { firstDecimal, firstShort, firstText, texts } from './values.ts';

/** The Image Pixel module (PS3.3 C.7.6.3), checked: everything that decides how many bytes a frame has. */
export interface PixelDescription {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: 1 | 3;
  readonly photometricInterpretation: string;
  /** Samples of one colour together (1) instead of pixel by pixel (0). */
  readonly planar: boolean;
  readonly bitsAllocated: 8 | 16;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  /** As declared, at least 1. */
  readonly frames: number;
}

const SINGLE = new Set(['MONOCHROME1', 'MONOCHROME2', 'PALETTE COLOR']);
const TRIPLE = new Set(['RGB', 'YBR_FULL', 'YBR_FULL_422', 'YBR_RCT', 'YBR_ICT', 'YBR_PARTIAL_420']);

type Checked<T> = Result<T, ImageError>;

const invalid = (message: string): Checked<never> => imageFailure('invalid_header', message);

/**
 * Reads and checks the pixel description; `warnings` collects what was repaired. Every limit is checked here, before
 * anything is allocated. Errors: `invalid_header`, `too_large`, `unsupported_pixels`.
 */
export function readPixelDescription(dataSet: DataSet, warnings: ImageWarning[]): Checked<PixelDescription> {
  const size = readSize(dataSet);
  if (!size.ok) return size;
  const colour = readColour(dataSet, warnings);
  if (!colour.ok) return colour;
  const bits = readBits(dataSet, warnings);
  if (!bits.ok) return bits;
  const planar = colour.value.samplesPerPixel === 3 && firstShort(dataSet, TAG.planarConfiguration) === 1;
  return success({
    ...size.value,
    ...colour.value,
    ...bits.value,
    planar,
    signed: firstShort(dataSet, TAG.pixelRepresentation) === 1,
    frames: readFrames(dataSet, warnings),
  });
}

function readSize(dataSet: DataSet): Checked<Pick<PixelDescription, 'rows' | 'columns'>> {
  const rows = firstShort(dataSet, TAG.rows);
  const columns = firstShort(dataSet, TAG.columns);
  if (rows === null || columns === null) return invalid('This file does not say how many rows and columns it has.');
  if (!(rows >= 1 && columns >= 1)) return invalid(`This file says that it has ${columns} × ${rows} pixels.`);
  if (rows > IMAGE_LIMITS.side || columns > IMAGE_LIMITS.side || rows * columns > IMAGE_LIMITS.pixels) {
    const limit = IMAGE_LIMITS.pixels / 1e6;
    return imageFailure(
      'too_large',
      `This file says it is ${columns} × ${rows} pixels. The limit is ${limit} megapixels.`,
    );
  }
  return success({ rows, columns });
}

function readColour(
  dataSet: DataSet,
  warnings: ImageWarning[],
): Checked<Pick<PixelDescription, 'samplesPerPixel' | 'photometricInterpretation'>> {
  const stated = firstShort(dataSet, TAG.samplesPerPixel);
  const photometricInterpretation = texts(dataSet, TAG.photometricInterpretation)[0] ?? '';
  if (stated !== null && stated !== 0 && stated !== 1 && stated !== 3) {
    return imageFailure('unsupported_pixels', `This image has ${stated} samples per pixel; 1 and 3 can be opened.`);
  }
  if (photometricInterpretation === '') {
    if (stated === 3) return invalid('This file does not say what its colours mean (Photometric Interpretation).');
    const message = 'The file does not say whether low values are dark or bright; they are shown dark.';
    warnings.push({ code: 'photometric_missing', message });
    return success({ samplesPerPixel: 1, photometricInterpretation: 'MONOCHROME2' });
  }
  const expected = SINGLE.has(photometricInterpretation) ? 1 : TRIPLE.has(photometricInterpretation) ? 3 : null;
  if (expected === null) {
    const name = quoted(photometricInterpretation);
    return imageFailure(
      'unsupported_pixels',
      `The colours of this image (${name}) are of a kind that cannot be opened.`,
    );
  }
  if (stated === 3 && expected === 1) {
    return invalid(`This file says both ${photometricInterpretation} and three samples per pixel. It cannot be both.`);
  }
  if (stated === 1 && expected === 3) {
    return invalid(`This file says both ${photometricInterpretation} and one sample per pixel. It cannot be both.`);
  }
  if (stated !== expected) {
    const message = `The file does not say how many samples a pixel has; ${expected} follows from its colours.`;
    warnings.push({ code: 'samples_per_pixel_missing', message });
  }
  return success({ samplesPerPixel: expected, photometricInterpretation });
}

function readBits(
  dataSet: DataSet,
  warnings: ImageWarning[],
): Checked<Pick<PixelDescription, 'bitsAllocated' | 'bitsStored' | 'highBit'>> {
  const bitsAllocated = firstShort(dataSet, TAG.bitsAllocated);
  if (bitsAllocated === null) return invalid('This file does not say how many bits a pixel has (Bits Allocated).');
  if (bitsAllocated !== 8 && bitsAllocated !== 16) {
    return imageFailure(
      'unsupported_pixels',
      `This image has ${bitsAllocated} bits per sample; 8 and 16 can be opened.`,
    );
  }
  const bitsStored = firstShort(dataSet, TAG.bitsStored) ?? bitsAllocated;
  if (!(bitsStored >= 1 && bitsStored <= bitsAllocated)) {
    return invalid(`This file says that ${bitsStored} of ${bitsAllocated} bits are used (Bits Stored).`);
  }
  const highBit = firstShort(dataSet, TAG.highBit) ?? bitsStored - 1;
  if (highBit >= bitsStored - 1 && highBit < bitsAllocated) return success({ bitsAllocated, bitsStored, highBit });
  const message = `The file says that its ${bitsStored} bits end at bit ${highBit}; bit ${bitsStored - 1} was taken.`;
  warnings.push({ code: 'high_bit_invalid', message });
  return success({ bitsAllocated, bitsStored, highBit: bitsStored - 1 });
}

function readFrames(dataSet: DataSet, warnings: ImageWarning[]): number {
  if (firstText(dataSet, TAG.numberOfFrames) === null) return 1;
  const frames = firstDecimal(dataSet, TAG.numberOfFrames) ?? Number.NaN;
  if (Number.isInteger(frames) && frames >= 1 && frames <= IMAGE_LIMITS.frames) return frames;
  const message = `The file gives its number of frames as ${quoted(texts(dataSet, TAG.numberOfFrames)[0] ?? '')}.`;
  warnings.push({ code: 'frames_invalid', message: `${message} The frames that are there can be opened.` });
  return Number.isInteger(frames) && frames > IMAGE_LIMITS.frames ? IMAGE_LIMITS.frames : 1;
}

/** Bytes of one uncompressed frame. YBR_FULL_422 shares its colours between two pixels (PS3.3 C.7.6.3.1.2). */
export function nativeFrameBytes(pixels: PixelDescription): number {
  const samples =
    pixels.photometricInterpretation === 'YBR_FULL_422' ? 2 * pixels.rows * evenColumns(pixels) : cellCount(pixels);
  return (samples * pixels.bitsAllocated) / 8;
}

export const evenColumns = ({ columns }: PixelDescription): number => columns + (columns % 2);

/** Samples of one frame. */
export const cellCount = (pixels: PixelDescription): number => pixels.rows * pixels.columns * pixels.samplesPerPixel;
