import { incompleteGamma } from './incompleteGamma.ts';
import type { Tails } from './incompleteBeta.ts';
import { boundBeyond, solveIncreasing } from './solveIncreasing.ts';

/** The chi-squared distribution at x: the shares below and above. */
export const chiSquaredTails = (x: number, df: number): Tails => incompleteGamma(df / 2, x / 2);

/** The x below which the share p (between 0 and 1) lies. */
export function chiSquaredQuantile(p: number, df: number): number {
  const excess = (x: number): number => chiSquaredTails(x, df).lower - p;
  const high = boundBeyond((x) => excess(x) >= 0, Math.max(1, df));
  return solveIncreasing(excess, 0, high);
}
