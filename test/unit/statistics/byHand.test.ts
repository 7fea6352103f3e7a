import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../shared/statistics/gap.ts';
import { landmarkScatter } from '../../../shared/statistics/agreement/scatter.ts';
import { describe as describeNumbers, rounded, sumOf } from '../../../shared/statistics/descriptive.ts';
import { hodgesLehmann } from '../../../shared/statistics/hodgesLehmann.ts';
import { meanPerSubject } from '../../../shared/statistics/perSubject.ts';
import { proportion } from '../../../shared/statistics/proportion.ts';
import { randomIntercept } from '../../../shared/statistics/randomIntercept.ts';
import { rankAll } from '../../../shared/statistics/ranks.ts';
import { rankSum } from '../../../shared/statistics/rankSum.ts';
import { friedman, holm } from '../../../shared/statistics/repeatedMeasures.ts';
import { signedRank } from '../../../shared/statistics/signedRank.ts';
import { compareGroups } from '../../../shared/statistics/twoGroups.ts';

const sure = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

describe('numbers to check by head', () => {
  test('1 to 5: mean 3, SD root of 2.5, quartiles 2 and 4', () => {
    const five = sure(describeNumbers([3, 1, 5, 2, 4]));
    expect(five).toMatchObject({ n: 5, sum: 15, mean: 3, median: 3, q1: 2, q3: 4, min: 1, max: 5 });
    expect(five.sd).toBeCloseTo(Math.sqrt(2.5), 14);
  });

  test('a sum keeps the small number between two large ones', () => {
    expect(sumOf([1e16, 1, -1e16])).toBe(1);
  });

  test('rounding to 1e-9 leaves what is too large for it alone', () => {
    expect(rounded(8.8 - 4)).toBe(4.8);
    expect(rounded(1e15 + 0.5)).toBe(1e15 + 0.5);
  });

  test('0 of 10: Wilson 0 to 27.75 %, exact 0 to 30.85 %', () => {
    const none = sure(proportion(0, 10));
    expect(none.percent).toBe(0);
    expect(none.wilson95[0]).toBe(0);
    expect(none.wilson95[1]).toBeCloseTo(27.7533, 3);
    expect(none.clopperPearson95).toEqual([0, expect.closeTo(100 * (1 - 0.025 ** (1 / 10)), 9)]);
    expect(sure(proportion(10, 10)).clopperPearson95[1]).toBe(100);
  });

  test('midranks: 1, 2, 2, 3 have the ranks 1, 2.5, 2.5, 4', () => {
    expect(rankAll([2, 1, 3, 2])).toEqual({ ranks: Float64Array.of(2.5, 1, 4, 2.5), ties: [2] });
  });

  test('six rises: one of 64 sign patterns each way, p 2/64', () => {
    expect(sure(signedRank([1, 2, 3, 4, 5, 6])).p).toBe(2 / 64);
    expect(sure(signedRank([1, 1, 1, 1, 1, 1])).p).toBe(2 / 64);
  });

  test('Pratt ranks the zero: differences 0, 1, -2, 3 have W+ 2 + 4', () => {
    const pratt = sure(signedRank([0, 1, -2, 3], { zeros: 'pratt' }));
    expect(pratt).toMatchObject({ wPlus: 6, wMinus: 3, nonzero: 3 });
    expect(sure(signedRank([0, 1, -2, 3]))).toMatchObject({ wPlus: 4, wMinus: 2, nonzero: 3 });
  });

  test('50 differences are exact and 51 are not; both p agree to 2 %', () => {
    const differences = Array.from({ length: 51 }, (_, index) => (index % 3 === 0 ? -1 : 1) * (index + 1));
    const fifty = sure(signedRank(differences.slice(0, 50)));
    const more = sure(signedRank(differences));
    expect([fifty.method, more.method]).toEqual(['exact', 'normal']);
    expect(fifty.p / fifty.pNormal).toBeCloseTo(1, 1);
  });

  test('the means of two of 1, 2, 6: 1, 1.5, 2, 3.5, 4, 6, so their median is 2.75', () => {
    expect(sure(hodgesLehmann([6, 1, 2])).estimate).toBe(2.75);
  });

  test('two groups that do not overlap: 3 and 3 of 20 choices, p 2/20', () => {
    expect(sure(rankSum([1, 2, 3], [4, 5, 6]))).toMatchObject({ u: 0, p: 0.1, superiority: 0, method: 'exact' });
  });

  test('Welch and Mann-Whitney with ties as SciPy 1.17 gives them', () => {
    const both = sure(compareGroups([1, 2, 2, 3.5, 7, 8.25, 1], [2, 4, 4, 5, 9, 11]));
    const welch = sure(both.welch);
    expect(welch.t).toBeCloseTo(-1.2855073760782991, 12);
    expect(welch.df).toBeCloseTo(9.978069043000053, 10);
    expect(welch.p).toBeCloseTo(0.2276484472366142, 12);
    expect(welch.ci95[0]).toBeCloseTo(-6.281213361907174, 10);
    const ranks = sure(both.mannWhitney);
    expect(ranks).toMatchObject({ u: 10, method: 'exact' });
    expect(ranks.p).toBeCloseTo(0.12937062937062938, 12);
  });

  test("Friedman's test with ties as SciPy 1.17 gives it", () => {
    const result = sure(
      friedman([
        [1, 2, 3],
        [2, 2, 4],
        [3, 1, 5],
        [2, 4, 4],
        [1, 2, 2.5],
      ]),
    );
    expect(result.chiSquared).toBeCloseTo(7.444444444444447, 12);
    expect(result.p).toBeCloseTo(0.02418017437647035, 12);
  });

  test('Holm: 0.01, 0.04, 0.03 become 0.03, 0.06, 0.06', () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    expect(holm([0.5, 0.9])).toEqual([1, 1]);
  });

  test('one value per patient: the mean of the levels', () => {
    const values = [
      { subject: 'b', value: 1 },
      { subject: 'a', value: 4 },
      { subject: 'b', value: 3 },
    ];
    expect(meanPerSubject(values)).toEqual([
      { subject: 'b', value: 2 },
      { subject: 'a', value: 4 },
    ]);
  });

  test('patients who differ no more than their levels do: the model gives the plain mean and no patient effect', () => {
    const values = [1, 5, 1, 5, 1, 5].map((value, index) => ({ subject: `s${Math.floor(index / 2)}`, value }));
    expect(sure(randomIntercept(values))).toMatchObject({ estimate: 3, sdSubject: 0, icc: 0, groups: 3, n: 6 });
  });

  test('balanced patients: the variances of the analysis of variance', () => {
    const values = [1, 3, 7, 9, 4, 6].map((value, index) => ({ subject: `s${Math.floor(index / 2)}`, value }));
    const fitted = sure(randomIntercept(values));
    // Within: 2 in each pair. Means 2, 8, 5: between mean square 18, so the patient variance is (18 - 2)/2.
    expect(fitted.sdResidual ** 2).toBeCloseTo(2, 9);
    expect(fitted.sdSubject ** 2).toBeCloseTo(8, 8);
    expect(fitted.se).toBeCloseTo(Math.sqrt(18 / 6), 9);
  });

  test('a landmark at (0, 0) and (2, 0): 1 from the middle, SD root 2 along x and 0 along y', () => {
    const scatter = sure(
      landmarkScatter([
        [
          { x: 0, y: 0 },
          { x: 2, y: 0 },
        ],
        [{ x: 9, y: 9 }],
      ]),
    );
    expect(scatter).toMatchObject({ n: 1, readings: 2, sdY: 0, sd: 1, meanDistance: 1, maxDistance: 1 });
    expect(scatter.sdX).toBeCloseTo(Math.SQRT2, 14);
  });
});
