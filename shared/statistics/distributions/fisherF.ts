import { incompleteBeta, type Tails } from './incompleteBeta.ts';
import { boundBeyond, solveIncreasing } from './solveIncreasing.ts';

/** Fisher's F distribution at f, with real degrees of freedom: the shares below and above. */
export function fisherTails(f: number, df1: number, df2: number): Tails {
  if (f <= 0) return { lower: 0, upper: 1 };
  if (f === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const total = df1 * f + df2;
  return incompleteBeta((df1 * f) / total, df2 / total, df1 / 2, df2 / 2);
}

/** The f below which the share p (between 0 and 1) lies. */
export function fisherQuantile(p: number, df1: number, df2: number): number {
  const excess = (f: number): number => fisherTails(f, df1, df2).lower - p;
  const high = boundBeyond((f) => excess(f) >= 0, 1);
  return solveIncreasing(excess, 0, high);
}
