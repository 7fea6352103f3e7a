import type { PairedComparison } from './paired.ts';
import { logGammaRatio } from './distributions/stirling.ts';

/** Effect size and its sampling variance, as a meta-analysis takes them. */
export interface PoolableEffect {
  readonly yi: number;
  readonly vi: number;
}

/** What a review needs to pool one outcome of one arm: definitions of metafor's `escalc` (Viechtbauer 2010). */
export interface PoolableChange {
  /** Mean change and the variance of it. */
  readonly mc: PoolableEffect;
  /** Standardised by the SD of the change (Gibbons 1993). */
  readonly smcc: PoolableEffect;
  /** Standardised by the SD of the later value: `escalc` with the later visit as its first group. */
  readonly smcrLater: PoolableEffect | null;
  /** Standardised by the SD of the earlier value (Becker 1988), the usual choice. */
  readonly smcrEarlier: PoolableEffect | null;
  /** SD of the change from both SDs and their correlation, to check the three against each other. */
  readonly sdChangeFromR: number;
}

/** The change of a paired comparison in the form of a meta-analysis; null without an SD or a correlation. */
export function poolableChange(comparison: PairedComparison): PoolableChange | null {
  const { n, first, second, difference, correlation } = comparison;
  if (difference.sd === null || difference.sd === 0 || first.sd === null || second.sd === null) return null;
  if (!correlation.ok) return null;
  const { r } = correlation.value;
  const exactJ = Math.exp(logGammaRatio((n - 1) / 2)) / Math.sqrt((n - 1) / 2);
  const smcc = exactJ * (difference.mean / difference.sd);
  const smcr = (sd: number): PoolableEffect | null => {
    if (sd === 0) return null;
    const yi = exactJ * (difference.mean / sd);
    return { yi, vi: (2 * (1 - r)) / n + yi ** 2 / (2 * n) };
  };
  return {
    mc: { yi: difference.mean, vi: difference.sd ** 2 / n },
    smcc: { yi: smcc, vi: 1 / n + smcc ** 2 / (2 * n) },
    smcrLater: smcr(second.sd),
    smcrEarlier: smcr(first.sd),
    sdChangeFromR: Math.sqrt(first.sd ** 2 + second.sd ** 2 - 2 * r * first.sd * second.sd),
  };
}

/** A proportion in the forms that are pooled; the logit does not exist for none or all of n. */
export interface PoolableProportion {
  readonly x: number;
  readonly n: number;
  readonly logit: PoolableEffect | null;
  /** Freeman and Tukey's double arcsine, halved as in metafor. */
  readonly freemanTukey: PoolableEffect;
}

export function poolableProportion(x: number, n: number): PoolableProportion {
  const both = Math.asin(Math.sqrt(x / (n + 1))) + Math.asin(Math.sqrt((x + 1) / (n + 1)));
  return {
    x,
    n,
    logit: x === 0 || x === n ? null : { yi: Math.log(x / (n - x)), vi: 1 / x + 1 / (n - x) },
    freemanTukey: { yi: both / 2, vi: 1 / (4 * n + 2) },
  };
}
