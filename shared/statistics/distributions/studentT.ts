import { incompleteBeta, type Tails } from './incompleteBeta.ts';
import { boundBeyond, solveIncreasing } from './solveIncreasing.ts';

/** Student's t distribution at t, with real degrees of freedom above 0: the shares below and above. */
export function studentTails(t: number, df: number): Tails {
  const outside = studentTwoSided(t, df) / 2;
  return t < 0 ? { lower: outside, upper: 1 - outside } : { lower: 1 - outside, upper: outside };
}

/** The two-sided p of a t with `df` degrees of freedom. */
export function studentTwoSided(t: number, df: number): number {
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return 0;
  return incompleteBeta(df / (df + square), square / (df + square), df / 2, 0.5).lower;
}

/** The t below which the share p (between 0 and 1) lies. */
export function studentQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, df);
  const outside = 2 * (1 - p);
  const high = boundBeyond((t) => studentTwoSided(t, df) < outside, 1);
  return solveIncreasing((t) => outside - studentTwoSided(t, df), 0, high);
}
