import { incompleteBeta } from './incompleteBeta.ts';
import { solveIncreasing } from './solveIncreasing.ts';

/** The x between 0 and 1 below which the share p of a beta distribution lies. */
export const betaQuantile = (p: number, a: number, b: number): number =>
  solveIncreasing((x) => incompleteBeta(x, 1 - x, a, b).lower - p, 0, 1);
