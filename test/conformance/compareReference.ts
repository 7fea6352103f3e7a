import { createHash } from 'node:crypto';
import type { Radiograph, StoredPixels } from '../../shared/image/radiograph.ts';
import type { Reference } from './manifest.ts';

export type Verdict = 'exact' | 'tolerated' | 'wrong';

export interface Comparison {
  readonly verdict: Verdict;
  /** What differs, for a reader of the table; empty where nothing does. */
  readonly detail: string;
  readonly sha256: string;
}

/** SHA-256 of the stored values as the manifest's convention has it: little endian, colours interleaved. */
export function sampleHash(pixels: StoredPixels): string {
  return createHash('sha256')
    .update(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength))
    .digest('hex');
}

const typeOf = (pixels: StoredPixels): string =>
  pixels instanceof Uint8Array
    ? 'uint8'
    : pixels instanceof Uint16Array
      ? 'uint16le'
      : pixels instanceof Int16Array
        ? 'int16le'
        : 'int8';

/** Compares a decode with the reference of other programs: bit by bit where that is possible, else within tolerance. */
export function compareReference(image: Radiograph, reference: Reference): Comparison {
  const sha256 = sampleHash(image.pixels);
  const problems: string[] = [];
  const expect = (what: string, ours: unknown, theirs: unknown): void => {
    if (ours !== theirs) problems.push(`${what} ${String(ours)} instead of ${String(theirs)}`);
  };
  const [rows, columns, samples = 1] = reference.shape;
  expect('rows', image.rows, rows);
  expect('columns', image.columns, columns);
  expect('samples', image.samplesPerPixel, samples);
  expect('type', typeOf(image.pixels), reference.dtype);
  if (problems.length > 0) return { verdict: 'wrong', detail: problems.join('; '), sha256 };
  if (sha256 === reference.sha256) return { verdict: 'exact', detail: '', sha256 };
  if (reference.exact || !reference.tolerance) {
    return {
      verdict: 'wrong',
      detail: `hash ${sha256.slice(0, 12)} instead of ${reference.sha256.slice(0, 12)}`,
      sha256,
    };
  }
  const differences = toleranceProblems(image, reference, reference.tolerance);
  const detail = differences.join('; ');
  return { verdict: differences.length === 0 ? 'tolerated' : 'wrong', detail, sha256 };
}

function toleranceProblems(
  image: Radiograph,
  reference: Reference,
  tolerance: { max_abs: number; mean_abs: number },
): readonly string[] {
  const problems: string[] = [];
  const within = (what: string, ours: number, theirs: number, limit: number): void => {
    if (!(Math.abs(ours - theirs) <= limit)) problems.push(`${what} ${ours} instead of ${theirs} ± ${limit}`);
  };
  const { pixels, columns, samplesPerPixel: step } = image;
  for (const [y, x, value] of reference.samples) {
    const values = Array.isArray(value) ? value : [value];
    values.forEach((theirs, c) => {
      within(`sample ${y},${x}`, pixels[(y * columns + x) * step + c] as number, theirs, tolerance.max_abs);
    });
  }
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const value of pixels) {
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  within('minimum', min, reference.min, tolerance.max_abs);
  within('maximum', max, reference.max, tolerance.max_abs);
  within('mean', sum / pixels.length, reference.mean, tolerance.mean_abs);
  reference.block_means_8x8?.forEach((line, i) => {
    line.forEach((theirs, j) => within(`block ${i},${j}`, blockMean(image, i, j), theirs, tolerance.mean_abs));
  });
  return problems;
}

const edge = (length: number, k: number): number => Math.floor((length * k) / 8);

/** Mean of the block between rows H*i//8 and H*(i+1)//8 and the columns likewise; of colours, the mean of the three. */
function blockMean({ pixels, rows, columns, samplesPerPixel: step }: Radiograph, i: number, j: number): number {
  const [top, bottom] = [edge(rows, i), edge(rows, i + 1)];
  const [left, right] = [edge(columns, j) * step, edge(columns, j + 1) * step];
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) sum += pixels[y * columns * step + x] as number;
  }
  return sum / ((bottom - top) * (right - left));
}
