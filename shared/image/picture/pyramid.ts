import type { OverlayPlane, StoredPixels } from '../radiograph.ts';

/** One resolution of a picture. Level k holds means of 2^k × 2^k stored pixels; its pixel i covers image i·2^k to (i+1)·2^k. */
export interface PyramidLevel {
  readonly rows: number;
  readonly columns: number;
  /** Interleaved if there is more than one channel. */
  readonly samples: StoredPixels;
}

type Padding = { readonly from: number; readonly to: number } | null;

/** The coarsest level is about this large: smaller ones would never be shown. */
const SMALLEST_SIDE = 160;

/**
 * Halves an image again and again with a 2 × 2 box filter. The first level is the image itself, not a copy. Padding is
 * no image: it does not darken the means beside it, and a mean of mostly padding is padding.
 */
export function buildPyramid(
  base: PyramidLevel,
  { channels, padding }: { readonly channels: 1 | 3; readonly padding: Padding },
): readonly PyramidLevel[] {
  const levels = [base];
  let level = base;
  while (Math.max(level.rows, level.columns) > SMALLEST_SIDE) {
    level = padding ? halveWithPadding(level, padding) : halve(level, channels);
    levels.push(level);
  }
  return levels;
}

function emptyHalf({ rows, columns, samples }: PyramidLevel, channels: number): PyramidLevel {
  const half = { rows: Math.ceil(rows / 2), columns: Math.ceil(columns / 2) };
  const Samples = samples.constructor as new (length: number) => StoredPixels;
  return { ...half, samples: new Samples(half.rows * half.columns * channels) };
}

function halve(level: PyramidLevel, channels: 1 | 3): PyramidLevel {
  const half = emptyHalf(level, channels);
  const source = level.samples;
  const target = half.samples;
  const stride = level.columns * channels;
  let out = 0;
  for (let y = 0; y < half.rows; y++) {
    const upper = 2 * y * stride;
    const lower = 2 * y + 1 < level.rows ? upper + stride : upper;
    for (let x = 0; x < half.columns; x++) {
      const left = 2 * x * channels;
      const right = 2 * x + 1 < level.columns ? left + channels : left;
      for (let c = 0; c < channels; c++) {
        const sum =
          (source[upper + left + c] as number) +
          (source[upper + right + c] as number) +
          (source[lower + left + c] as number) +
          (source[lower + right + c] as number);
        target[out++] = (sum + 2) >> 2;
      }
    }
  }
  return half;
}

function halveWithPadding(level: PyramidLevel, padding: NonNullable<Padding>): PyramidLevel {
  const half = emptyHalf(level, 1);
  const { samples, columns, rows } = level;
  let out = 0;
  for (let y = 0; y < half.rows; y++) {
    for (let x = 0; x < half.columns; x++) {
      let sum = 0;
      let count = 0;
      let pad = 0;
      for (let corner = 0; corner < 4; corner++) {
        const column = Math.min(2 * x + (corner & 1), columns - 1);
        const row = Math.min(2 * y + (corner >> 1), rows - 1);
        const value = samples[row * columns + column] as number;
        if (value >= padding.from && value <= padding.to) pad = value;
        else {
          sum += value;
          count++;
        }
      }
      half.samples[out++] = count < 2 ? pad : outsidePadding(Math.round(sum / count), padding);
    }
  }
  return half;
}

/** A mean of image values may fall on a padding value that lies between them; it moves to the nearest image value. */
function outsidePadding(mean: number, { from, to }: NonNullable<Padding>): number {
  if (mean < from || mean > to) return mean;
  return mean - from < to - mean ? from - 1 : to + 1;
}

/**
 * All overlay planes as one mask at every resolution of the picture (1 where any is set), so that thin lines survive
 * zooming out. Null if there is nothing to draw.
 */
export function buildOverlayPyramid(
  overlays: readonly OverlayPlane[],
  levels: readonly PyramidLevel[],
): readonly PyramidLevel[] | null {
  const base = levels[0];
  if (!base || overlays.length === 0) return null;
  const masks: PyramidLevel[] = [flattenOverlays(overlays, base)];
  for (let i = 1; i < levels.length; i++) masks.push(halveMask(masks[i - 1] as PyramidLevel));
  return masks;
}

function flattenOverlays(overlays: readonly OverlayPlane[], { rows, columns }: PyramidLevel): PyramidLevel {
  const samples = new Uint8Array(rows * columns);
  for (const overlay of overlays) {
    for (let y = 0; y < overlay.rows; y++) {
      const row = y + overlay.originRow;
      if (row < 0 || row >= rows) continue;
      for (let x = 0; x < overlay.columns; x++) {
        const column = x + overlay.originColumn;
        if (column < 0 || column >= columns || overlay.bits[y * overlay.columns + x] !== 1) continue;
        samples[row * columns + column] = 1;
      }
    }
  }
  return { rows, columns, samples };
}

function halveMask(level: PyramidLevel): PyramidLevel {
  const half = emptyHalf(level, 1);
  for (let y = 0; y < level.rows; y++) {
    for (let x = 0; x < level.columns; x++) {
      if (level.samples[y * level.columns + x] === 1) half.samples[(y >> 1) * half.columns + (x >> 1)] = 1;
    }
  }
  return half;
}
