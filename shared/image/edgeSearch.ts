import type { ImagePoint } from '../units.ts';
import type { StoredPixels } from './radiograph.ts';

/** Stored pixels of one frame; of a colour image the mean of its three samples is looked at. */
export interface EdgeImage {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: 1 | 3;
  readonly pixels: StoredPixels;
}

export interface Edge {
  /** Where the brightness changes fastest along the gradient, in stored pixels. */
  readonly point: ImagePoint;
  /** How fast, in stored values per pixel. */
  readonly slope: number;
}

/** How far the edge is looked for on either side of the point, in stored pixels. */
export const EDGE_REACH = 8;

/** Samples along the search line, per pixel. */
const PER_PIXEL = 4;
/** Lines beside each other, by their offsets in pixels: grain differs from line to line, an edge does not. */
const LINES: readonly number[] = [-4, -3, -2, -1, 0, 1, 2, 3, 4];
/** Standard deviation of the Gaussian whose derivative finds the slope (Canny 1986, IEEE PAMI 8:679), in pixels. */
const SIGMA = 1.6;
/** Radius of the neighbourhood whose gradients say which way the edge runs. */
const NEIGHBOURHOOD = 10;
/** The mean slope of the lines over its standard error: below it the edge may be grain. */
const SURE = 5;
/** A slope has to stand out from the least slope on either side of it by this factor; a mere shading does not. */
const DISTINCT = 1.25;

/**
 * The clearest edge within {@link EDGE_REACH} pixels of a point, along the local gradient: the main direction of the
 * structure tensor there (Förstner & Gülch 1987). Of several edges the steepest one counts, a near one a little more
 * than a far one. Sub-pixel by a parabola through the largest slope and its two neighbours. Null where nothing stands out
 * within reach, and outside the image. The same pixels give the same answer.
 */
export function findEdge(image: EdgeImage, at: ImagePoint): Edge | null {
  if (!(at.x >= 0 && at.y >= 0 && at.x <= image.columns && at.y <= image.rows)) return null;
  const normal = mainGradient(image, at);
  if (!normal) return null;
  const lines = LINES.map((side) => slopesAlong(profileAlong(image, at, { normal, side })));
  const slopes = (lines[0] ?? []).map((_, index) => meanOf(lines.map((line) => line[index] ?? 0)));
  const candidates = peaksOf(slopes.map(Math.abs)).filter((index) => isSure(lines.map((line) => line[index] ?? 0)));
  const weight = (index: number): number =>
    Math.abs(slopes[index] ?? 0) * Math.exp(-((alongOf(index) / EDGE_REACH) ** 2) / 2);
  const [best] = candidates.toSorted((a, b) => weight(b) - weight(a) || a - b);
  if (best === undefined) return null;
  const along = alongOf(best + vertexOffset(slopes.map(Math.abs), best));
  const point = { x: at.x + normal.x * along, y: at.y + normal.y * along };
  const isInside = point.x >= 0 && point.y >= 0 && point.x <= image.columns && point.y <= image.rows;
  return isInside ? { point, slope: Math.abs(slopes[best] ?? 0) } : null;
}

/** From a sample of the search line to its distance from the point, in pixels. */
const alongOf = (index: number): number => index / PER_PIXEL - EDGE_REACH;

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The lines agree on the slope: the mean is many standard errors from 0. */
function isSure(slopes: readonly number[]): boolean {
  const mean = meanOf(slopes);
  const variance = slopes.reduce((sum, slope) => sum + (slope - mean) ** 2, 0) / (slopes.length - 1);
  return Math.abs(mean) > SURE * Math.sqrt(variance / slopes.length);
}

/** Samples with a larger slope than their neighbours, that stand out from the least slope on either side. */
function peaksOf(sizes: readonly number[]): readonly number[] {
  return sizes.flatMap((size, index) => {
    const [before, after] = [sizes[index - 1], sizes[index + 1]];
    if (before === undefined || after === undefined || size < before || size <= after || size <= 0) return [];
    const least = Math.max(Math.min(...sizes.slice(0, index)), Math.min(...sizes.slice(index + 1)));
    return size >= DISTINCT * least ? [index] : [];
  });
}

/** Where between the samples the parabola through three of them is highest. */
function vertexOffset(sizes: readonly number[], index: number): number {
  const [before = 0, peak = 0, after = 0] = sizes.slice(index - 1, index + 2);
  const curve = before - 2 * peak + after;
  return curve < 0 ? (before - after) / (2 * curve) : 0;
}

