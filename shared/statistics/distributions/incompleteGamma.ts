import type { Tails } from './incompleteBeta.ts';
import { deviance, stirlingError } from './stirling.ts';

const MOST_STEPS = 100_000;
const TINY = 1e-300;
const PRECISION = 1e-16;

/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x), for a > 0: the series where P is the smaller one, the
 * continued fraction elsewhere (Abramowitz & Stegun 6.5.29 and 6.5.31).
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  // x^a e^-x / Gamma(a)
  const front = Math.exp(0.5 * Math.log(a / (2 * Math.PI)) - stirlingError(a) - deviance(a, x));
  if (x < a + 1) {
    const lower = front * gammaSeries(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = front * gammaFraction(a, x);
  return { lower: 1 - upper, upper };
}

function gammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let step = 1; step <= MOST_STEPS; step += 1) {
    term *= x / (a + step);
    sum += term;
    if (term < sum * PRECISION) break;
  }
  return sum;
}

function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let result = d;
  for (let step = 1; step <= MOST_STEPS; step += 1) {
    const numerator = -step * (step - a);
    b += 2;
    d = numerator * d + b;
    if (Math.abs(d) < TINY) d = TINY;
    c = b + numerator / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const factor = d * c;
    result *= factor;
    if (Math.abs(factor - 1) < PRECISION) break;
  }
  return result;
}
