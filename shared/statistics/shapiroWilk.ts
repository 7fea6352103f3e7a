import { success } from '../result.ts';
import { rounded, sumOf } from './descriptive.ts';
import { normalQuantile, normalTails } from './distributions/normal.ts';
import { gap, type Answer } from './gap.ts';

export interface ShapiroWilk {
  readonly n: number;
  readonly w: number;
  readonly p: number;
}

const MOST_VALUES = 5000;

/**
 * Shapiro and Wilk's W and its p by Royston's approximation (1995, Applied Statistics 44, algorithm AS R94), for 3 to
 * 5000 values. A note beside a test, never the gate to it. Gaps: `too_few`, `no_variation`, `not_applicable`.
 */
export function shapiroWilk(values: readonly number[]): Answer<ShapiroWilk> {
  const n = values.length;
  if (n < 3) return gap('too_few', `A test of normality needs three values; there are ${n}.`);
  if (n > MOST_VALUES) return gap('not_applicable', `The test of normality is made for up to ${MOST_VALUES} values.`);
  const sorted = [...Float64Array.from(values, rounded).sort()];
  const [lowest = 0] = sorted;
  const range = (sorted.at(-1) ?? lowest) - lowest;
  if (range === 0) return gap('no_variation', 'All values are the same.');
  const w = wOf(sorted.map((value) => (value - lowest) / range));
  return success({ n, w, p: pOf(w, n) });
}

function wOf(sorted: readonly number[]): number {
  const n = sorted.length;
  const weights = weightsOf(n);
  const mean = sumOf(sorted) / n;
  const spread = sumOf(sorted.map((value) => (value - mean) ** 2));
  const ends = sumOf(weights.map((weight, index) => weight * ((sorted[n - 1 - index] ?? 0) - (sorted[index] ?? 0))));
  return Math.min(1, (ends * ends) / spread);
}

/** The weights of the upper half; those of the lower half are their negatives. */
function weightsOf(n: number): readonly number[] {
  if (n === 3) return [Math.SQRT1_2];
  const scores = Array.from(
    { length: Math.floor(n / 2) },
    (_, index) => -normalQuantile((index + 1 - 0.375) / (n + 0.25)),
  );
  const [first = 0, second = 0] = scores;
  const squares = 2 * sumOf(scores.map((score) => score * score));
  const length = Math.sqrt(squares);
  const root = 1 / Math.sqrt(n);
  const a1 = polynomial([0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056], root) + first / length;
  const a2 = polynomial([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], root) + second / length;
  const own = n > 5 ? [a1, a2] : [a1];
  const ownScores = scores.slice(0, own.length);
  const rest = squares - 2 * sumOf(ownScores.map((score) => score * score));
  const factor = Math.sqrt(rest / (1 - 2 * sumOf(own.map((weight) => weight * weight))));
  return scores.map((score, index) => own[index] ?? score / factor);
}

function pOf(w: number, n: number): number {
  if (n === 3) return Math.max(0, (6 / Math.PI) * (Math.asin(Math.sqrt(w)) - Math.asin(Math.sqrt(0.75))));
  if (w === 1) return 1;
  const y = Math.log1p(-w);
  if (n <= 11) {
    const limit = polynomial([-2.273, 0.459], n);
    if (y >= limit) return 0;
    const mean = polynomial([0.544, -0.39978, 0.025054, -6.714e-4], n);
    const sd = Math.exp(polynomial([1.3822, -0.77857, 0.062767, -0.0020322], n));
    return normalTails((-Math.log(limit - y) - mean) / sd).upper;
  }
  const size = Math.log(n);
  const mean = polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], size);
  const sd = Math.exp(polynomial([-0.4803, -0.082676, 0.0030302], size));
  return normalTails((y - mean) / sd).upper;
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
