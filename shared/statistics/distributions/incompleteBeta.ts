import { deviance, stirlingError } from './stirling.ts';

const MOST_STEPS = 100_000;
const TINY = 1e-300;
const PRECISION = 1e-16;

/** Both tails of a distribution: the share below and the share above. Each keeps its digits where it is small. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The regularised incomplete beta function I_x(a, b) and its complement, for a, b > 0, by the continued fraction
 * (Abramowitz & Stegun 26.5.8, evaluated after Lentz). Real a and b are accepted. `x` and `y` = 1 - x are both
 * given by the caller, so that neither loses digits.
 */
export function incompleteBeta(x: number, y: number, a: number, b: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const front = Math.exp(logFront(x, y, a, b));
  if (x * (a + b + 2) < a + 1) {
    const lower = (front * betaFraction(x, a, b)) / a;
    return { lower, upper: 1 - lower };
  }
  const upper = (front * betaFraction(y, b, a)) / b;
  return { lower: 1 - upper, upper };
}

/** ln of x^a y^b / B(a, b). */
function logFront(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const remainder = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return 0.5 * Math.log((a / n) * (b / (2 * Math.PI))) + remainder - deviance(a, n * x) - deviance(b, n * y);
}

const atLeast = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / atLeast(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= MOST_STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / atLeast(1 + even * d);
    c = atLeast(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / atLeast(1 + odd * d);
    c = atLeast(1 + odd / c);
    const factor = d * c;
    result *= factor;
    if (Math.abs(factor - 1) < PRECISION) break;
  }
  return result;
}
