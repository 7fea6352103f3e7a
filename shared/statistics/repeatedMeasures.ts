import { success } from '../result.ts';
import { rounded } from './descriptive.ts';
import { chiSquaredTails } from './distributions/chiSquared.ts';
import { gap, type Answer } from './gap.ts';
import { rankAll, tieTerm } from './ranks.ts';

/** Friedman's test: do the values of the same patients differ between timepoints? */
export interface Friedman {
  /** Patients with a value at every timepoint. */
  readonly n: number;
  readonly timepoints: number;
  readonly chiSquared: number;
  readonly df: number;
  readonly p: number;
  /** Kendall's coefficient of concordance, 0 to 1. */
  readonly w: number;
}

/**
 * Friedman's rank test with the correction for ties; one row a patient, one column a timepoint, complete rows only.
 * Gaps: `too_few` (under three timepoints or two patients), `no_variation`.
 */
export function friedman(rows: readonly (readonly number[])[]): Answer<Friedman> {
  const k = rows[0]?.length ?? 0;
  const n = rows.length;
  if (k < 3) return gap('too_few', `A test over time needs three timepoints; there ${k === 1 ? 'is' : 'are'} ${k}.`);
  if (n < 2)
    return gap(
      'too_few',
      `A test over time needs two patients with a value at every timepoint; there ${n === 1 ? 'is 1' : 'are none'}.`,
    );
  const rankings = rows.map((row) => rankAll(row.map(rounded)));
  const sums = Array.from({ length: k }, (_, column) =>
    rankings.reduce((sum, { ranks }) => sum + (ranks[column] ?? 0), 0),
  );
  const ties = rankings.reduce((sum, ranking) => sum + tieTerm(ranking.ties), 0);
  const middle = (n * (k + 1)) / 2;
  const spread = sums.reduce((sum, each) => sum + (each - middle) ** 2, 0);
  const scale = n * k * (k + 1) - ties / (k - 1);
  if (scale <= 0) return gap('no_variation', 'No patient has a value that differs between the timepoints.');
  const chiSquared = (12 * spread) / scale;
  return success({
    n,
    timepoints: k,
    chiSquared,
    df: k - 1,
    p: chiSquaredTails(chiSquared, k - 1).upper,
    w: chiSquared / (n * (k - 1)),
  });
}

/** p values adjusted for being several, in the order given (Holm 1979). */
export function holm(ps: readonly number[]): readonly number[] {
  const order = ps.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const adjusted = [...ps];
  let highest = 0;
  order.forEach(({ p, index }, position) => {
    highest = Math.max(highest, Math.min(1, p * (ps.length - position)));
    adjusted[index] = highest;
  });
  return adjusted;
}
