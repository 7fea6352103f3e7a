import { success } from '../result.ts';
import { rounded } from './descriptive.ts';
import { normalTwoSided } from './distributions/normal.ts';
import { gap, type Answer } from './gap.ts';
import { rankAll } from './ranks.ts';

/** Up to this many differences the distribution is computed exactly. */
export const EXACT_UP_TO = 50;

/** Wilcoxon's signed-rank test of paired differences. */
export interface SignedRank {
  /** How zero differences are treated: dropped before ranking (Wilcoxon) or ranked and then dropped (Pratt 1959). */
  readonly zeros: 'dropped' | 'pratt';
  readonly n: number;
  readonly nonzero: number;
  readonly wPlus: number;
  readonly wMinus: number;
  /** Two-sided. Exact given the ranks for up to 50 differences, ties or not; else by the normal approximation. */
  readonly p: number;
  readonly method: 'exact' | 'normal';
  /** Standardised with the variance of the tied ranks, without continuity correction. */
  readonly z: number;
  readonly pNormal: number;
  /** The same with continuity correction, as R's `wilcox.test` gives it. */
  readonly pNormalContinuity: number;
  /** (W+ - W-) / (W+ + W-), from -1 to 1. */
  readonly rankBiserial: number;
}

/**
 * The signed-rank test. Differences are rounded to 1e-9 before ranking; ties get midranks. The exact distribution given
 * the ranks comes from dynamic programming on doubled ranks (Streitberg & Roehmel 1986). Gaps: `all_missing`, and
 * `all_zero` where no difference is left to rank.
 */
export function signedRank(
  differences: readonly number[],
  options: { readonly zeros?: SignedRank['zeros'] } = {},
): Answer<SignedRank> {
  const zeros = options.zeros ?? 'dropped';
  if (differences.length === 0) return gap('all_missing', 'There is no pair.');
  const steady = differences.map(rounded);
  const ranked = zeros === 'pratt' ? steady : steady.filter((difference) => difference !== 0);
  const { ranks } = rankAll(ranked.map(Math.abs));
  const signed = ranked.flatMap((difference, index) =>
    difference === 0 ? [] : [{ rank: ranks[index] ?? 0, isPositive: difference > 0 }],
  );
  if (signed.length === 0) return gap('all_zero', 'Every difference is 0: nothing speaks for a change either way.');
  const wPlus = sumRanks(signed.filter(({ isPositive }) => isPositive));
  const total = sumRanks(signed);
  const squares = signed.reduce((sum, { rank }) => sum + rank * rank, 0);
  const sd = Math.sqrt(squares / 4);
  const distance = wPlus - total / 2;
  const isExact = ranked.length <= EXACT_UP_TO;
  const pNormal = normalTwoSided(distance / sd);
  const doubled = signed.map(({ rank }) => Math.round(2 * rank));
  return success({
    zeros,
    n: differences.length,
    nonzero: signed.length,
    wPlus,
    wMinus: total - wPlus,
    p: isExact ? twoSided(signDistribution(doubled), Math.round(2 * wPlus)) : pNormal,
    method: isExact ? 'exact' : 'normal',
    z: distance / sd,
    pNormal,
    pNormalContinuity: distance === 0 ? 1 : Math.min(1, normalTwoSided((Math.abs(distance) - 0.5) / sd)),
    rankBiserial: (2 * wPlus - total) / total,
  });
}

const sumRanks = (signed: readonly { readonly rank: number }[]): number =>
  signed.reduce((sum, { rank }) => sum + rank, 0);

/** The probability of every sum when each of these whole weights counts with probability one half. */
export function signDistribution(weights: readonly number[]): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const probabilities = new Float64Array(total + 1);
  probabilities[0] = 1;
  let reached = 0;
  for (const weight of weights) {
    reached += weight;
    for (let sum = reached; sum >= 0; sum -= 1) {
      const without = probabilities[sum] ?? 0;
      const before = sum >= weight ? (probabilities[sum - weight] ?? 0) : 0;
      probabilities[sum] = (without + before) / 2;
    }
  }
  return probabilities;
}

/** Twice the smaller tail at the observed sum, at most 1. */
export function twoSided(probabilities: Float64Array, observed: number): number {
  let lower = 0;
  let upper = 0;
  probabilities.forEach((probability, sum) => {
    if (sum <= observed) lower += probability;
    if (sum >= observed) upper += probability;
  });
  return Math.min(1, 2 * Math.min(lower, upper));
}
