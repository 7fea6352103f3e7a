import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatNumber } from '../../../shared/export/formatNumber.ts';

describe('a number in a table', () => {
  test.each([
    [-4.7, 3, '-4.7'],
    [0, 3, '0'],
    [-0, 3, '0'],
    [-0.0004, 3, '0'],
    [-0.0005, 3, '-0.001'],
    [1.005, 2, '1.01'],
    [-1.005, 2, '-1.01'],
    [2.5, 0, '3'],
    [-2.5, 0, '-3'],
    [0.05, 1, '0.1'],
    [9.9995, 3, '10'],
    [99.96, 1, '100'],
    [0.9996, 3, '1'],
    [20.1000001, 3, '20.1'],
    [1234567.891, 3, '1234567.891'],
    [1e21, 3, '1000000000000000000000'],
    [1.5e21, 0, '1500000000000000000000'],
    [1e-7, 3, '0'],
    [-1e-7, 6, '0'],
    [5e-7, 6, '0.000001'],
    [1.25e-5, 6, '0.000013'],
    [0.143, 6, '0.143'],
    [-12, 0, '-12'],
  ])('%d with %d decimals is %s', (value, decimals, expected) => {
    expect(formatNumber(value, decimals)).toBe(expected);
  });

  test('has a comma where the region has one', () => {
    expect(formatNumber(-4.7, 3, ',')).toBe('-4,7');
    expect(formatNumber(1.23456, 3, ',')).toBe('1,235');
    expect(formatNumber(12, 3, ',')).toBe('12');
  });

  test('is finite, or an error', () => {
    for (const value of [Number.NaN, Infinity, -Infinity]) {
      expect(() => formatNumber(value, 3)).toThrow('Not a finite number');
    }
  });

  test('is always plain digits and within half a unit of the last place', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
        fc.integer({ min: 0, max: 6 }),
        (value, decimals) => {
          const text = formatNumber(value, decimals);
          expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
          expect(text).not.toBe('-0');
          expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + Math.abs(value) * 1e-15);
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('with enough decimals is the very same number again', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (thousandths) => {
        expect(Number(formatNumber(thousandths / 1000, 3))).toBe(thousandths / 1000);
      }),
      { numRuns: 2000 },
    );
  });
});
