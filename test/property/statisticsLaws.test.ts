import { array, assert, constantFrom, integer, oneof, property, tuple, type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blandAltman } from '../../shared/statistics/agreement/blandAltman.ts';
import { intraclass, measurementError, twoWayTable } from '../../shared/statistics/agreement/icc.ts';
import { kappa } from '../../shared/statistics/agreement/kappa.ts';
import { precision } from '../../shared/statistics/agreement/precision.ts';
import { landmarkScatter } from '../../shared/statistics/agreement/scatter.ts';
import { pearson, spearman } from '../../shared/statistics/correlation.ts';
import { describe as describeNumbers } from '../../shared/statistics/descriptive.ts';
import type { Answer } from '../../shared/statistics/gap.ts';
import { hodgesLehmann } from '../../shared/statistics/hodgesLehmann.ts';
import { comparePairs } from '../../shared/statistics/paired.ts';
import { poolableChange, poolableProportion } from '../../shared/statistics/pooling.ts';
import { proportion } from '../../shared/statistics/proportion.ts';
import { randomIntercept } from '../../shared/statistics/randomIntercept.ts';
import { rankAll } from '../../shared/statistics/ranks.ts';
import { rankSum } from '../../shared/statistics/rankSum.ts';
import { friedman } from '../../shared/statistics/repeatedMeasures.ts';
import { shapiroWilk } from '../../shared/statistics/shapiroWilk.ts';
import { signedRank } from '../../shared/statistics/signedRank.ts';
import { compareGroups } from '../../shared/statistics/twoGroups.ts';

/** Measurements with a decimal, so that ties and zeros are common, and numbers that strain the arithmetic. */
const usual = integer({ min: -120, max: 400 }).map((tenths) => tenths / 10);
const awkward: Arbitrary<number> = oneof(usual, constantFrom(0, 1e-12, 0.1 + 0.2, 0.3, 1e9, -1e9, 1e-300));
const lists = (number: Arbitrary<number>, maxLength = 12) => array(number, { maxLength });

const sure = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

/** Every number anywhere in a result. */
function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

/** Probabilities by their names, wherever they stand. */
function probabilitiesIn(value: unknown): readonly number[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    /^(p|pNormal|pNormalContinuity|slopeP)$/.test(key) && typeof part === 'number' ? [part] : probabilitiesIn(part),
  );
}

const expectSound = (result: unknown): void => {
  expect(numbersIn(result).every(Number.isFinite)).toBe(true);
  expect(probabilitiesIn(result).every((p) => p >= 0 && p <= 1)).toBe(true);
};

