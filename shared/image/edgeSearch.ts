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
/** The profile is the mean of lines beside each other, so that grain does not decide: their offsets in pixels. */
const LINES: readonly number[] = [-2, -1, 0, 1, 2];
/** Standard deviation of the Gaussian whose derivative finds the slope (Canny 1986, IEEE PAMI 8:679), in pixels. */
const SIGMA = 1.2;
/** Radius of the neighbourhood whose gradients say which way the edge runs. */
const NEIGHBOURHOOD = 6;
/** A slope counts as an edge when it is so many times larger than the usual slope of the profile. */
const DISTINCT = 3;

/**
 * The strongest edge within {@link EDGE_REACH} pixels of a point, along the local gradient: the main direction of the
 * structure tensor there (Förstner & Gülch 1987). Sub-pixel by a parabola through the largest slope and its two
 * neighbours. Null where nothing stands out, where the largest slope is at the end of the search (the edge lies further
 * away), and outside the image. The same pixels give the same answer.
 */
export function findEdge(image: EdgeImage, at: ImagePoint): Edge | null {
  if (!(at.x >= 0 && at.y >= 0 && at.x <= image.columns && at.y <= image.rows)) return null;
  const normal = mainGradient(image, at);
  if (!normal) return null;
  const slopes = slopesAlong(profileAlong(image, at, normal));
  const sizes = slopes.map(Math.abs);
  const strongest = sizes.indexOf(Math.max(...sizes));
  const [before, peak, after] = [sizes[strongest - 1], sizes[strongest], sizes[strongest + 1]];
  if (before === undefined || peak === undefined || after === undefined || !(peak > 0)) return null;
  const usual = sizes.toSorted((a, b) => a - b)[sizes.length >> 1] ?? 0;
  if (peak < DISTINCT * usual) return null;
  const curve = before - 2 * peak + after;
  const refined = curve < 0 ? (before - after) / (2 * curve) : 0;
  const along = (strongest + refined) / PER_PIXEL - EDGE_REACH;
  const point = { x: at.x + normal.x * along, y: at.y + normal.y * along };
  const isInside = point.x >= 0 && point.y >= 0 && point.x <= image.columns && point.y <= image.rows;
  return isInside ? { point, slope: peak } : null;
}

/** The value at a place, between pixel centres bilinear, beyond the border that of the border. */
function valueAt({ rows, columns, samplesPerPixel, pixels }: EdgeImage, x: number, y: number): number {
  const [u, v] = [clamp(x - 0.5, columns - 1), clamp(y - 0.5, rows - 1)];
  const [column, row] = [
    Math.min(Math.floor(u), Math.max(0, columns - 2)),
    Math.min(Math.floor(v), Math.max(0, rows - 2)),
  ];
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

/** Unit vector across the edge; null where the neighbourhood is flat. */
function mainGradient(image: EdgeImage, at: ImagePoint): { readonly x: number; readonly y: number } | null {
  let [xx, xy, yy] = [0, 0, 0];
  for (let dy = -NEIGHBOURHOOD; dy <= NEIGHBOURHOOD; dy += 1) {
    for (let dx = -NEIGHBOURHOOD; dx <= NEIGHBOURHOOD; dx += 1) {
      const weight = Math.exp(-(dx * dx + dy * dy) / (2 * (NEIGHBOURHOOD / 2) ** 2));
      const [x, y] = [at.x + dx, at.y + dy];
      const gx = valueAt(image, x + 1, y) - valueAt(image, x - 1, y);
      const gy = valueAt(image, x, y + 1) - valueAt(image, x, y - 1);
      xx += weight * gx * gx;
      xy += weight * gx * gy;
      yy += weight * gy * gy;
    }
  }
  if (!(xx + yy > 0)) return null;
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return { x: Math.cos(angle), y: Math.sin(angle) };
}

/** Mean brightness along the search line, a little longer than the reach so that the slope is known at its ends. */
function profileAlong(image: EdgeImage, at: ImagePoint, normal: ImagePoint): readonly number[] {
  const half = EDGE_REACH * PER_PIXEL + MARGIN;
  return Array.from({ length: 2 * half + 1 }, (_, index) => {
    const along = (index - half) / PER_PIXEL;
    const sum = LINES.reduce(
      (total, side) =>
        total + valueAt(image, at.x + normal.x * along - normal.y * side, at.y + normal.y * along + normal.x * side),
      0,
    );
    return sum / LINES.length;
  });
}

const MARGIN = Math.ceil(3 * SIGMA * PER_PIXEL);

/** The derivative of a Gaussian, in samples; its sum over a ramp of slope 1 per pixel is 1. */
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
