import { success } from '../result.ts';
import { around, meanOf, sumOf } from './descriptive.ts';
import { Z95 } from './distributions/normal.ts';
import { studentTwoSided } from './distributions/studentT.ts';
import { gap, type Answer } from './gap.ts';
import type { Interval } from './interval.ts';
import { rankAll } from './ranks.ts';

/** A correlation of two lists, value by value. */
export interface Correlation {
  readonly n: number;
  readonly r: number;
  /** Two-sided, by Student's t; null where it needs more than two pairs. */
  readonly p: number | null;
  /** By Fisher's z; null with fewer than four pairs. */
  readonly ci95: Interval | null;
}

/** Pearson's product-moment correlation. Gaps: `too_few` (under two pairs), `no_variation`. */
export function pearson(first: readonly number[], second: readonly number[]): Answer<Correlation> {
  return correlate(first, second, () => 1);
}

/**
 * Spearman's rank correlation with midranks; p by Student's t as for ties in R, interval by Fisher's z with the variance
 * of Bonett & Wright (2000), (1 + r^2/2)/(n - 3).
 */
export function spearman(first: readonly number[], second: readonly number[]): Answer<Correlation> {
  return correlate([...rankAll(first).ranks], [...rankAll(second).ranks], (r) => 1 + (r * r) / 2);
}

function correlate(
  first: readonly number[],
  second: readonly number[],
  varianceFactor: (r: number) => number,
): Answer<Correlation> {
  const n = first.length;
  if (n < 2) return gap('too_few', `A correlation needs two pairs at least; there ${n === 1 ? 'is 1' : 'are none'}.`);
  const [xx, yy, xy] = centredProducts(first, second);
  if (isConstant(first, xx) || isConstant(second, yy)) {
    return gap('no_variation', 'One of the two is the same in every pair.');
  }
  const r = wholeNearOne(xy / Math.sqrt(xx) / Math.sqrt(yy));
  const reach = n < 4 ? null : Z95 * Math.sqrt(varianceFactor(r) / (n - 3));
  return success({
    n,
    r,
    p: n < 3 ? null : correlationP(r, n),
    ci95: reach === null || Math.abs(r) === 1 ? null : backFromZ(around(Math.atanh(r), reach)),
  });
}

/** True where the values differ by nothing but the rounding of the computer. */
const isConstant = (values: readonly number[], squares: number): boolean =>
  squares <= sumOf(values.map((value) => value * value)) * 1e-26;

/** Points on a line have r = 1, which computing misses by its last digit. */
const wholeNearOne = (r: number): number => (1 - Math.abs(r) < 1e-14 ? Math.sign(r) : r);

const correlationP = (r: number, n: number): number =>
  Math.abs(r) === 1 ? 0 : studentTwoSided(r * Math.sqrt((n - 2) / ((1 - r) * (1 + r))), n - 2);

const backFromZ = ([low, high]: Interval): Interval => [Math.tanh(low), Math.tanh(high)];

/** Sums of squares and products around the means: of the first, of the second, of both. */
export function centredProducts(
  first: readonly number[],
  second: readonly number[],
): readonly [xx: number, yy: number, xy: number] {
  const middle = meanOf(first);
  const other = meanOf(second);
  const xs = first.map((x) => x - middle);
  const ys = second.map((y) => y - other);
  return [sumOf(xs.map((x) => x * x)), sumOf(ys.map((y) => y * y)), sumOf(xs.map((x, index) => x * (ys[index] ?? 0)))];
}