describe('whatever the numbers are', () => {
  test('no statistic is NaN or infinite, no p outside 0 to 1: pairs and lists', () => {
    assert(
      property(array(tuple(awkward, awkward), { maxLength: 9 }), lists(awkward), (both, list) => {
        const pairs = both.map(([first, second]) => ({ first, second }));
        const compared = comparePairs(pairs);
        expectSound(compared);
        if (compared.ok) expectSound(poolableChange(compared.value));
        const [one, other] = [both.map(([first]) => first), both.map(([, second]) => second)];
        expectSound(describeNumbers(list));
        expectSound(compareGroups(one, list));
        expectSound([pearson(one, other), spearman(one, other), shapiroWilk(list)]);
        expectSound(blandAltman(both.map(([a, b]) => ({ a, b }))));
        expectSound(randomIntercept(list.map((value, index) => ({ subject: String(index % 4), value }))));
        expectSound(landmarkScatter([both.map(([x, y]) => ({ x, y }))]));
      }),
      { numRuns: 60 },
    );
  });

  test('no statistic is NaN or infinite, no p outside 0 to 1: tables of readings', () => {
    const tables = integer({ min: 1, max: 4 }).chain((width) =>
      array(array(awkward, { minLength: width, maxLength: width }), { maxLength: 7 }),
    );
    assert(
      property(tables, (rows) => {
        expectSound(intraclass(rows));
        expectSound(precision(rows, 'ratio'));
        expectSound(precision(rows, 'interval'));
        expectSound(friedman(rows));
        const table = twoWayTable(rows);
        if (table.ok) expectSound(measurementError(table.value));
      }),
      { numRuns: 150 },
    );
  });

  test('kappa lies between -1 and 1 and is symmetric in the readers', () => {
    const grade = integer({ min: 0, max: 3 });
    assert(
      property(
        array(tuple(grade, grade), { maxLength: 12 }),
        constantFrom('linear', 'quadratic', 'unweighted'),
        (pairs, weights) => {
          const forward = kappa(
            pairs.map(([first, second]) => ({ first, second })),
            [0, 1, 2, 3],
            weights,
          );
          const backward = kappa(
            pairs.map(([second, first]) => ({ first, second })),
            [0, 1, 2, 3],
            weights,
          );
          expectSound(forward);
          if (!forward.ok || !backward.ok) return;
          expect(Math.abs(forward.value.kappa)).toBeLessThanOrEqual(1 + 1e-12);
          expect(forward.value.kappa).toBeCloseTo(backward.value.kappa, 12);
        },
      ),
    );
  });

  test('a proportion lies inside both of its intervals, and these inside 0 to 100', () => {
    assert(
      property(integer({ min: 1, max: 300 }), integer({ min: 0, max: 300 }), (n, raw) => {
        const x = raw % (n + 1);
        const { percent, wilson95, clopperPearson95 } = sure(proportion(x, n));
        for (const [low, high] of [wilson95, clopperPearson95]) {
          expect(low >= 0 && low <= percent + 1e-9 && percent <= high + 1e-9 && high <= 100).toBe(true);
        }
        expectSound(poolableProportion(x, n));
      }),
    );
  });
});

