import type { Radiograph, StoredPixels } from '../radiograph.ts';
import { ybrToRgb } from '../ybrToRgb.ts';
import type { GreyFacts } from './greyFacts.ts';
import { computeHistogram, type Histogram } from './histogram.ts';
import { lookUp } from './modality.ts';
import { buildOverlayPyramid, buildPyramid, type PyramidLevel } from './pyramid.ts';

/** An image prepared for the screen: every resolution of it, and what its grey scale depends on. */
export interface Picture {
  readonly rows: number;
  readonly columns: number;
  /** 1 also for a colour file that holds only greys: it is windowed like any radiograph. */
  readonly channels: 1 | 3;
  /** Finest first; the first is the radiograph's own pixels wherever they can be shown as they are. */
  readonly levels: readonly PyramidLevel[];
  /** Resolutions that are missing before the first level: 0, but more in a preview, which has the coarse ones only. */
  readonly skippedLevels: number;
  /** Overlay mask at the same resolutions. */
  readonly overlay: readonly PyramidLevel[] | null;
  readonly facts: GreyFacts;
  readonly histogram: Histogram;
}

/** Prepares an image for the screen. Heavy (tens of milliseconds): runs in the decode worker. */
export function buildPicture(radiograph: Radiograph): Picture {
  const { rows, columns } = radiograph;
  const shown = shownPixels(radiograph);
  const { pixels, channels, facts } = shown;
  const levels = buildPyramid({ rows, columns, samples: pixels }, { channels, padding: facts.padding });
  const overlay = buildOverlayPyramid(radiograph.overlays, levels);
  const histogram = computeHistogram({ ...facts, pixels });
  return { rows, columns, channels, levels, skippedLevels: 0, overlay, facts, histogram };
}

interface ShownPixels {
  readonly pixels: StoredPixels;
  readonly channels: 1 | 3;
  readonly facts: GreyFacts;
}

/** Neither rescales nor tables are for colours (PS3.3 C.11.1). */
const AS_STORED: GreyFacts['modality'] = { kind: 'rescale', slope: 1, intercept: 0 };

function shownPixels(radiograph: Radiograph): ShownPixels {
  const { modality, voi, inverted, padding, minimum, maximum, bitsStored, signed } = radiograph;
  const facts = { modality, voi, inverted, padding, minimum, maximum, bitsStored, signed };
  if (radiograph.palette) return expandPalette(radiograph.pixels, radiograph.palette);
  if (radiograph.samplesPerPixel === 1) return { pixels: radiograph.pixels, channels: 1, facts };
  const colourFacts = { ...facts, padding: null, modality: AS_STORED };
  const converted = rgbOfYbr(radiograph);
  // Colours that were computed reach values that no stored sample has.
  const reached = converted ? { ...colourFacts, minimum: 0, maximum: 2 ** bitsStored - 1 } : colourFacts;
  const pixels = converted ?? radiograph.pixels;
  const grey = greyOfColour(pixels);
  return grey ? { pixels: grey, channels: 1, facts: reached } : { pixels, channels: 3, facts: reached };
}

/** The colours of an image that keeps luminance and chrominance as stored (uncompressed YBR_FULL), else null. */
function rgbOfYbr({ pixels, colourSpace, bitsStored }: Radiograph): StoredPixels | null {
  if (colourSpace !== 'YBR_FULL' || !(pixels instanceof Uint8Array || pixels instanceof Uint16Array)) return null;
  const rgb = pixels.slice();
  ybrToRgb(rgb, bitsStored);
  return rgb;
}

/** The one channel of a picture whose three channels are equal everywhere, else null. */
function greyOfColour(pixels: StoredPixels): StoredPixels | null {
  for (let i = 0; i < pixels.length; i += 3) {
    if (pixels[i] !== pixels[i + 1] || pixels[i] !== pixels[i + 2]) return null;
  }
  const Samples = pixels.constructor as new (length: number) => StoredPixels;
  const grey = new Samples(pixels.length / 3);
  for (let i = 0; i < grey.length; i++) grey[i] = pixels[3 * i] as number;
  return grey;
}

/** Palette indices mean nothing between themselves, so they become 8-bit colours before anything is averaged. */
function expandPalette(pixels: StoredPixels, palette: NonNullable<Radiograph['palette']>): ShownPixels {
  const tables = [palette.red, palette.green, palette.blue];
  const eight = tables.map((table) => {
    const colours = new Uint8Array(65_536);
    const scale = 255 / (2 ** table.bits - 1);
    const signedBelow = pixels instanceof Int8Array || pixels instanceof Int16Array ? 32_768 : 65_536;
    for (let index = 0; index < 65_536; index++) {
      const stored = index < signedBelow ? index : index - 65_536;
      colours[index] = Math.min(255, Math.round(lookUp(table, stored) * scale));
    }
    return colours;
  });
  const rgb = new Uint8Array(pixels.length * 3);
  for (let i = 0; i < pixels.length; i++) {
    const index = (pixels[i] as number) & 0xffff;
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = (eight[c] as Uint8Array)[index] as number;
  }
  const facts: GreyFacts = {
    modality: AS_STORED,
    voi: [],
    inverted: false,
    padding: null,
    minimum: 0,
    maximum: 255,
    bitsStored: 8,
    signed: false,
  };
  const grey = greyOfColour(rgb);
  return grey ? { pixels: grey, channels: 1, facts } : { pixels: rgb, channels: 3, facts };
}
