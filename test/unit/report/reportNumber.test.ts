import { expect, test } from 'vitest';
import {
  counted,
  fixed,
  interval,
  listed,
  meanSd,
  plain,
  pValue,
  signed,
  withUnit,
} from '../../../shared/report/reportNumber.ts';

test('numbers have fixed decimals, a true minus sign and no "-0.0"', () => {
  expect(fixed(7, 1)).toBe('7.0');
  expect(fixed(-4.7, 1)).toBe('−4.7');
  expect(fixed(-0.04, 1)).toBe('0.0');
  expect(fixed(1.005, 2)).toBe('1.01');
  expect(fixed(12, 0)).toBe('12');
  expect(plain(7.3, 2)).toBe('7.3');
  expect(plain(7, 2)).toBe('7');
});

test('what cannot be printed is said, not shown as a number', () => {
  expect(fixed(Number.NaN, 1)).toBe('not finite');
  expect(plain(Infinity, 1)).toBe('not finite');
  expect(fixed(-1.5e300, 2)).toBe('−1.500e+300');
});

test('a change carries its sign; 0 has none', () => {
  expect(signed(6.3, 1)).toBe('+6.3');
  expect(signed(-8.4, 1)).toBe('−8.4');
  expect(signed(0, 1)).toBe('0.0');
  expect(signed(0.04, 1)).toBe('0.0');
});

test('p has three significant digits; below 0.001 only that', () => {
  expect(pValue(0.9670011559)).toBe('0.967');
  expect(pValue(0.6754985154)).toBe('0.675');
  expect(pValue(0.03125)).toBe('0.0313');
  expect(pValue(0.001)).toBe('0.00100');
  expect(pValue(0.00099)).toBe('< 0.001');
  expect(pValue(1.157e-13)).toBe('< 0.001');
  expect(pValue(0.99999)).toBe('1.00');
  expect(pValue(1)).toBe('1.00');
});

test('means, intervals, counts, lists, units', () => {
  expect(meanSd(8.727272727, 1.120451362, 2)).toBe('8.73 ± 1.12');
  expect(meanSd(8, null, 2)).toBe('8.00');
  expect(interval([-1.55, 1.18], 2)).toBe('−1.55 to 1.18');
  expect(counted(1, 'level')).toBe('1 level');
  expect(counted(0, 'level')).toBe('0 levels');
  expect(listed(['a'])).toBe('a');
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
  expect(withUnit('5', '°')).toBe('5°');
  expect(withUnit('3', 'mm')).toBe('3 mm');
});
