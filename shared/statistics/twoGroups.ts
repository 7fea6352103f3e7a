import { success } from '../result.ts';
import { around, describe, type Description } from './descriptive.ts';
import { Z95 } from './distributions/normal.ts';
import { studentQuantile, studentTwoSided } from './distributions/studentT.ts';
import { gap, type Answer } from './gap.ts';
import type { Interval } from './interval.ts';
import { isFlat, type StudentTest } from './paired.ts';
import { rankSum, type RankSum } from './rankSum.ts';

/** Two independent groups. The difference is always first minus second. */
export interface GroupComparison {
  readonly first: Description;
  readonly second: Description;
  readonly difference: number;
  readonly welch: Answer<StudentTest>;
  readonly mannWhitney: Answer<RankSum>;
  /** Hedges' g with the pooled SD and the correction for few values. */
  readonly g: Answer<{ readonly g: number; readonly ci95: Interval }>;
}

/** Compares two groups. Gap: `all_missing` when one is empty; single statistics carry gaps of their own. */
export function compareGroups(first: readonly number[], second: readonly number[]): Answer<GroupComparison> {
  const one = describe(first);
  const other = describe(second);
  if (!one.ok || !other.ok) return gap('all_missing', 'One of the two groups has no value.');
  return success({
    first: one.value,
    second: other.value,
    difference: one.value.mean - other.value.mean,
    welch: welch(one.value, other.value),
    mannWhitney: rankSum(first, second),
    g: hedgesG(one.value, other.value),
  });
}

/** Welch's t test of two means with unequal variances; real degrees of freedom. Gaps: `too_few`, `no_variation`. */
export function welch(first: Description, second: Description): Answer<StudentTest> {
  if (first.se === null || second.se === null) {
    return gap('too_few', "Welch's t test needs two values in each group at least.");
  }
  const [a, b] = [first.se ** 2, second.se ** 2];
  const se = Math.sqrt(a + b);
  const difference = first.mean - second.mean;
  if (isFlat(Math.max(Math.abs(first.mean), Math.abs(second.mean)), se)) {
    return gap('no_variation', 'All values of a group are the same in both groups, so the t test has no error to use.');
  }
  const df = (a + b) ** 2 / (a ** 2 / (first.n - 1) + b ** 2 / (second.n - 1));
  const t = difference / se;
  return success({ t, df, p: studentTwoSided(t, df), ci95: around(difference, studentQuantile(0.975, df) * se) });
}

function hedgesG(first: Description, second: Description): GroupComparison['g'] {
  if (first.sd === null || second.sd === null) {
    return gap('too_few', 'A standardised difference needs two values in each group at least.');
  }
  const df = first.n + second.n - 2;
  const pooled = Math.sqrt(((first.n - 1) * first.sd ** 2 + (second.n - 1) * second.sd ** 2) / df);
  if (isFlat(Math.max(Math.abs(first.mean), Math.abs(second.mean)), pooled)) {
    return gap('no_variation', 'There is no SD to divide by: all values of a group are the same in both groups.');
  }
  const g = ((first.mean - second.mean) / pooled) * (1 - 3 / (4 * df - 1));
  const se = Math.sqrt((first.n + second.n) / (first.n * second.n) + (g * g) / (2 * (first.n + second.n)));
  return success({ g, ci95: around(g, Z95 * se) });
}
