import { describe, expect, test } from 'vitest';
import { measured, missing } from '../../../shared/spine/measure.ts';
import { normalisedRestoration, restoration } from '../../../shared/spine/restoration.ts';
import { read } from './bodies.ts';

const mm = (value: number) => measured(value, 'mm');

describe('a body that lost 10 of 25 mm', () => {
  test('and regained 5: 5 mm, 33 % of the height, 50 % of the lost, 20 % of the expected', () => {
    const result = restoration({ pre: mm(15), post: mm(20), expected: mm(25), detectable: 3 });
    expect(result).toEqual({
      absolute: mm(5),
      percentOfInitial: measured(100 / 3, '%'),
      percentOfLost: measured(50, '%'),
      percentOfReferent: measured(20, '%'),
    });
  });

  test('over-corrected or collapsed further is not clamped', () => {
    expect(read(restoration({ pre: mm(15), post: mm(30), expected: mm(25), detectable: 3 }).percentOfLost)).toBe(150);
    expect(read(restoration({ pre: mm(15), post: mm(13), expected: mm(25), detectable: 3 }).percentOfLost)).toBe(-20);
  });
});

test.each([
  ['nothing was lost', 25, 'no_lost_height'],
  ['it was higher than expected', 26, 'no_lost_height'],
  ['less was lost than can be detected', 22.5, 'lost_height_below_detectable'],
  ['just what can be detected was lost', 22, 100],
])('no share of the lost height when %s', (_, pre, expected) => {
  const result = restoration({ pre: mm(pre), post: mm(25), expected: mm(25), detectable: 3 });
  expect(read(result.percentOfLost)).toBe(expected);
  expect(read(result.absolute)).toBe(25 - pre);
});

test('without a threshold the smallest loss counts', () => {
  expect(read(restoration({ pre: mm(24), post: mm(25), expected: mm(25), detectable: null }).percentOfLost)).toBe(100);
});

test('what is missing stays missing, with its reason', () => {
  const result = restoration({ pre: mm(15), post: missing('uncalibrated'), expected: mm(25), detectable: null });
  expect(Object.values(result).slice(0, 3).map(read)).toEqual(['uncalibrated', 'uncalibrated', 'uncalibrated']);
  const alone = restoration({ pre: mm(0), post: mm(5), expected: missing('no_intact_neighbour'), detectable: null });
  expect(read(alone.absolute)).toBe(5);
  expect(read(alone.percentOfInitial)).toBe('zero_height');
  expect(read(alone.percentOfReferent)).toBe('no_intact_neighbour');
});

describe('normalised by the neighbours of each image', () => {
  const same = { pre: mm(15), expected: mm(25), detectable: 3 };

  test('60 % of the height became 80 %: half of the lost', () => {
    const result = normalisedRestoration({ ...same, post: mm(20), expectedPost: mm(25) });
    expect([read(result.preFraction), read(result.postFraction)]).toEqual([0.6, 0.8]);
    expect(read(result.percentOfLost)).toBeCloseTo(50, 9);
    expect(read(result.percentOfReferent)).toBeCloseTo(20, 9);
  });

  test('an image magnified twice changes nothing', () => {
    const result = normalisedRestoration({ ...same, post: mm(40), expectedPost: mm(50) });
    expect(read(result.percentOfLost)).toBeCloseTo(50, 9);
  });

  test('the threshold of 3 mm is 12 % of an expected 25 mm', () => {
    const result = normalisedRestoration({ ...same, pre: mm(22.5), post: mm(25), expectedPost: mm(25) });
    expect(read(result.percentOfLost)).toBe('lost_height_below_detectable');
  });
});
