import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../shared/statistics/gap.ts';
import { blandAltman } from '../../../shared/statistics/agreement/blandAltman.ts';
import { intraclass } from '../../../shared/statistics/agreement/icc.ts';
import { kappa } from '../../../shared/statistics/agreement/kappa.ts';
import { precision } from '../../../shared/statistics/agreement/precision.ts';
import { landmarkScatter } from '../../../shared/statistics/agreement/scatter.ts';
import { pearson, spearman } from '../../../shared/statistics/correlation.ts';
import { describe as describeNumbers } from '../../../shared/statistics/descriptive.ts';
import { hodgesLehmann } from '../../../shared/statistics/hodgesLehmann.ts';
import { comparePairs } from '../../../shared/statistics/paired.ts';
import { proportion } from '../../../shared/statistics/proportion.ts';
import { randomIntercept } from '../../../shared/statistics/randomIntercept.ts';
import { rankSum } from '../../../shared/statistics/rankSum.ts';
import { friedman } from '../../../shared/statistics/repeatedMeasures.ts';
import { shapiroWilk } from '../../../shared/statistics/shapiroWilk.ts';
import { signedRank } from '../../../shared/statistics/signedRank.ts';
import { compareGroups } from '../../../shared/statistics/twoGroups.ts';

const codeOf = (answer: Answer<unknown>): string => (answer.ok ? 'a result' : answer.error.code);
const sure = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

