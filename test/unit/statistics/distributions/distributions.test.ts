import { describe, expect, test } from 'vitest';
import { betaQuantile } from '../../../../shared/statistics/distributions/beta.ts';
import { chiSquaredQuantile, chiSquaredTails } from '../../../../shared/statistics/distributions/chiSquared.ts';
import { fisherQuantile, fisherTails } from '../../../../shared/statistics/distributions/fisherF.ts';
import {
  noncentralTLower,
  noncentralTQuantile,
  noncentrality,
} from '../../../../shared/statistics/distributions/noncentralT.ts';
import {
  Z95,
  normalQuantile,
  normalTails,
  normalTwoSided,
} from '../../../../shared/statistics/distributions/normal.ts';
import {
  studentQuantile,
  studentTails,
  studentTwoSided,
} from '../../../../shared/statistics/distributions/studentT.ts';

const expectDigits = (ours: number, exact: number, digits = 1e-13): void => {
  expect(Math.abs(ours / exact - 1)).toBeLessThan(digits);
};

/** Computed to 40 digits with mpmath. */
describe('distributions against numbers of 17 digits', () => {
  test.each([
    [1, 12.706204736174705],
    [2.5, 3.574654842003683],
    [21, 2.0796138447276804],
    [5998, 1.9603595733821086],
  ])('Student, 97.5 %% point with %f degrees of freedom', (df, exact) => {
    expectDigits(studentQuantile(0.975, df), exact);
    expectDigits(-studentQuantile(0.025, df), exact);
  });

  test.each([
    [-16.82186078, 21, 1.156966738375064e-13],
    [0.04, 28, 0.9683769820996748],
    [1e-5, 3, 0.9999926489480612],
  ])('Student, two-sided p of t = %f with %d degrees of freedom', (t, df, exact) => {
    expectDigits(studentTwoSided(t, df), exact);
  });

  test('Student with thousands of real degrees of freedom keeps eleven digits', () => {
    expectDigits(studentTwoSided(3, 6000.5), 0.0027108868535078248, 1e-11);
  });

  test.each([
    [5, 15, 3.576415349279062],
    [5, 4.785143862, 7.498627593518866],
    [4.785143862, 5, 7.190737169283828],
    [11, 11.5, 3.3934952318513165],
  ])('F, 97.5 %% point with %f and %f degrees of freedom', (df1, df2, exact) => {
    expectDigits(fisherQuantile(0.975, df1, df2), exact);
  });

  test.each([
    [0.025, 11, 3.815748252236099],
    [0.975, 11, 21.92004926102121],
    [0.025, 1, 0.000982069117175256],
  ])('chi-squared, point %f with %d degrees of freedom', (p, df, exact) => {
    expectDigits(chiSquaredQuantile(p, df), exact);
  });

  test.each([
    [4.2, 11, 6.789, 0.02395371850081351],
    [12.2, 11, 6.789, 0.9746613674449175],
    [-16.8, 21, -10, 0.006009578079575711],
    [30, 1, 2, 0.9466507393580392],
    [9, 1, 8, 0.3769919932371276],
    [160, 5999, 151.8, 0.9999983095923969],
    [0.5, 1, 1, 0.28146096865810044],
    [2, 2.5, 0, 0.921304252121017],
  ])('noncentral t below %f with %f degrees of freedom, noncentrality %f', (t, df, ncp, exact) => {
    expectDigits(noncentralTLower(t, df, ncp), exact);
  });

  test.each([
    [0.025, -1.9599639845400543],
    [1e-10, -6.361340902404057],
    [0.3, -0.5244005127080408],
  ])('normal, point %f', (p, exact) => {
    expectDigits(normalQuantile(p), exact);
  });

  test('the multiplier of 95 % limits is the 97.5 % point, not 1.96', () => {
    expectDigits(Z95, normalQuantile(0.975), 1e-15);
    expectDigits(normalTwoSided(Z95), 0.05);
  });

  test('tails far out keep their digits: P(|z| > 10) is 1.524e-23', () => {
    expectDigits(normalTwoSided(10), 1.5239706048321054e-23, 1e-12);
    expect(normalTails(-40).lower).toBeGreaterThanOrEqual(0);
    expect(normalTails(40)).toEqual({ lower: 1, upper: 0 });
  });
});

describe('ends and identities', () => {
  test('one degree of freedom is the Cauchy distribution: a quarter lies above 1', () => {
    expectDigits(studentTails(1, 1).upper, 0.25);
    expectDigits(studentTails(-1, 1).lower, 0.25);
  });

  test('t squared is F with one degree of freedom', () => {
    expectDigits(fisherTails(9, 1, 12).upper, studentTwoSided(3, 12));
  });

  test('chi-squared with two degrees of freedom is exponential: half lies above 2 ln 2', () => {
    expectDigits(chiSquaredTails(2 * Math.LN2, 2).upper, 0.5);
  });

  test('a beta(1, 1) is uniform; a noncentral t without noncentrality is Student', () => {
    expectDigits(betaQuantile(0.3, 1, 1), 0.3);
    expectDigits(noncentralTQuantile(0.975, 9, 0), studentQuantile(0.975, 9), 1e-12);
  });

  test('the noncentrality found for a t gives that t back', () => {
    const ncp = noncentrality(2.5, 14, 0.975);
    expectDigits(noncentralTLower(2.5, 14, ncp), 0.975, 1e-12);
  });

  test('infinite and zero arguments have an answer', () => {
    expect(studentTwoSided(Infinity, 5)).toBe(0);
    expect(studentTwoSided(0, 5)).toBe(1);
    expect(fisherTails(Infinity, 2, 3)).toEqual({ lower: 1, upper: 0 });
    expect(fisherTails(-1, 2, 3)).toEqual({ lower: 0, upper: 1 });
    expect(chiSquaredTails(0, 3)).toEqual({ lower: 0, upper: 1 });
    expect(studentQuantile(0.5, 3)).toBe(0);
  });
});
