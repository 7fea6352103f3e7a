import { normalTails } from './normal.ts';
import { boundBeyond, solveIncreasing } from './solveIncreasing.ts';
import { stirlingError } from './stirling.ts';

/**
 * The share of a noncentral t distribution below t: the normal share below t s - ncp, averaged over s, the square root
 * of a chi-squared over its degrees of freedom. With s = e^u the integrand is smooth and falls off fast on both sides,
 * so that the trapezoidal rule converges faster than any power of its step; the step is chosen for 16 digits.
 */
export function noncentralTLower(t: number, df: number, ncp: number): number {
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
