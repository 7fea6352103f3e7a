import { success } from '../result.ts';
import { around, meanOf, sumOf, sumOfSquares } from './descriptive.ts';
import { studentQuantile, studentTwoSided } from './distributions/studentT.ts';
import { solveIncreasing } from './distributions/solveIncreasing.ts';
import { gap, type Answer } from './gap.ts';
import type { Interval } from './interval.ts';
import { groupBySubject, type OfSubject } from './perSubject.ts';

/** The mean of values that are nested in patients. */
export interface RandomIntercept {
  readonly n: number;
  readonly groups: number;
  readonly estimate: number;
  readonly se: number;
  /** The number of patients, as nlme counts it where most have one or two values. */
  readonly df: number;
  readonly t: number;
  /** Two-sided. */
  readonly p: number;
  readonly ci95: Interval;
  /** Between patients. */
  readonly sdSubject: number;
  /** Between the values of one patient. */
  readonly sdResidual: number;
  /** The share of the variance that lies between patients. */
  readonly icc: number;
}

interface Group {
  readonly n: number;
  readonly mean: number;
}

/**
 * The model value = mean + patient + error, fitted by restricted maximum likelihood (Patterson & Thompson 1971; Pinheiro
 * & Bates 2000, ch. 2). Only the ratio of the two variances has to be searched; all else follows from it.
 * Gaps: `too_few` (under two patients), `not_identifiable` (no patient with two values), `no_variation`.
 */
export function randomIntercept(values: readonly OfSubject<number>[]): Answer<RandomIntercept> {
  const lists = [...groupBySubject(values).values()];
  if (lists.length < 2) return gap('too_few', 'A patient effect needs two patients at least.');
  if (lists.every((list) => list.length === 1)) {
    return gap('not_identifiable', 'Every patient has one value, so the comparison by patient is this model already.');
  }
  const groups = lists.map((list) => ({ n: list.length, mean: meanOf(list) }));
  const within = sumOf(lists.map((list, index) => sumOfSquares(list, groups[index]?.mean ?? 0)));
  const scale = sumOf(values.map(({ value }) => value * value));
  if (within <= scale * 1e-24) {
    return gap('no_variation', "No patient's values differ among each other, so there is no error to compare with.");
  }
  return success(fit(groups, within));
}

function fit(groups: readonly Group[], within: number): RandomIntercept {
  const n = sumOf(groups.map((group) => group.n));
  const ratio = bestRatio(groups, within, n);
  const { mean, weight, squares } = atRatio(groups, within, ratio);
  const residual = squares / (n - 1);
  const se = Math.sqrt(residual / weight);
  const df = groups.length;
  return {
    n,
    groups: groups.length,
    estimate: mean,
    se,
    df,
    t: mean / se,
    p: studentTwoSided(mean / se, df),
    ci95: around(mean, studentQuantile(0.975, df) * se),
    sdSubject: Math.sqrt(residual * ratio),
    sdResidual: Math.sqrt(residual),
    icc: ratio / (1 + ratio),
  };
}

/** The weighted mean, the sum of the weights and the weighted sum of squares at a ratio of the variances. */
function atRatio(groups: readonly Group[], within: number, ratio: number) {
  const weights = groups.map(({ n }) => n / (1 + ratio * n));
  const weight = sumOf(weights);
  const mean = sumOf(groups.map((group, index) => (weights[index] ?? 0) * group.mean)) / weight;
  const between = groups.map((group) => (group.mean - mean) ** 2);
  const squares = within + sumOf(between.map((square, index) => (weights[index] ?? 0) * square));
  return { weights, weight, mean, between, squares };
}

const toRatio = (icc: number): number => icc / (1 - icc);

/** The ratio of the variances (between over within) of the greatest restricted likelihood, from 0 to 1000. */
function bestRatio(groups: readonly Group[], within: number, n: number): number {
  const slope = (icc: number): number => devianceSlope(groups, within, { n, ratio: toRatio(icc) });
  const grid = Array.from({ length: 65 }, (_, step) => step / 64.064);
  const slopes = grid.map(slope);
  const candidates = grid.flatMap((icc, index) => {
    const next = grid[index + 1];
    if (next === undefined || (slopes[index] ?? 0) >= 0 || (slopes[index + 1] ?? 0) < 0) return [];
    return [toRatio(solveIncreasing(slope, icc, next))];
  });
  const ends = [0, toRatio(grid.at(-1) ?? 0)];
  const costs = [...ends, ...candidates].map((ratio) => ({ ratio, cost: deviance(groups, within, { n, ratio }) }));
  return costs.reduce((best, each) => (each.cost < best.cost ? each : best)).ratio;
}

interface At {
  readonly n: number;
  readonly ratio: number;
}

/** -2 restricted log likelihood with mean and residual variance at their best, up to a constant. */
function deviance(groups: readonly Group[], within: number, { n, ratio }: At): number {
  const { weight, squares } = atRatio(groups, within, ratio);
  const logs = sumOf(groups.map((group) => Math.log1p(ratio * group.n)));
  return (n - 1) * Math.log(squares) + logs + Math.log(weight);
}

/** Its derivative by the ratio. */
function devianceSlope(groups: readonly Group[], within: number, { n, ratio }: At): number {
  const { weights, weight, between, squares } = atRatio(groups, within, ratio);
  const shrinking = sumOf(between.map((square, index) => (weights[index] ?? 0) ** 2 * square));
  return sumOf(weights) - sumOf(weights.map((each) => each * each)) / weight - ((n - 1) * shrinking) / squares;
}
