import { success } from '../../result.ts';
import { centredProducts, pearson } from '../correlation.ts';
import { around, describe, meanOf, rounded, sumOf, type Description } from '../descriptive.ts';
import { chiSquaredQuantile } from '../distributions/chiSquared.ts';
import { noncentralTQuantile } from '../distributions/noncentralT.ts';
import { Z95 } from '../distributions/normal.ts';
import { studentQuantile, studentTwoSided } from '../distributions/studentT.ts';
import { gap, type Answer } from '../gap.ts';
import type { Interval } from '../interval.ts';
import { isFlat, oneSampleT, type StudentTest } from '../paired.ts';
import { shapiroWilk, type ShapiroWilk } from '../shapiroWilk.ts';

/** Two readings of the same thing. The difference is A - B throughout. */
export interface Readings {
  readonly a: number;
  readonly b: number;
}

/** Limits of agreement with every kind of interval that is in use. */
export interface BlandAltman {
  readonly n: number;
  readonly bias: number;
  readonly sd: number;
  readonly seBias: number;
  readonly biasCi95: Interval;
  readonly biasTest: Answer<StudentTest>;
  /** bias -+ 1.959964 SD. */
  readonly lower: Limit;
  readonly upper: Limit;
  /** Standard errors of a limit by the approximations of 1986 and 1999. */
  readonly se1986: number;
  readonly se1999: number;
  /** Multipliers of the SD in the exact intervals, the nearer and the farther one. */
  readonly exactFactors: Interval;
  /** Where the next difference will lie with 95 %. */
  readonly prediction: Interval;
  readonly proportionalBias: Answer<ProportionalBias>;
  readonly pitmanMorgan: Answer<{ readonly r: number; readonly p: number }>;
  readonly normality: Answer<ShapiroWilk>;
  readonly repeatability: Repeatability;
  /** Lin's concordance correlation coefficient (1989). */
  readonly concordance: number | null;
  readonly correlation: number | null;
}

/** One limit of agreement with 95 % intervals, the exact one first. */
export interface Limit {
  readonly value: number;
  /** Carkeet 2015: from the noncentral t distribution. */
  readonly exact: Interval;
  /** Zou 2013: from the intervals of mean and SD. */
  readonly mover: Interval;
  /** Bland & Altman 1986 and 1999, too narrow for few pairs. */
  readonly approximate1986: Interval;
  readonly approximate1999: Interval;
}

/** The regression of the difference on the mean of the two. */
export interface ProportionalBias {
  readonly intercept: number;
  readonly slope: number;
  readonly slopeSe: number;
  readonly slopeP: number;
  readonly slopeCi95: Interval;
}

/** Errors of a single reading, and how far apart two readings are. */
export interface Repeatability {
  /** Dahlberg's technical error, sqrt(sum d^2 / 2n). */
  readonly tem: number;
  /** The same without the bias: SD / sqrt(2). */
  readonly temBiasRemoved: number;
  readonly mdc95: number;
  readonly mdc95FromTem: number;
  readonly meanAbsolute: number;
  readonly maxAbsolute: number;
  readonly percentWithin5: number;
  readonly percentWithin3: number;
}

/** Limits of agreement of two readings. Gaps: `all_missing`, `too_few`; single statistics carry gaps of their own. */
export function blandAltman(readings: readonly Readings[]): Answer<BlandAltman> {
  const differences = readings.map(({ a, b }) => rounded(a - b));
  const described = describe(differences);
  if (!described.ok) return gap('all_missing', 'No film has both readings.');
  const { n, mean: bias, sd, se, ci95 } = described.value;
  if (sd === null || se === null || ci95 === null) {
    return gap('too_few', 'Limits of agreement need two films with both readings at least; there is 1.');
  }
  const [a, b] = [readings.map((each) => each.a), readings.map((each) => each.b)];
  const correlation = pearson(a, b);
  const slanted = pearson(
    a.map((value, index) => (value + (b[index] ?? 0)) / 2),
    differences,
  );
  return success({
    n,
    bias,
    sd,
    seBias: se,
    biasCi95: ci95,
    biasTest: oneSampleT(described.value),
    ...limits(described.value, sd),
    prediction: around(bias, studentQuantile(0.975, n - 1) * sd * Math.sqrt(1 + 1 / n)),
    proportionalBias: proportionalBias(a, b),
    pitmanMorgan:
      slanted.ok && slanted.value.p !== null
        ? success({ r: slanted.value.r, p: slanted.value.p })
        : gap('no_variation', 'Means or differences do not vary enough to compare the two spreads.'),
    normality: shapiroWilk(differences),
    repeatability: repeatability(differences, sd),
    concordance: concordance(a, b),
    correlation: correlation.ok ? correlation.value.r : null,
  });
}

