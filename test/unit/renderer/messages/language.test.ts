import { afterEach, describe, expect, test, vi } from 'vitest';
import { presentLanguage, screenLocale, setLanguage } from '../../../../renderer/messages/language.ts';
import { readNumber, showDate, showNumber, typedNumber } from '../../../../renderer/messages/numbers.ts';

const system = (language: string): void => void vi.stubGlobal('navigator', { language });

afterEach(() => {
  vi.unstubAllGlobals();
  setLanguage('en');
});

describe('Without a choice', () => {
  test.each([
    ['pt-BR', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['es-MX', 'es'],
    ['de-CH', 'de'],
    ['en-ZA', 'en'],
    ['fr-FR', 'en'],
  ])('a system in %s is shown %s, with the numbers of its region', (language, shown) => {
    system(language);
    setLanguage(null);
    expect(presentLanguage()).toBe(shown);
    expect(screenLocale()).toBe(language);
  });

  test('a Mexican point and a German comma are both right', () => {
    system('es-MX');
    setLanguage(null);
    expect(showNumber(18.24, 1)).toBe('18.2');
    system('de-DE');
    expect(showNumber(18.24, 1)).toBe('18,2');
  });

  test('digits are 0 to 9 everywhere, for what is shown can be typed back', () => {
    system('ar-EG');
    setLanguage(null);
    expect(readNumber(showNumber(18.24, 1))).toBe(18.2);
    expect(readNumber(typedNumber(812.25))).toBe(812.25);
  });
});

describe('A chosen language', () => {
  test('brings its numbers and dates', () => {
    system('en-GB');
    setLanguage('de');
    expect(showNumber(-8.44, 1)).toBe('−8,4');
    expect(typedNumber(812.25)).toBe('812,25');
    expect(showDate(new Date(2026, 10, 20))).toBe('20.11.2026');
    setLanguage('en');
    expect(showNumber(-8.44, 1)).toBe('−8.4');
    expect(showDate(new Date(2026, 10, 20))).toBe('20/11/2026');
  });

  test('of the system keeps the region of the system', () => {
    system('es-MX');
    setLanguage('es');
    expect(screenLocale()).toBe('es-MX');
    setLanguage('pt-BR');
    expect(screenLocale()).toBe('pt-BR');
  });

  test('that is not known is English', () => {
    system('en-GB');
    setLanguage('xx');
    expect(presentLanguage()).toBe('en');
  });
});