/** The value at a place, between pixel centres bilinear, beyond the border that of the border. */
function valueAt({ rows, columns, samplesPerPixel, pixels }: EdgeImage, x: number, y: number): number {
  const [u, v] = [clamp(x - 0.5, columns - 1), clamp(y - 0.5, rows - 1)];
  const [column, row] = [Math.floor(u), Math.floor(v)];
  const [right, below] = [Math.min(column + 1, columns - 1), Math.min(row + 1, rows - 1)];
  const value = (c: number, r: number): number => {
    const index = (r * columns + c) * samplesPerPixel;
    if (samplesPerPixel === 1) return pixels[index] ?? 0;
    return ((pixels[index] ?? 0) + (pixels[index + 1] ?? 0) + (pixels[index + 2] ?? 0)) / 3;
  };
  const [fx, fy] = [u - column, v - row];
  const upper = value(column, row) * (1 - fx) + value(right, row) * fx;
  const lower = value(column, below) * (1 - fx) + value(right, below) * fx;
  return upper * (1 - fy) + lower * fy;
}

const clamp = (value: number, largest: number): number => Math.min(largest, Math.max(0, value));

/** Unit vector across the edge; null where the neighbourhood is flat. Every other pixel of it is enough. */
function mainGradient(image: EdgeImage, at: ImagePoint): { readonly x: number; readonly y: number } | null {
  let [xx, xy, yy] = [0, 0, 0];
  for (let dy = -NEIGHBOURHOOD; dy <= NEIGHBOURHOOD; dy += 2) {
    for (let dx = -NEIGHBOURHOOD; dx <= NEIGHBOURHOOD; dx += 2) {
      const weight = Math.exp(-(dx * dx + dy * dy) / (2 * (NEIGHBOURHOOD / 2) ** 2));
      const [gx, gy] = gradientAt(image, at.x + dx, at.y + dy);
      xx += weight * gx * gx;
      xy += weight * gx * gy;
      yy += weight * gy * gy;
    }
  }
  if (!(xx + yy > 0)) return null;
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return { x: Math.cos(angle), y: Math.sin(angle) };
}

/** Difference of two strips on either side, five pixels long (Prewitt's operator made larger, so that grain counts less). */
function gradientAt(image: EdgeImage, x: number, y: number): readonly [number, number] {
  let [gx, gy] = [0, 0];
  for (const side of [-2, -1, 0, 1, 2]) {
    for (const step of [1, 2]) {
      gx += valueAt(image, x + step, y + side) - valueAt(image, x - step, y + side);
      gy += valueAt(image, x + side, y + step) - valueAt(image, x + side, y - step);
    }
  }
  return [gx, gy];
}

/** Brightness along one search line, a little longer than the reach so that the slope is known at its ends. */
function profileAlong(
  image: EdgeImage,
  at: ImagePoint,
  { normal, side }: { readonly normal: ImagePoint; readonly side: number },
): readonly number[] {
  const half = EDGE_REACH * PER_PIXEL + MARGIN;
  return Array.from({ length: 2 * half + 1 }, (_, index) => {
    const along = (index - half) / PER_PIXEL;
    return valueAt(image, at.x + normal.x * along - normal.y * side, at.y + normal.y * along + normal.x * side);
  });
}

const MARGIN = Math.ceil(3 * SIGMA * PER_PIXEL);

/** The derivative of a Gaussian; over a ramp of 1 per pixel it gives 1. */
const KERNEL = ((): readonly number[] => {
  const sigma = SIGMA * PER_PIXEL;
  const raw = Array.from({ length: 2 * MARGIN + 1 }, (_, index) => {
    const offset = index - MARGIN;
    return offset * Math.exp(-(offset * offset) / (2 * sigma * sigma));
  });
  const ramp = raw.reduce((sum, weight, index) => sum + (weight * (index - MARGIN)) / PER_PIXEL, 0);
  return raw.map((weight) => weight / ramp);
})();

const slopesAlong = (profile: readonly number[]): readonly number[] =>
  Array.from({ length: profile.length - 2 * MARGIN }, (_, index) =>
    KERNEL.reduce((sum, weight, offset) => sum + weight * (profile[index + offset] ?? 0), 0),
  );
