import { success } from '../result.ts';
import { pearson, type Correlation } from './correlation.ts';
import { describe, rounded, type Description } from './descriptive.ts';
import { noncentrality } from './distributions/noncentralT.ts';
import { studentTwoSided } from './distributions/studentT.ts';
import { gap, type Answer } from './gap.ts';
import { hodgesLehmann, type HodgesLehmann } from './hodgesLehmann.ts';
import type { Interval } from './interval.ts';
import { shapiroWilk, type ShapiroWilk } from './shapiroWilk.ts';
import { signedRank, type SignedRank } from './signedRank.ts';

/** An earlier and a later value of one and the same unit. */
export interface Pair {
  readonly first: number;
  readonly second: number;
}

/** A comparison of pairs. The difference is always second minus first: later minus earlier. */
export interface PairedComparison {
  readonly n: number;
  readonly first: Description;
  readonly second: Description;
  readonly difference: Description;
  readonly zero: number;
  readonly negative: number;
  readonly positive: number;
  readonly t: Answer<StudentTest>;
  readonly wilcoxon: Answer<SignedRank>;
  readonly pratt: Answer<SignedRank>;
  readonly hodgesLehmann: Answer<HodgesLehmann>;
  readonly effect: Answer<PairedEffect>;
  readonly correlation: Answer<Correlation>;
  readonly normality: Answer<ShapiroWilk>;
}

export interface StudentTest {
  readonly t: number;
  readonly df: number;
  /** Two-sided. */
  readonly p: number;
  /** Of the mean difference. */
  readonly ci95: Interval;
}

/** Standardised mean differences of pairs. */
export interface PairedEffect {
  /** Mean over SD of the differences (Cohen). */
  readonly dz: number;
  /** Exact, from the noncentral t distribution. */
  readonly dzCi95: Interval;
  /** Hedges' correction for few pairs, J = 1 - 3/(4(n-1) - 1). */
  readonly j: number;
  readonly gz: number;
  /** Mean difference over the root mean square of the two SDs; null when both are 0. */
  readonly dav: number | null;
}

/** Compares pairs. Gap: `all_missing` without a pair; single statistics carry gaps of their own. */
export function comparePairs(pairs: readonly Pair[]): Answer<PairedComparison> {
  const firsts = pairs.map(({ first }) => first);
  const seconds = pairs.map(({ second }) => second);
  const differences = pairs.map(({ first, second }) => rounded(second - first));
  const first = describe(firsts);
  const second = describe(seconds);
  const difference = describe(differences);
  if (!first.ok || !second.ok || !difference.ok) {
    return gap('all_missing', 'No unit has both values, so there is nothing to compare.');
  }
  const zero = differences.filter((value) => value === 0).length;
  const positive = differences.filter((value) => value > 0).length;
  return success({
    n: pairs.length,
    first: first.value,
    second: second.value,
    difference: difference.value,
    zero,
    negative: pairs.length - zero - positive,
    positive,
    t: oneSampleT(difference.value),
    wilcoxon: signedRank(differences),
    pratt: signedRank(differences, { zeros: 'pratt' }),
    hodgesLehmann: hodgesLehmann(differences),
    effect: pairedEffect({ first: first.value, second: second.value, difference: difference.value }),
    correlation: pearson(firsts, seconds),
    normality: shapiroWilk(differences),
  });
}

/** Student's t test of a mean against 0. Gaps: `too_few`, `no_variation`. */
export function oneSampleT({ n, mean, se, ci95 }: Description): Answer<StudentTest> {
  if (se === null || ci95 === null) return gap('too_few', 'A t test needs two pairs at least; there is 1.');
  if (isFlat(mean, se))
    return gap('no_variation', 'All differences are the same, so the t test has nothing to compare with.');
  return success({ t: mean / se, df: n - 1, p: studentTwoSided(mean / se, n - 1), ci95 });
}

/** True where the spread is nothing but the rounding of the computer. */
export const isFlat = (mean: number, se: number): boolean => se <= Math.abs(mean) * 1e-12;

function pairedEffect(of: {
  readonly first: Description;
  readonly second: Description;
  readonly difference: Description;
}): Answer<PairedEffect> {
  const { n, mean, sd, se } = of.difference;
  if (sd === null || se === null)
    return gap('too_few', 'A standardised difference needs two pairs at least; there is 1.');
  if (isFlat(mean, se)) return gap('no_variation', 'All differences are the same, so there is no SD to divide by.');
  const dz = mean / sd;
  const t = mean / se;
  const j = 1 - 3 / (4 * (n - 1) - 1);
  const averageSd = Math.sqrt(((of.first.sd ?? 0) ** 2 + (of.second.sd ?? 0) ** 2) / 2);
  const scale = 1 / Math.sqrt(n);
  return success({
    dz,
    dzCi95: [noncentrality(t, n - 1, 0.975) * scale, noncentrality(t, n - 1, 0.025) * scale],
    j,
    gz: dz * j,
    dav: averageSd === 0 ? null : mean / averageSd,
  });
}
