const SERIES_FROM = 15;

/**
 * What Stirling's formula leaves over: ln Gamma(a) - (a - 1/2) ln a + a - ln(2 pi)/2, for a > 0. Everything large
 * cancels in it, so densities built on it keep all digits for large parameters (the saddle-point form of Loader 2000,
 * "Fast and accurate computation of binomial probabilities").
 */
export function stirlingError(a: number): number {
  let shift = 0;
  let at = a;
  while (at < SERIES_FROM) {
    shift += (at + 0.5) * Math.log1p(1 / at) - 1;
    at += 1;
  }
  const square = at * at;
  const series =
    1 / 12 -
    (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / square) / square) / square;
  return shift + series / at;
}

/** x ln(x/m) + m - x for x, m > 0, without the loss of digits where x is close to m. */
export function deviance(x: number, m: number): number {
  const difference = x - m;
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) - difference;
  const ratio = difference / (x + m);
  let sum = difference * ratio;
  let term = 2 * x * ratio;
  const square = ratio * ratio;
  for (let odd = 3; odd < 2000; odd += 2) {
    term *= square;
    const next = sum + term / odd;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** ln of Gamma(a) / Gamma(a - 1/2), for a > 1/2. */
export function logGammaRatio(a: number): number {
  const b = a - 0.5;
  const main = (a - 0.5) * Math.log(a) - a - ((b - 0.5) * Math.log(b) - b);
  return main + stirlingError(a) - stirlingError(b);
}