describe('against the definition, worked out in full', () => {
  test('the exact signed-rank p is the share of all sign patterns that are as extreme', () => {
    assert(
      property(
        array(integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 9 }),
        constantFrom('dropped', 'pratt'),
        (ds, zeros) => {
          const answer = signedRank(ds, { zeros });
          const ranked = zeros === 'pratt' ? ds : ds.filter((d) => d !== 0);
          const { ranks } = rankAll(ranked.map(Math.abs));
          const used = ranked.flatMap((d, index) => (d === 0 ? [] : [{ d, rank: ranks[index] ?? 0 }]));
          if (used.length === 0) {
            expect(answer.ok).toBe(false);
            return;
          }
          const observed = used.reduce((sum, { d, rank }) => sum + (d > 0 ? rank : 0), 0);
          const sums = Array.from({ length: 2 ** used.length }, (_, pattern) =>
            used.reduce((sum, { rank }, bit) => sum + ((pattern >> bit) % 2 === 1 ? rank : 0), 0),
          );
          const share = (isAsExtreme: (sum: number) => boolean) => sums.filter(isAsExtreme).length / sums.length;
          const p = Math.min(
            1,
            2 *
              Math.min(
                share((sum) => sum <= observed),
                share((sum) => sum >= observed),
              ),
          );
          expect(sure(answer).wPlus).toBe(observed);
          expect(sure(answer).p).toBeCloseTo(p, 12);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('the exact rank-sum p is the share of all choices of the first group that are as extreme', () => {
    const few = array(integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 5 });
    assert(
      property(few, few, (first, second) => {
        const answer = rankSum(first, second);
        const all = [...first, ...second];
        if (new Set(all).size === 1) {
          expect(answer.ok).toBe(false);
          return;
        }
        const { ranks } = rankAll(all);
        const sums: number[] = [];
        for (let choice = 0; choice < 2 ** all.length; choice += 1) {
          const chosen = [...ranks].filter((_, bit) => (choice >> bit) % 2 === 1);
          if (chosen.length === first.length) sums.push(chosen.reduce((sum, rank) => sum + rank, 0));
        }
        const observed = ranks.slice(0, first.length).reduce((sum, rank) => sum + rank, 0);
        const share = (isAsExtreme: (sum: number) => boolean) => sums.filter(isAsExtreme).length / sums.length;
        const p = Math.min(
          1,
          2 *
            Math.min(
              share((sum) => sum <= observed),
              share((sum) => sum >= observed),
            ),
        );
        expect(sure(answer).p).toBeCloseTo(p, 12);
      }),
      { numRuns: 60 },
    );
  });

  test('the Hodges-Lehmann estimate is the median of all means of two', () => {
    assert(
      property(array(usual, { minLength: 1, maxLength: 15 }), (ds) => {
        const means = ds.flatMap((a, i) => ds.slice(i).map((b) => (a + b) / 2));
        expect(sure(hodgesLehmann(ds)).estimate).toBeCloseTo(sure(describeNumbers(means)).median, 9);
      }),
    );
  });
});

describe('laws', () => {
  const several = array(tuple(usual, usual), { minLength: 4, maxLength: 20 });

  test('swapping before and after turns every sign and no p', () => {
    assert(
      property(several, (both) => {
        const there = sure(comparePairs(both.map(([first, second]) => ({ first, second }))));
        const back = sure(comparePairs(both.map(([second, first]) => ({ first, second }))));
        expect(back.difference.mean).toBeCloseTo(-there.difference.mean, 9);
        expect([back.positive, back.negative, back.zero]).toEqual([there.negative, there.positive, there.zero]);
        if (there.t.ok && back.t.ok) expect(back.t.value.p).toBeCloseTo(there.t.value.p, 12);
        if (there.wilcoxon.ok && back.wilcoxon.ok) {
          expect(back.wilcoxon.value.p).toBeCloseTo(there.wilcoxon.value.p, 12);
          expect(back.wilcoxon.value.wPlus).toBe(there.wilcoxon.value.wMinus);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('the interval holds zero exactly when p is above 0.05; dz lies in its interval', () => {
    assert(
      property(several, (both) => {
        const { t, effect } = sure(comparePairs(both.map(([first, second]) => ({ first, second }))));
        if (t.ok) {
          const [low, high] = t.value.ci95;
          if (Math.abs(t.value.p - 0.05) > 1e-9) expect(low <= 0 && high >= 0).toBe(t.value.p > 0.05);
        }
        if (effect.ok) {
          const { dz, dzCi95 } = effect.value;
          expect(dzCi95[0] < dz && dz < dzCi95[1]).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('a bias of one reader changes ICC(2,1) and not ICC(3,1); limits of agreement move with it', () => {
    assert(
      property(several, integer({ min: 1, max: 9 }), (both, shift) => {
        const plain = intraclass(both.map(([a, b]) => [a, b]));
        const shifted = intraclass(both.map(([a, b]) => [a, b + shift]));
        if (plain.ok && shifted.ok && plain.value.icc31.ok && shifted.value.icc31.ok) {
          expect(shifted.value.icc31.value.value).toBeCloseTo(plain.value.icc31.value.value, 9);
        }
        const before = sure(blandAltman(both.map(([a, b]) => ({ a, b }))));
        const after = sure(blandAltman(both.map(([a, b]) => ({ a, b: b + shift }))));
        expect(after.bias).toBeCloseTo(before.bias - shift, 9);
        expect(after.upper.exact[1]).toBeCloseTo(before.upper.exact[1] - shift, 6);
      }),
      { numRuns: 25 },
    );
  });

  test('of the intervals of a limit, the exact one reaches farthest out', () => {
    assert(
      property(several, (both) => {
        const { upper, sd } = sure(blandAltman(both.map(([a, b]) => ({ a, b }))));
        if (sd === 0) return;
        expect(upper.exact[1]).toBeGreaterThan(upper.approximate1999[1]);
        expect(upper.exact[0]).toBeLessThan(upper.value);
        expect(upper.mover[0] < upper.value && upper.value < upper.mover[1]).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test('the order of the patients does not matter', () => {
    assert(
      property(several, (both) => {
        const values = both.map(([value], index) => ({ subject: String(index % 3), value }));
        const there = randomIntercept(values);
        const back = randomIntercept(values.toReversed());
        expect(back.ok).toBe(there.ok);
        if (there.ok && back.ok) expect(back.value.estimate).toBeCloseTo(there.value.estimate, 7);
      }),
      { numRuns: 50 },
    );
  });
});
