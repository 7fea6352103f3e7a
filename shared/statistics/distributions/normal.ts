import type { Tails } from './incompleteBeta.ts';
import { incompleteGamma } from './incompleteGamma.ts';
import { solveIncreasing } from './solveIncreasing.ts';

/** The standard normal distribution at z: the shares below and above. */
export function normalTails(z: number): Tails {
  const { upper } = incompleteGamma(0.5, (z * z) / 2);
  const outside = upper / 2;
  return z < 0 ? { lower: outside, upper: 1 - outside } : { lower: 1 - outside, upper: outside };
}

/** The two-sided p of a standard normal z. */
export const normalTwoSided = (z: number): number => incompleteGamma(0.5, (z * z) / 2).upper;

/** The z below which the share p (between 0 and 1) lies. */
export function normalQuantile(p: number): number {
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalQuantile(1 - p);
  return solveIncreasing((z) => normalTails(z).lower - p, -40, 0);
}

/** z of the 97.5 % point, the multiplier of 95 % limits; 1.96 is a rounded form of it. */
export const Z95 = 1.959963984540054;
