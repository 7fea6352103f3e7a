import { success } from '../result.ts';
import { rounded } from './descriptive.ts';
import { normalTwoSided } from './distributions/normal.ts';
import { gap, type Answer } from './gap.ts';
import { rankAll, tieTerm } from './ranks.ts';
import { EXACT_UP_TO, twoSided } from './signedRank.ts';

/** The Mann-Whitney (Wilcoxon rank sum) test of two independent groups. */
export interface RankSum {
  /** Pairs (one of each group) in which the first group's value is greater, ties counted half. */
  readonly u: number;
  /** Two-sided. Exact given the ranks, ties or not, for up to 50 values in all; else by the normal approximation. */
  readonly p: number;
  readonly method: 'exact' | 'normal';
  /** With the correction for ties, without continuity correction. */
  readonly z: number;
  /** u over the number of pairs: the probability that a value of the first group is greater. */
  readonly superiority: number;
}

/** Compares two groups by ranks, values rounded to 1e-9. Gaps: `all_missing` (an empty group), `no_variation`. */
export function rankSum(first: readonly number[], second: readonly number[]): Answer<RankSum> {
  if (first.length === 0 || second.length === 0) return gap('all_missing', 'One of the two groups has no value.');
  const n = first.length + second.length;
  const { ranks, ties } = rankAll([...first, ...second].map(rounded));
  const pairs = first.length * second.length;
  const variance = (pairs / 12) * (n + 1 - tieTerm(ties) / (n * (n - 1)));
  if (ties[0] === n) return gap('no_variation', 'Every value of both groups is the same.');
  let sum = 0;
  for (let index = 0; index < first.length; index += 1) sum += ranks[index] ?? 0;
  const u = sum - (first.length * (first.length + 1)) / 2;
  const z = (u - pairs / 2) / Math.sqrt(variance);
  const isExact = n <= EXACT_UP_TO;
  const doubled = Array.from(ranks, (rank) => Math.round(2 * rank));
  return success({
    u,
    p: isExact ? twoSided(subsetDistribution(doubled, first.length), Math.round(2 * sum)) : normalTwoSided(z),
    method: isExact ? 'exact' : 'normal',
    z,
    superiority: u / pairs,
  });
}

/** The probability of every sum of `size` of the weights, all choices being equally likely. */
function subsetDistribution(weights: readonly number[], size: number): Float64Array {
  const width = weights.reduce((sum, weight) => sum + weight, 0) + 1;
  const counts = Array.from({ length: size + 1 }, () => new Float64Array(width));
  const none = counts[0];
  if (none !== undefined) none[0] = 1;
  for (const weight of weights) {
    for (let chosen = size; chosen >= 1; chosen -= 1) {
      const into = counts[chosen] ?? new Float64Array();
      const from = counts[chosen - 1] ?? into;
      for (let sum = width - 1; sum >= weight; sum -= 1) into[sum] = (into[sum] ?? 0) + (from[sum - weight] ?? 0);
    }
  }
  const whole = counts[size] ?? new Float64Array();
  const total = whole.reduce((sum, count) => sum + count, 0);
  return whole.map((count) => count / total);
}