function limits({ n, mean }: Description, sd: number) {
  const root = Math.sqrt(n);
  const t = studentQuantile(0.975, n - 1);
  const se1986 = sd * Math.sqrt(3 / n);
  const se1999 = sd * Math.sqrt(1 / n + Z95 ** 2 / (2 * (n - 1)));
  const inner = noncentralTQuantile(0.025, n - 1, Z95 * root) / root;
  const outer = noncentralTQuantile(0.975, n - 1, Z95 * root) / root;
  const reach = t * (sd / root);
  const low = sd * Math.sqrt((n - 1) / chiSquaredQuantile(0.975, n - 1));
  const high = sd * Math.sqrt((n - 1) / chiSquaredQuantile(0.025, n - 1));
  const moverInner = Z95 * sd - Math.hypot(reach, Z95 * (sd - low));
  const moverOuter = Z95 * sd + Math.hypot(reach, Z95 * (high - sd));
  const limit = (side: 1 | -1): Limit => {
    const value = mean + side * Z95 * sd;
    const interval = (near: number, far: number): Interval =>
      side === 1 ? [mean + near, mean + far] : [mean - far, mean - near];
    return {
      value,
      exact: interval(inner * sd, outer * sd),
      mover: interval(moverInner, moverOuter),
      approximate1986: around(value, t * se1986),
      approximate1999: around(value, t * se1999),
    };
  };
  const exactFactors: Interval = [inner, outer];
  return { lower: limit(-1), upper: limit(1), se1986, se1999, exactFactors };
}

function proportionalBias(a: readonly number[], b: readonly number[]): Answer<ProportionalBias> {
  const n = a.length;
  if (n < 3) return gap('too_few', 'A trend of the difference needs three films at least.');
  const means = a.map((value, index) => (value + (b[index] ?? 0)) / 2);
  const differences = a.map((value, index) => rounded(value - (b[index] ?? 0)));
  const [xx, yy, xy] = centredProducts(means, differences);
  if (isFlat(Math.max(...means.map(Math.abs)), Math.sqrt(xx))) {
    return gap('no_variation', 'All films have the same mean of both readings, so there is no trend to find.');
  }
  const slope = xy / xx;
  const residual = Math.max(0, yy - slope * xy);
  if (residual <= yy * 1e-14) {
    return gap('no_variation', 'The differences lie exactly on a line, so the trend has no error to compare with.');
  }
  const slopeSe = Math.sqrt(residual / (n - 2) / xx);
  return success({
    intercept: meanOf(differences) - slope * meanOf(means),
    slope,
    slopeSe,
    slopeP: studentTwoSided(slope / slopeSe, n - 2),
    slopeCi95: around(slope, studentQuantile(0.975, n - 2) * slopeSe),
  });
}

function repeatability(differences: readonly number[], sd: number): Repeatability {
  const n = differences.length;
  const sizes = differences.map(Math.abs);
  const tem = Math.sqrt(sumOf(differences.map((d) => d * d)) / (2 * n));
  const within = (limit: number): number => (100 * sizes.filter((size) => size <= limit).length) / n;
  return {
    tem,
    temBiasRemoved: sd / Math.SQRT2,
    mdc95: Z95 * sd,
    mdc95FromTem: Z95 * Math.SQRT2 * tem,
    meanAbsolute: meanOf(sizes),
    maxAbsolute: sizes.reduce((largest, size) => Math.max(largest, size), 0),
    percentWithin5: within(5),
    percentWithin3: within(3),
  };
}

function concordance(a: readonly number[], b: readonly number[]): number | null {
  const [aa, bb, ab] = centredProducts(a, b);
  const n = a.length;
  const whole = aa / n + bb / n + (meanOf(a) - meanOf(b)) ** 2;
  return whole === 0 ? null : (2 * ab) / n / whole;
}
