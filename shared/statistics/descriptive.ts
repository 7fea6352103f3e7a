import { success } from '../result.ts';
import { studentQuantile } from './distributions/studentT.ts';
import { gap, type Answer } from './gap.ts';
import type { Interval } from './interval.ts';

/** What a list of numbers is like. The spread needs two values; with one it is null. */
export interface Description {
  readonly n: number;
  readonly sum: number;
  readonly mean: number;
  /** Standard deviation of the sample, with n - 1. */
  readonly sd: number | null;
  /** Standard deviation with n. */
  readonly sdPopulation: number;
  /** Standard error of the mean. */
  readonly se: number | null;
  /** 95 % confidence interval of the mean, by Student's t. */
  readonly ci95: Interval | null;
  readonly median: number;
  /** Quartiles of type 7 (Hyndman & Fan 1996), those of R and Excel. */
  readonly q1: number;
  readonly q3: number;
  readonly min: number;
  readonly max: number;
}

/** Describes a list of finite numbers. Gap: `all_missing` for an empty list. */
export function describe(values: readonly number[]): Answer<Description> {
  const sorted = Float64Array.from(values).sort();
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) return gap('all_missing', 'There is no value.');
  const n = values.length;
  const mean = meanOf(values);
  const squares = sumOfSquares(values, mean);
  const sd = n < 2 ? null : Math.sqrt(squares / (n - 1));
  const se = sd === null ? null : sd / Math.sqrt(n);
  return success({
    n,
    sum: sumOf(values),
    mean,
    sd,
    sdPopulation: Math.sqrt(squares / n),
    se,
    ci95: se === null ? null : around(mean, studentQuantile(0.975, n - 1) * se),
    median: quantileOfSorted(sorted, 0.5),
    q1: quantileOfSorted(sorted, 0.25),
    q3: quantileOfSorted(sorted, 0.75),
    min,
    max,
  });
}

/** The sum, with the digits that plain addition loses (Neumaier 1974). */
export function sumOf(values: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** The mean; of no values 0. */
export const meanOf = (values: readonly number[]): number => (values.length === 0 ? 0 : sumOf(values) / values.length);

/** The sum of the squared differences from a centre. */
export function sumOfSquares(values: readonly number[], centre: number): number {
  return sumOf(values.map((value) => (value - centre) ** 2));
}

/** The standard deviation of at least two values, with n - 1. */
export const sdOf = (values: readonly number[]): number =>
  Math.sqrt(sumOfSquares(values, meanOf(values)) / (values.length - 1));

/** The quantile of type 7 of at least one number in ascending order. */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below] ?? 0;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (position - below) * (high - low);
}

export const medianOf = (values: readonly number[]): number => quantileOfSorted(Float64Array.from(values).sort(), 0.5);

export const around = (centre: number, reach: number): Interval => [centre - reach, centre + reach];

/**
 * A number rounded to 1e-9, so that 8.8 - 4 and 5.5 - 0.7 are the tie that they are on paper: in binary they differ in
 * the last digit, and ranks, zeros and medians taken from them would too.
 */
export function rounded(value: number): number {
  const scaled = Math.round(value * 1e9);
  return Number.isSafeInteger(scaled) ? scaled / 1e9 : value;
}
