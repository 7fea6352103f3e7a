import { failure, success, type Result } from '../../result.ts';
import { imageFailure } from '../imageFailure.ts';
import { IMAGE_LIMITS } from '../limits.ts';
import type { ImageError, LookUpTable, Radiograph } from '../radiograph.ts';
import { PNG_COLOUR, PngFault, readPngChunks, type PngChunks } from './pngChunks.ts';
import { decodePngSamples, flattenAlpha, widenGrey } from './pngPixels.ts';
import { densityFacts, rasterRadiograph } from './rasterRadiograph.ts';

/**
 * Reads a PNG file: 1 to 16 bits, grey, RGB, palette, alpha (over black), interlaced; the first picture of an animation.
 * The stored values are kept: gamma and colour profiles describe a screen, not the film, and are not applied. The print
 * density never becomes millimetres. Errors: `not_an_image`, `too_large`, `invalid_header`, `truncated`, `damaged`,
 * `unsupported_format`.
 */
export function readPng(bytes: Uint8Array): Promise<Result<Radiograph, ImageError>> {
  return Promise.resolve(readPngNow(bytes));
}

function readPngNow(bytes: Uint8Array): Result<Radiograph, ImageError> {
  const { rasterFileBytes } = IMAGE_LIMITS;
  if (bytes.length > rasterFileBytes) {
    return imageFailure('too_large', `This PNG file is larger than ${rasterFileBytes / 1024 ** 2} MiB.`);
  }
  try {
    return success(toRadiograph(readPngChunks(bytes), bytes.length));
  } catch (fault) {
    if (fault instanceof PngFault) return failure({ code: fault.code, message: fault.message });
    throw fault;
  }
}

function toRadiograph(chunks: PngChunks, fileBytes: number): Radiograph {
  const { header } = chunks;
  const decoded = decodePngSamples(chunks);
  const hasAlpha = header.colourType === PNG_COLOUR.greyAlpha || header.colourType === PNG_COLOUR.rgbAlpha;
  const pixels = hasAlpha ? flattenAlpha(decoded, header.channels === 2 ? 2 : 4) : decoded;
  widenGrey(pixels, header);
  blackenKeyColour(pixels, chunks);
  const { x, y, unit } = chunks.physical ?? { x: 0, y: 0, unit: 0 };
  const density = densityFacts({ horizontal: x, vertical: y, unitMm: unit === 1 ? 1000 : null });
  const widened = header.colourType === PNG_COLOUR.grey && header.depth > 1 && header.depth < 8;
  return rasterRadiograph({
    format: 'png',
    rows: header.rows,
    columns: header.columns,
    samplesPerPixel: header.channels >= 3 ? 3 : 1,
    bitsStored: widened ? 8 : header.depth,
    pixels,
    palette: paletteTables(chunks),
    padding: keyGrey(chunks),
    inverted: false,
    lossy: false,
    fileBytes,
    spacing: density.spacing,
    warnings: [...chunks.warnings, ...density.warnings],
  });
}

/** The palette as three look-up tables; transparent entries lie over black. */
function paletteTables({ header, palette, transparency }: PngChunks): Radiograph['palette'] {
  if (header.colourType !== PNG_COLOUR.palette || !palette) return null;
  const channel = (offset: number): LookUpTable => {
    const values = new Uint16Array(palette.length / 3);
    for (let i = 0; i < values.length; i++) {
      const alpha = transparency?.[i] ?? 255;
      values[i] = Math.round(((palette[3 * i + offset] as number) * alpha) / 255);
    }
    return { firstMapped: 0, bits: 8, values };
  };
  return { red: channel(0), green: channel(1), blue: channel(2) };
}

/** The one grey that a tRNS chunk declares transparent: it is background, as padding is in DICOM. */
function keyGrey({ header, transparency }: PngChunks): Radiograph['padding'] {
  if (header.colourType !== PNG_COLOUR.grey || !transparency || transparency.length < 2) return null;
  const factor = header.depth === 2 ? 85 : header.depth === 4 ? 17 : 1;
  const key = (((transparency[0] as number) << 8) | (transparency[1] as number)) & ((1 << header.depth) - 1);
  return { from: key * factor, to: key * factor };
}

/** The one colour that a tRNS chunk declares transparent lies over black like any other transparent pixel. */
function blackenKeyColour(pixels: Uint8Array | Uint16Array, { header, transparency }: PngChunks): void {
  if (header.colourType !== PNG_COLOUR.rgb || !transparency || transparency.length < 6) return;
  const mask = (1 << header.depth) - 1;
  const key = [0, 2, 4].map((at) => (((transparency[at] as number) << 8) | (transparency[at + 1] as number)) & mask);
  for (let i = 0; i < pixels.length; i += 3) {
    if (pixels[i] === key[0] && pixels[i + 1] === key[1] && pixels[i + 2] === key[2]) pixels.fill(0, i, i + 3);
  }
}
