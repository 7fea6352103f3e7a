import { success, type Result } from '../../result.ts';
import { imageFailure } from '../imageFailure.ts';
import { IMAGE_LIMITS } from '../limits.ts';
import type { ImageError, Radiograph } from '../radiograph.ts';
import { exifOrientation, isTurned, uprightPixels } from './exif.ts';
import { cmykToRgb } from './jpegColour.ts';
import { decodeBaselineJpeg, type DecodedJpeg } from './jpegDecoder.ts';
import { densityFacts, rasterRadiograph } from './rasterRadiograph.ts';

/**
 * Reads a JPEG file. The EXIF orientation is applied to the pixels: stored-pixel space is the upright picture. CMYK
 * becomes RGB by the plain ink model. Densities never become millimetres. Errors as in `decodeBaselineJpeg`.
 */
export function readJpeg(bytes: Uint8Array): Promise<Result<Radiograph, ImageError>> {
  const { rasterFileBytes } = IMAGE_LIMITS;
  if (bytes.length > rasterFileBytes) {
    return Promise.resolve(
      imageFailure('too_large', `This JPEG file is larger than ${rasterFileBytes / 1024 ** 2} MiB.`),
    );
  }
  const decoded = decodeBaselineJpeg(bytes);
  return Promise.resolve(decoded.ok ? success(toRadiograph(decoded.value, bytes.length)) : decoded);
}

function toRadiograph(jpeg: DecodedJpeg, fileBytes: number): Radiograph {
  const orientation = exifOrientation(jpeg.exif);
  const step = jpeg.components === 1 ? 1 : 3;
  const samples = jpeg.components === 4 ? inksToRgb(jpeg) : jpeg.samples;
  const upright = uprightPixels({ rows: jpeg.rows, columns: jpeg.columns, samples }, step, orientation);
  const density = jpegDensity(jpeg, isTurned(orientation));
  return rasterRadiograph({
    format: 'jpeg',
    rows: upright.rows,
    columns: upright.columns,
    samplesPerPixel: step,
    bitsStored: jpeg.components === 4 ? 8 : jpeg.bits,
    pixels: upright.samples,
    palette: null,
    padding: null,
    inverted: false,
    lossy: true,
    fileBytes,
    spacing: density.spacing,
    warnings: [...jpeg.warnings, ...density.warnings],
  });
}

/** Adobe programs store inks inverted, and only they write four components with their marker. */
function inksToRgb(jpeg: DecodedJpeg): Uint8Array {
  const eight = jpeg.bits === 8 ? jpeg.samples : jpeg.samples.map((sample) => sample >> 4);
  return cmykToRgb(Uint8Array.from(eight), jpeg.adobeTransform !== null);
}

function jpegDensity({ jfif }: DecodedJpeg, turned: boolean): ReturnType<typeof densityFacts> {
  const { unit, x, y } = jfif ?? { unit: 0, x: 0, y: 0 };
  const unitMm = unit === 1 ? 25.4 : unit === 2 ? 10 : null;
  return densityFacts({ horizontal: turned ? y : x, vertical: turned ? x : y, unitMm });
}
