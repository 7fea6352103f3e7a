import { success } from '../result.ts';
import { betaQuantile } from './distributions/beta.ts';
import { Z95 } from './distributions/normal.ts';
import { gap, type Answer } from './gap.ts';
import type { Interval } from './interval.ts';

/** x of n, in percent. */
export interface Proportion {
  readonly x: number;
  readonly n: number;
  readonly percent: number;
  /** Wilson's interval (Wilson 1927; Newcombe 1998): sound for few cases and for none. */
  readonly wilson95: Interval;
  /** The exact interval of Clopper and Pearson (1934), which is on the cautious side. */
  readonly clopperPearson95: Interval;
}

/** A proportion with its 95 % intervals. Gap: `all_missing` when n is 0. */
export function proportion(x: number, n: number): Answer<Proportion> {
  if (n === 0) return gap('all_missing', 'There is nobody to count among.');
  return success({
    x,
    n,
    percent: (100 * x) / n,
    wilson95: wilson(x, n),
    clopperPearson95: [
      x === 0 ? 0 : 100 * betaQuantile(0.025, x, n - x + 1),
      x === n ? 100 : 100 * betaQuantile(0.975, x + 1, n - x),
    ],
  });
}

function wilson(x: number, n: number): Interval {
  const p = x / n;
  const square = Z95 * Z95;
  const centre = p + square / (2 * n);
  const reach = Z95 * Math.sqrt((p * (1 - p)) / n + square / (4 * n * n));
  const scale = 100 / (1 + square / n);
  return [x === 0 ? 0 : (centre - reach) * scale, x === n ? 100 : (centre + reach) * scale];
}
