import { failure, success, type Result } from '../../result.ts';
import { imageFailure } from '../imageFailure.ts';
import { IMAGE_LIMITS } from '../limits.ts';
import type { ImageError, ImageWarning, LookUpTable, Radiograph } from '../radiograph.ts';
import { isTurned, uprightPixels, type ExifOrientation } from './exif.ts';
import { flattenAlpha } from './pngPixels.ts';
import { densityFacts, rasterRadiograph } from './rasterRadiograph.ts';
import {
  readTiffDirectories,
  TIFF_TAG,
  TiffFault,
  tiffNumber,
  tiffNumbers,
  type TiffDirectory,
} from './tiffDirectory.ts';
import { readTiffLayout, type TiffLayout } from './tiffLayout.ts';
import { decodeTiffSamples } from './tiffSamples.ts';

/**
 * Reads one page of a TIFF file: 1 to 16 bits, grey of both senses, RGB, palette, alpha (over black); strips or tiles,
 * interleaved or in planes; uncompressed, PackBits, LZW or deflate. The pages of one size are its frames. Values are kept
 * as stored, the print density never becomes millimetres, the orientation is applied. Errors: `too_large`,
 * `invalid_header`, `truncated`, `damaged`, `unsupported_format`, `no_such_frame`.
 */
export function readTiff(bytes: Uint8Array, frame: number): Promise<Result<Radiograph, ImageError>> {
  return Promise.resolve(readTiffNow(bytes, frame));
}

function readTiffNow(bytes: Uint8Array, frame: number): Result<Radiograph, ImageError> {
  const { rasterFileBytes } = IMAGE_LIMITS;
  if (bytes.length > rasterFileBytes) {
    return imageFailure('too_large', `This TIFF file is larger than ${rasterFileBytes / 1024 ** 2} MiB.`);
  }
  try {
    const { pages, warnings } = pagesOf(bytes);
    const page = pages[frame];
    if (!page)
      return imageFailure('no_such_frame', `This file has ${pages.length} frame${pages.length > 1 ? 's' : ''}.`);
    const radiograph = toRadiograph(page, { fileBytes: bytes.length, warnings });
    return success({ ...radiograph, frames: pages.length, frame });
  } catch (fault) {
    if (fault instanceof TiffFault) return failure({ code: fault.code, message: fault.message });
    throw fault;
  }
}

/** Reduced copies and masks (TIFF 6.0, NewSubfileType) are no pages; pages of another size are told about. */
function pagesOf(bytes: Uint8Array): { pages: readonly TiffDirectory[]; warnings: readonly ImageWarning[] } {
  const all = readTiffDirectories(bytes);
  const whole = all.filter((page) => (tiffNumber(page, TIFF_TAG.subfileType, 0) & 0b101) === 0);
  const [first, ...others] = whole.length > 0 ? whole : all;
  if (!first) return { pages: [], warnings: [] };
  const alike = others.filter((page) => sizeOf(page) === sizeOf(first));
  const left = others.length - alike.length;
  const message = `The file has ${left} more page${left === 1 ? '' : 's'} of another size, which cannot be opened here.`;
  return { pages: [first, ...alike], warnings: left === 0 ? [] : [{ code: 'tiff_pages_left_out', message }] };
}

const sizeOf = (page: TiffDirectory): string =>
  [TIFF_TAG.width, TIFF_TAG.length, TIFF_TAG.orientation].map((tag) => tiffNumber(page, tag, 1)).join();

function toRadiograph(
  page: TiffDirectory,
  { fileBytes, warnings }: { fileBytes: number; warnings: readonly ImageWarning[] },
): Radiograph {
  const layout = readTiffLayout(page);
  const palette = layout.photometric === 'palette' ? paletteTables(page, layout.bits) : null;
  const step = layout.photometric === 'rgb' ? 3 : 1;
  const samples = withoutExtra(decodeTiffSamples(layout), layout, page);
  const orientation = orientationOf(page);
  const upright = uprightPixels({ rows: layout.rows, columns: layout.columns, samples }, step, orientation);
  const density = resolution(page, isTurned(orientation));
  return rasterRadiograph({
    format: 'tiff',
    rows: upright.rows,
    columns: upright.columns,
    samplesPerPixel: step,
    bitsStored: layout.bits,
    pixels: upright.samples,
    palette,
    padding: null,
    inverted: layout.photometric === 'whiteIsZero',
    lossy: false,
    fileBytes,
    spacing: density.spacing,
    warnings: [...warnings, ...density.warnings],
  });
}

const UNASSOCIATED_ALPHA = 2;

/** Alpha lies over black: premultiplied colours are that already, and what an unknown extra sample means nobody knows. */
function withoutExtra(
  samples: Uint8Array | Uint16Array,
  { photometric, samples: perPixel, bits }: TiffLayout,
  page: TiffDirectory,
): Uint8Array | Uint16Array {
  const colours = photometric === 'rgb' ? 3 : 1;
  if (perPixel === colours) return samples;
  const isAlpha = tiffNumber(page, TIFF_TAG.extraSamples, 0) === UNASSOCIATED_ALPHA;
  if (isAlpha && photometric !== 'palette' && (bits === 8 || bits === 16)) {
    return flattenAlpha(samples, perPixel === 2 ? 2 : 4);
  }
  return samples.filter((_, i) => i % perPixel < colours);
}

/** The colour map: all reds, all greens, all blues, of 16 bits; of 8 where a careless program wrote them so. */
function paletteTables(page: TiffDirectory, bits: number): Radiograph['palette'] {
  const map = tiffNumbers(page, TIFF_TAG.colorMap);
  const entries = 2 ** bits;
  if (map.length < 3 * entries) throw new TiffFault('damaged', 'The colour palette of this TIFF file is incomplete.');
  const width = map.some((value) => value > 255) ? 16 : 8;
  const table = (from: number): LookUpTable => ({
    firstMapped: 0,
    bits: width,
    values: Uint16Array.from(map.slice(from, from + entries)),
  });
  return { red: table(0), green: table(entries), blue: table(2 * entries) };
}

function orientationOf(page: TiffDirectory): ExifOrientation {
  const value = tiffNumber(page, TIFF_TAG.orientation, 1);
  return value >= 1 && value <= 8 ? (value as ExifOrientation) : 1;
}

function resolution(page: TiffDirectory, turned: boolean): ReturnType<typeof densityFacts> {
  const x = tiffNumber(page, TIFF_TAG.xResolution, 0);
  const y = tiffNumber(page, TIFF_TAG.yResolution, 0);
  if (!Number.isFinite(x) || !Number.isFinite(y)) return { spacing: {}, warnings: [] };
  const unit = tiffNumber(page, TIFF_TAG.resolutionUnit, 2);
  const unitMm = unit === 2 ? 25.4 : unit === 3 ? 10 : null;
  return densityFacts({ horizontal: turned ? y : x, vertical: turned ? x : y, unitMm });
}
