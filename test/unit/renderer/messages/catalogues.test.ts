import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { en } from '../../../../renderer/messages/en.ts';
import { LANGUAGES, setLanguage } from '../../../../renderer/messages/language.ts';
import { CATALOGUES, codeText, measureName, stepText, text } from '../../../../renderer/messages/text.ts';
import { keyText } from '../../../../renderer/panels/actions/keyText.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '../../../..');
const OTHERS = LANGUAGES.filter(({ id }) => id !== 'en');

const entries = (language: keyof typeof CATALOGUES): readonly (readonly [string, string])[] =>
  Object.entries(CATALOGUES[language]);

const english = (key: string): string => Object.entries(en).find(([candidate]) => candidate === key)?.[1] ?? '';

const placeholders = (words: string): readonly string[] => (words.match(/\{\w+\}/g) ?? []).toSorted();

afterEach(() => {
  setLanguage('en');
});

describe.each(OTHERS)('In $name', ({ id }) => {
  test('there is every text of the English catalogue and no other', () => {
    expect(Object.keys(CATALOGUES[id]).toSorted()).toEqual(Object.keys(en).toSorted());
  });

  test('every text has the parts of the English one', () => {
    const wrong = entries(id).filter(
      ([key, words]) => placeholders(words).join() !== placeholders(english(key)).join(),
    );
    expect(wrong).toEqual([]);
  });

  test('no text is empty, has blanks at its ends or a brace left over', () => {
    const wrong = entries(id).filter(
      ([, words]) => words === '' || words.trim() !== words || /[{}]/.test(words.replace(/\{\w+\}/g, '')),
    );
    expect(wrong).toEqual([]);
  });

  test('no text is more than 40 % and 8 characters longer than the English one', () => {
    const long = entries(id).filter(([key, words]) => words.length > 1.4 * english(key).length + 8);
    expect(long).toEqual([]);
  });

  test('no sentence was left in English', () => {
    const isSame = ([key, words]: readonly [string, string]): boolean => words === english(key);
    // DICOM attributes are cited by their names in the standard; the others are formulas of parts and units.
    const mayBeSame = /^(ledger\.source\.|landmark\.item|status\.window|window\.|pane\.(spacing|scaleBar)|grid\.cell)/;
    const left = entries(id).filter(
      (entry) => isSame(entry) && !mayBeSame.test(entry[0]) && /\p{L}{2,}\s+\p{L}{2,}/u.test(entry[1]),
    );
    expect(left.filter(([, words]) => words.toLowerCase() !== 'lost to follow-up')).toEqual([]);
  });

  test('sentences end as the English ones do', () => {
    const end = (words: string): string => /[.?!…:]$/.exec(words)?.[0] ?? '';
    // A single word may be shortened with a point.
    const isSentence = (key: string): boolean => english(key).includes(' ');
    const wrong = entries(id).filter(([key, words]) => isSentence(key) && end(words) !== end(english(key)));
    expect(wrong).toEqual([]);
  });

  test('the symbols of measures and units are those of every language', () => {
    for (const key of ['measure.anteriorHeight', 'measure.middleHeight', 'measure.posteriorHeight'] as const) {
      expect(CATALOGUES[id][key]).toBe(en[key]);
    }
    expect(CATALOGUES[id]['pane.spacing']).toBe('{spacing} mm/px');
  });
});

describe('The chosen language', () => {
  test('is that of every text', () => {
    setLanguage('de');
    expect(text('landmark.SM')).toBe('Mitte der Deckplatte');
    expect(text('action.undoStep', { step: stepText('place:SA:L1:post') })).toBe('Rückgängig: SA von L1 post setzen');
    expect(measureName('wedgeAngle')).toBe('Keilwinkel');
    expect(measureName('biconcavity')).toBe('Bikonkavität 2Hm/(Ha+Hp)');
    expect(codeText('reason', 'death')).toBe('verstorben');
    setLanguage('pt-BR');
    expect(text('landmark.SM')).toBe('meio do platô superior');
    expect(measureName('wedgeAngle')).toBe('Cunha');
    setLanguage('es');
    expect(text('landmark.SM')).toBe('mitad de la placa terminal superior');
    expect(measureName('wedgeAngle')).toBe('Cuña');
    setLanguage('en');
    expect(measureName('wedgeAngle')).toBe('Wedge');
  });

  test('names keys as they are printed on its keyboard', () => {
    setLanguage('de');
    expect(keyText('Ctrl+Shift+z')).toBe('Strg+Umschalt+Z');
    expect(keyText('Delete')).toBe('Entf');
    expect(keyText('F1')).toBe('F1');
    setLanguage('es');
    expect(keyText('Shift+ArrowUp')).toBe('Mayús+↑');
  });
});

test('Pictures hold no words: a text in them could not be translated', () => {
  const folder = path.join(REPOSITORY, 'renderer/public');
  const pictures = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.svg'));
  expect(pictures.length).toBeGreaterThan(0);
  for (const name of pictures) expect(readFileSync(path.join(folder, name), 'utf8')).not.toContain('<text');
});
