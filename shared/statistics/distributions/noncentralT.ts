import { incompleteGamma } from './incompleteGamma.ts';
import { normalTails } from './normal.ts';
import { boundBeyond, solveIncreasing } from './solveIncreasing.ts';
import { stirlingError } from './stirling.ts';

/** Beyond this t the integrand over the chi-squared part becomes a narrow step, and the other order is used. */
const FAR = 8;

/**
 * The share of a noncentral t distribution below t. T = (Z + ncp)/S with Z normal and S the square root of a
 * chi-squared over its degrees of freedom, so the share is an average over S or over Z, whichever is smooth.
 */
export function noncentralTLower(t: number, df: number, ncp: number): number {
  if (t < -FAR) return 1 - averageOverNormal(-t, df, -ncp);
  return t > FAR ? averageOverNormal(t, df, ncp) : averageOverChi(t, df, ncp);
}

/**
 * The normal share below t s - ncp, averaged over s. With s = e^u the integrand is smooth and falls off fast on both
 * sides, so that the trapezoidal rule converges faster than any power of its step; the step is chosen for 16 digits.
 */
function averageOverChi(t: number, df: number, ncp: number): number {
  const step = Math.min(1 / 16, 1 / (6 * Math.sqrt(df + (t * t) / 2)));
  const [from, to] = support(df);
  const half = df / 2;
  // ln of the density of u at u = 0: 2 (df/2)^(df/2) e^(-df/2) / Gamma(df/2), with Stirling's terms cancelled.
  const front = 0.5 * Math.log(df / Math.PI) - stirlingError(half);
  let sum = 0;
  for (let u = from; u <= to; u += step) {
    const density = Math.exp(front + half * (2 * u - Math.expm1(2 * u)));
    sum += density * normalTails(t * Math.exp(u) - ncp).lower;
  }
  return Math.min(1, sum * step);
}

/** The u between which the density of u is above 1e-17 of its height. */
function support(df: number): readonly [number, number] {
  const isNegligible = (u: number): boolean => (df / 2) * (2 * u - Math.expm1(2 * u)) < -40;
  const start = 1 / 64;
  return [boundBeyond(isNegligible, -start), boundBeyond(isNegligible, start)];
}

/** Where the normal density has fallen below 1e-18. */
const NORMAL_END = 9;

/**
 * The share of S above (z + ncp)/t, averaged over z, for t > 0; all of it where z + ncp is below 0. Between the corner
 * at z = -ncp and the end the rule of Takahasi & Mori (1974) is used, which does not mind corners at the ends.
 */
function averageOverNormal(t: number, df: number, ncp: number): number {
  if (-ncp >= NORMAL_END) return 1;
  const corner = Math.max(-ncp, -NORMAL_END);
  const middle = (NORMAL_END + corner) / 2;
  const half = (NORMAL_END - corner) / 2;
  const step = 1 / 32;
  let sum = 0;
  for (let x = -3.25; x <= 3.25; x += step) {
    const inner = (Math.PI / 2) * Math.sinh(x);
    const z = middle + half * Math.tanh(inner);
    const weight = (half * (Math.PI / 2) * Math.cosh(x)) / Math.cosh(inner) ** 2;
    const s = Math.max(0, z + ncp) / t;
    sum += weight * Math.exp((-z * z) / 2) * incompleteGamma(df / 2, (df * s * s) / 2).upper;
  }
  const below = corner === -ncp ? normalTails(corner).lower : 0;
  return Math.min(1, below + (sum * step) / Math.sqrt(2 * Math.PI));
}

/** The t below which the share p of a noncentral t distribution lies. */
export function noncentralTQuantile(p: number, df: number, ncp: number): number {
  const excess = (t: number): number => noncentralTLower(t, df, ncp) - p;
  const reach = Math.max(1, Math.abs(ncp));
  const high = boundBeyond((t) => excess(t) >= 0, reach);
  const low = boundBeyond((t) => excess(t) <= 0, -reach);
  return solveIncreasing(excess, low, high);
}

/** The noncentrality at which the share p lies below the observed t: an end of an exact interval for an effect size. */
export function noncentrality(t: number, df: number, p: number): number {
  // The share below t falls as the noncentrality rises.
  const excess = (ncp: number): number => p - noncentralTLower(t, df, ncp);
  const reach = Math.max(1, Math.abs(t));
  const high = boundBeyond((ncp) => excess(ncp) >= 0, reach);
  const low = boundBeyond((ncp) => excess(ncp) <= 0, -reach);
  return solveIncreasing(excess, low, high);
}
