import { success } from '../result.ts';
import { rounded } from './descriptive.ts';
import { Z95 } from './distributions/normal.ts';
import { gap, type Answer } from './gap.ts';
import type { Interval } from './interval.ts';
import { EXACT_UP_TO, signDistribution } from './signedRank.ts';

/** The median of all means of two differences, the estimate that belongs to the signed-rank test. */
export interface HodgesLehmann {
  readonly estimate: number;
  /** Distribution-free interval of at least 95 %; null where fewer than six differences cannot give one. */
  readonly ci95: Interval | null;
}

/**
 * Hodges and Lehmann's estimate of a shift from paired differences, zeros included, and its interval (Hollander & Wolfe).
 * There are n(n+1)/2 means of two; the ones asked for are found without making them all, so that thousands of patients
 * take no longer than their number. Gap: `all_missing`.
 */
export function hodgesLehmann(differences: readonly number[]): Answer<HodgesLehmann> {
  const n = differences.length;
  if (n === 0) return gap('all_missing', 'There is no pair.');
  const sorted = Float64Array.from(differences, rounded).sort();
  const count = (n * (n + 1)) / 2;
  const nth = (rank: number): number => selectPairSum(sorted, rank) / 2;
  const outside = ranksOutside(n);
  return success({
    estimate: (nth(Math.ceil(count / 2)) + nth(Math.floor(count / 2) + 1)) / 2,
    ci95: outside === 0 ? null : [nth(outside), nth(count + 1 - outside)],
  });
}

/** Which mean of two from the bottom is the lower end of the interval; 0: none is low enough. */
function ranksOutside(n: number): number {
  if (n > EXACT_UP_TO) {
    const middle = (n * (n + 1)) / 4;
    return Math.max(0, Math.floor(middle - Z95 * Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24)));
  }
  const probabilities = signDistribution(Array.from({ length: n }, (_, index) => index + 1));
  let below = 0;
  let rank = 0;
  for (const probability of probabilities) {
    below += probability;
    if (below > 0.025) break;
    rank += 1;
  }
  return rank;
}

/** The sum of two (a value may be paired with itself) that has this rank among all, by halving the range of sums. */
function selectPairSum(sorted: Float64Array, rank: number): number {
  const last = sorted.length - 1;
  let below = 2 * (sorted[0] ?? 0);
  let above = 2 * (sorted[last] ?? 0);
  if (countPairs(sorted, below) >= rank) return below;
  for (;;) {
    const middle = below + (above - below) / 2;
    if (!(middle > below && middle < above)) return above;
    if (countPairs(sorted, middle) >= rank) above = middle;
    else below = middle;
  }
}

/** How many pairs i <= j have a sum of at most `limit`. */
function countPairs(sorted: Float64Array, limit: number): number {
  let count = 0;
  let high = sorted.length - 1;
  for (let low = 0; low < sorted.length; low += 1) {
    while (high >= low && (sorted[low] ?? 0) + (sorted[high] ?? 0) > limit) high -= 1;
    if (high < low) break;
    count += high - low + 1;
  }
  return count;
}
