import { expect, test } from 'vitest';
import {
  angleSd,
  heightSd,
  judgeChange,
  minimalDetectableChange,
  ratioReadingError,
} from '../../../shared/spine/uncertainty.ts';

test.each([
  [0.3, 1, 2.7, 0.42, 1.2],
  [0.5, 1.6, 4.5, 0.71, 2],
  [0.7, 2.3, 6.4, 0.99, 2.7],
  [1, 3.3, 9.1, 1.41, 3.9],
])('a corner error of %d mm on endplates of 35 mm', (pointSd, angle, angleChange, height, heightChange) => {
  const sd = angleSd({ pointSd, superiorLength: 35, inferiorLength: 35 });
  expect(sd).toBeCloseTo(angle, 1);
  expect(minimalDetectableChange(sd)).toBeCloseTo(angleChange, 1);
  expect(heightSd(pointSd)).toBeCloseTo(height, 2);
  expect(minimalDetectableChange(heightSd(pointSd))).toBeCloseTo(heightChange, 0);
});

test('the threshold itself is beyond, in either direction, whatever the binary says', () => {
  expect(judgeChange(5, 5)).toBe('beyond');
  expect(judgeChange(-5, 5)).toBe('beyond');
  expect(judgeChange(10.1 - 5.1, 5)).toBe('beyond');
  expect(judgeChange(4.99, 5)).toBe('within');
  expect(judgeChange(0, 5)).toBe('within');
});

test('without a change or a threshold there is no verdict', () => {
  expect(judgeChange(null, 5)).toBe('unknown');
  expect(judgeChange(7, null)).toBe('unknown');
});

test('equal heights of 30 mm read to 3 mm give a ratio read to 0.1 * sqrt(2)', () => {
  expect(ratioReadingError({ over: 30, under: 30, heightMm: 3 })).toBeCloseTo(0.1 * Math.SQRT2, 12);
  expect(ratioReadingError({ over: 30, under: 0, heightMm: 3 })).toBeNull();
});