describe('data that give no answer say why', () => {
  test('nothing at all', () => {
    expect(codeOf(describeNumbers([]))).toBe('all_missing');
    expect(codeOf(proportion(0, 0))).toBe('all_missing');
    expect(codeOf(comparePairs([]))).toBe('all_missing');
    expect(codeOf(signedRank([]))).toBe('all_missing');
    expect(codeOf(hodgesLehmann([]))).toBe('all_missing');
    expect(codeOf(compareGroups([], [1]))).toBe('all_missing');
    expect(codeOf(rankSum([1], []))).toBe('all_missing');
    expect(codeOf(blandAltman([]))).toBe('all_missing');
    expect(codeOf(kappa([], [0, 1], 'linear'))).toBe('all_missing');
    expect(codeOf(precision([], 'ratio'))).toBe('all_missing');
    expect(codeOf(intraclass([]))).toBe('too_few');
    expect(codeOf(landmarkScatter([]))).toBe('one_reader');
  });

  test('one value has a mean but neither SD nor interval', () => {
    expect(sure(describeNumbers([4.7]))).toMatchObject({
      n: 1,
      mean: 4.7,
      sd: null,
      se: null,
      ci95: null,
      sdPopulation: 0,
    });
  });

  test('one pair has a difference and no test', () => {
    const one = sure(comparePairs([{ first: 3, second: 5 }]));
    expect(one.difference.mean).toBe(2);
    expect([one.t, one.effect, one.correlation, one.normality].map(codeOf)).toEqual([
      'too_few',
      'too_few',
      'too_few',
      'too_few',
    ]);
    // Two equally likely signs: the exact test exists and can only say 1.
    expect(sure(one.wilcoxon).p).toBe(1);
    expect(sure(one.hodgesLehmann)).toEqual({ estimate: 2, ci95: null });
  });

  test('no difference anywhere: no test, no p, whatever the values are', () => {
    const none = sure(comparePairs([0.1, 0.2, 0.3].map((value) => ({ first: value, second: value }))));
    expect(none.zero).toBe(3);
    expect([none.t, none.wilcoxon, none.pratt, none.effect, none.normality].map(codeOf)).toEqual([
      'no_variation',
      'all_zero',
      'all_zero',
      'no_variation',
      'no_variation',
    ]);
  });

  test('differences that are the same but for the rounding of the computer have no t: 0.3 - 0.1 and 0.2', () => {
    const pairs = [
      { first: 0.1, second: 0.3 },
      { first: 0, second: 0.2 },
      { first: 0.7, second: 0.9 },
    ];
    const same = sure(comparePairs(pairs));
    expect(codeOf(same.t)).toBe('no_variation');
    expect(sure(same.wilcoxon)).toMatchObject({ wPlus: 6, p: 0.25 });
  });

  test('five pairs cannot give a distribution-free 95 % interval, six can', () => {
    expect(sure(hodgesLehmann([1, 2, 3, 4, 5])).ci95).toBeNull();
    expect(sure(hodgesLehmann([1, 2, 3, 4, 5, 6])).ci95).toEqual([1, 6]);
  });

  test('correlations of constants and of two pairs', () => {
    expect(codeOf(pearson([1, 1, 1], [1, 2, 3]))).toBe('no_variation');
    expect(codeOf(spearman([1], [1]))).toBe('too_few');
    expect(sure(pearson([1, 2], [5, 3]))).toEqual({ n: 2, r: -1, p: null, ci95: null });
    expect(sure(pearson([1, 2, 3, 4], [2, 4, 6, 8]))).toMatchObject({ r: 1, p: 0, ci95: null });
  });

  test('a patient effect needs a patient with two values that differ', () => {
    const of = (...values: readonly (readonly [string, number])[]) =>
      randomIntercept(values.map(([subject, value]) => ({ subject, value })));
    expect(codeOf(of(['a', 1], ['a', 2]))).toBe('too_few');
    expect(codeOf(of(['a', 1], ['b', 2]))).toBe('not_identifiable');
    expect(codeOf(of(['a', 1], ['a', 1], ['b', 2]))).toBe('no_variation');
    expect(sure(of(['a', 1], ['a', 3], ['b', 2])).estimate).toBe(2);
  });

  test('groups without spread', () => {
    const flat = sure(compareGroups([2, 2, 2], [2, 2]));
    expect([flat.welch, flat.mannWhitney, flat.g].map(codeOf)).toEqual([
      'no_variation',
      'no_variation',
      'no_variation',
    ]);
    const single = sure(compareGroups([2], [3, 4]));
    expect([single.welch, single.g].map(codeOf)).toEqual(['too_few', 'too_few']);
  });

  test('a test over time needs three timepoints, two patients and a change', () => {
    expect(codeOf(friedman([[1, 2]]))).toBe('too_few');
    expect(codeOf(friedman([[1, 2, 3]]))).toBe('too_few');
    expect(
      codeOf(
        friedman([
          [1, 1, 1],
          [2, 2, 2],
        ]),
      ),
    ).toBe('no_variation');
  });

  test('normality of two values or of equal ones', () => {
    expect(codeOf(shapiroWilk([1, 2]))).toBe('too_few');
    expect(codeOf(shapiroWilk([3, 3, 3, 3]))).toBe('no_variation');
    expect(codeOf(shapiroWilk(Array.from({ length: 5001 }, (_, index) => index)))).toBe('not_applicable');
  });

  test('agreement of one reader, of constants, of tables that divide 0 by 0', () => {
    expect(codeOf(intraclass([[1], [2], [3]]))).toBe('one_reader');
    expect(codeOf(precision([[1], [2]], 'ratio'))).toBe('one_reader');
    expect(
      codeOf(
        intraclass([
          [2, 2],
          [2, 2],
        ]),
      ),
    ).toBe('no_variation');
    const crossed = sure(
      intraclass([
        [1, 2],
        [2, 1],
      ]),
    );
    expect(codeOf(crossed.icc21)).toBe('no_variation');
    const shifted = sure(
      intraclass([
        [1, 2],
        [1, 2],
      ]),
    );
    expect([shifted.icc31, shifted.icc3k].map(codeOf)).toEqual(['no_variation', 'no_variation']);
  });

  test('two films with the same difference: limits, but no t and no trend', () => {
    const limits = sure(
      blandAltman([
        { a: 5, b: 4 },
        { a: 9, b: 8 },
      ]),
    );
    expect(limits).toMatchObject({ bias: 1, sd: 0 });
    expect([limits.biasTest, limits.proportionalBias, limits.pitmanMorgan, limits.normality].map(codeOf)).toEqual([
      'no_variation',
      'too_few',
      'no_variation',
      'too_few',
    ]);
    expect(codeOf(blandAltman([{ a: 1, b: 2 }]))).toBe('too_few');
  });

  test('a coefficient of variation is refused for angles and for values through 0', () => {
    const angles = sure(precision([[5, 6]], 'interval'));
    expect(angles.rmsSd).toBeCloseTo(Math.SQRT1_2, 12);
    expect(codeOf(angles.relative)).toBe('not_applicable');
    expect(codeOf(sure(precision([[0, 6]], 'ratio')).relative)).toBe('not_applicable');
  });

  test('kappa when both readers gave one grade to all, or a grade is unknown', () => {
    const grades = (...pairs: readonly (readonly [number, number])[]) =>
      kappa(
        pairs.map(([first, second]) => ({ first, second })),
        [0, 1, 2, 3],
        'quadratic',
      );
    expect(codeOf(grades([1, 1], [1, 1]))).toBe('no_variation');
    expect(codeOf(grades([1, 1]))).toBe('too_few');
    expect(codeOf(grades([1, 7], [1, 1]))).toBe('not_applicable');
    expect(sure(grades([1, 1], [0, 0])).kappa).toBe(1);
  });

  test('every gap is one plain sentence', () => {
    const gaps = [
      describeNumbers([]),
      intraclass([[1], [2]]),
      signedRank([0]),
      friedman([[1, 2]]),
      kappa([], [1], 'linear'),
    ];
    for (const each of gaps) expect(each.ok ? '' : each.error.message).toMatch(/^[A-Z].*\.$/);
  });
});
