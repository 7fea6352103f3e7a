import { success } from '../../result.ts';
import { around } from '../descriptive.ts';
import { Z95 } from '../distributions/normal.ts';
import { gap, type Answer } from '../gap.ts';
import type { Interval } from '../interval.ts';

/** How far a disagreement of several grades counts against one of a single grade. */
export type KappaWeights = 'unweighted' | 'linear' | 'quadratic';

/** Agreement of two readers on grades beyond what chance gives. */
export interface Kappa {
  /** Observed and expected agreement, weighted. */
  readonly observed: number;
  readonly expected: number;
  readonly kappa: number;
  /** Standard errors of Fleiss, Cohen & Everitt 1969: in general, and if there were no agreement. */
  readonly se: number;
  readonly seOfChance: number;
  readonly ci95: Interval;
  readonly z: number | null;
}

export interface GradePair {
  readonly first: number;
  readonly second: number;
}

/**
 * Cohen's kappa of two readers; `grades` are all grades in ascending order, used or not. A disagreement counts by the
 * difference of the grades themselves. Gaps: `all_missing`, `too_few`,
 * `no_variation` (both readers gave one and the same grade throughout, so that chance explains everything).
 */
export function kappa(pairs: readonly GradePair[], grades: readonly number[], weights: KappaWeights): Answer<Kappa> {
  const n = pairs.length;
  if (n === 0) return gap('all_missing', 'No film was graded by both readers.');
  if (n === 1) return gap('too_few', 'Agreement on grades needs two films at least; there is 1.');
  const size = grades.length;
  const shares = Array.from({ length: size }, () => new Float64Array(size));
  for (const { first, second } of pairs) {
    const row = shares[grades.indexOf(first)];
    const column = grades.indexOf(second);
    if (row === undefined || column < 0) return gap('not_applicable', 'A grade is not in the list of grades.');
    row[column] = (row[column] ?? 0) + 1 / n;
  }
  return fromShares({ shares, n, size, weight: (i, j) => weightOf(weights, i, j, grades) });
}

function weightOf(weights: KappaWeights, i: number, j: number, grades: readonly number[]): number {
  if (weights === 'unweighted') return i === j ? 1 : 0;
  const span = (grades.at(-1) ?? 0) - (grades[0] ?? 0);
  const distance = i === j ? 0 : Math.abs((grades[i] ?? 0) - (grades[j] ?? 0)) / span;
  return 1 - (weights === 'linear' ? distance : distance * distance);
}

interface Table {
  readonly shares: readonly Float64Array[];
  readonly n: number;
  readonly size: number;
  readonly weight: (i: number, j: number) => number;
}

function fromShares({ shares, n, size, weight }: Table): Answer<Kappa> {
  const share = (i: number, j: number): number => shares[i]?.[j] ?? 0;
  const steps = Array.from({ length: size }, (_, index) => index);
  const total = (term: (i: number, j: number) => number): number =>
    steps.reduce((sum, i) => sum + steps.reduce((inner, j) => inner + term(i, j), 0), 0);
  const rows = steps.map((i) => steps.reduce((sum, j) => sum + share(i, j), 0));
  const columns = steps.map((j) => steps.reduce((sum, i) => sum + share(i, j), 0));
  const chance = (i: number, j: number): number => (rows[i] ?? 0) * (columns[j] ?? 0);
  const observed = total((i, j) => weight(i, j) * share(i, j));
  const expected = total((i, j) => weight(i, j) * chance(i, j));
  if (1 - expected < 1e-12) {
    return gap('no_variation', 'Both readers gave one and the same grade to every film: kappa does not exist.');
  }
  const value = (observed - expected) / (1 - expected);
  const rowWeights = steps.map((i) => steps.reduce((sum, j) => sum + weight(i, j) * (columns[j] ?? 0), 0));
  const columnWeights = steps.map((j) => steps.reduce((sum, i) => sum + weight(i, j) * (rows[i] ?? 0), 0));
  const margins = (i: number, j: number): number => (rowWeights[i] ?? 0) + (columnWeights[j] ?? 0);
  const general =
    total((i, j) => share(i, j) * (weight(i, j) - margins(i, j) * (1 - value)) ** 2) -
    (value - expected * (1 - value)) ** 2;
  const byChance = total((i, j) => chance(i, j) * (weight(i, j) - margins(i, j)) ** 2) - expected ** 2;
  const standard = (variance: number): number => Math.sqrt(Math.max(0, variance) / n) / (1 - expected);
  const se = standard(general);
  const seOfChance = standard(byChance);
  const z = seOfChance === 0 ? null : value / seOfChance;
  return success({ observed, expected, kappa: value, se, seOfChance, ci95: around(value, Z95 * se), z });
}

/** Percent of pairs with the same grade. */
export const percentExact = (pairs: readonly GradePair[]): number | null =>
  pairs.length === 0 ? null : (100 * pairs.filter(({ first, second }) => first === second).length) / pairs.length;
