import { afterEach, describe, expect, test, vi } from 'vitest';
import { assert, integer, property, constantFrom } from 'fast-check';
import { readNumber, showChange, showNumber, showTime, windowDecimals } from '../../../../renderer/messages/numbers.ts';

const speaking = (language: string): void => void vi.stubGlobal('navigator', { language });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('A number on the screen', () => {
  test('has fixed decimals and a true minus sign', () => {
    speaking('en');
    expect(showNumber(18.24, 1)).toBe('18.2');
    expect(showNumber(18, 1)).toBe('18.0');
    expect(showNumber(-4.7, 1)).toBe('−4.7');
    expect(showNumber(0.696, 2)).toBe('0.70');
    expect(showNumber(2100, 0)).toBe('2100');
  });

  test('a grey window has whole numbers, or three digits of a small one', () => {
    expect([4096, 100, 99.9, 12, 1.1, 0.25, 0.004, 0].map(windowDecimals)).toEqual([0, 0, 1, 1, 2, 3, 5, 9]);
  });

  test('is never minus zero', () => {
    speaking('en');
    expect(showNumber(-0.04, 1)).toBe('0.0');
    expect(showNumber(-0, 1)).toBe('0.0');
    expect(showNumber(-0.06, 1)).toBe('−0.1');
  });

  test('follows the language, without grouping', () => {
    speaking('de');
    expect(showNumber(-1234.5, 1)).toBe('−1234,5');
    speaking('pt-BR');
    expect(showNumber(1234.5, 1)).toBe('1234,5');
    speaking('en-US');
    expect(showNumber(1234.5, 1)).toBe('1234.5');
  });

  test('a change carries its sign, none at zero', () => {
    speaking('en');
    expect(showChange(6.34, 1)).toBe('+6.3');
    expect(showChange(-8.44, 1)).toBe('−8.4');
    expect(showChange(0.04, 1)).toBe('0.0');
    expect(showChange(-0.04, 1)).toBe('0.0');
  });

  test('without a browser it is English', () => {
    vi.stubGlobal('navigator', undefined);
    expect(showNumber(1.5, 1)).toBe('1.5');
    expect(showTime(new Date(2026, 10, 20, 14, 2))).toMatch(/2:02|14:02/);
  });
});

describe('A typed number', () => {
  test('has a comma or a point', () => {
    expect(readNumber('25.4')).toBe(25.4);
    expect(readNumber(' 25,4 ')).toBe(25.4);
    expect(readNumber('-3,5')).toBe(-3.5);
    expect(readNumber('−3.5')).toBe(-3.5);
    expect(readNumber('+12')).toBe(12);
    expect(readNumber('.5')).toBe(0.5);
    expect(readNumber('5.')).toBe(5);
  });

  test.each([
    '',
    ' ',
    '-',
    '.',
    ',',
    'abc',
    '12mm',
    '1 2',
    '1.234,5',
    '1,234.5',
    '1e3',
    '0x10',
    'NaN',
    'Infinity',
    '--1',
    '1-',
  ])('is not %j', (typed) => {
    expect(readNumber(typed)).toBeNull();
  });

  test('what the screen shows can be typed back, in every language of the program', () => {
    assert(
      property(
        integer({ min: -100_000, max: 100_000 }),
        constantFrom('en', 'de', 'es', 'pt-BR'),
        (tenths, language) => {
          speaking(language);
          expect(readNumber(showNumber(tenths / 10, 1))).toBe(tenths / 10);
          expect(readNumber(showChange(tenths / 10, 1))).toBe(tenths / 10);
        },
      ),
    );
  });
});
