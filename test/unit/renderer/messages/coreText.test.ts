import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { deCore } from '../../../../renderer/messages/deCore.ts';
import { esCore } from '../../../../renderer/messages/esCore.ts';
import { ptBRCore } from '../../../../renderer/messages/ptBRCore.ts';
import {
  angleName,
  calibrationWarningText,
  comparisonText,
  explainMeasure,
  fileErrorText,
  fileErrorWords,
  givenName,
  imageErrorWords,
  imageWarningText,
  issueText,
  planeText,
} from '../../../../renderer/messages/coreText.ts';
import { setLanguage } from '../../../../renderer/messages/language.ts';
import { CALIBRATION_WARNINGS } from '../../../../shared/geometry/calibrationWarnings.ts';
import { COMPARISON_REASONS } from '../../../../shared/geometry/millimetresComparable.ts';
import { LABELS } from '../../../../shared/geometry/spacingCandidates.ts';
import { MEASURE_DEFINITIONS } from '../../../../shared/spine/formulas.ts';
import { issue } from '../../../../shared/spine/issue.ts';
import { OWN } from '../../../../shared/spine/measureDefinition.ts';
import { DEFAULT_PROTOCOL, DEFAULT_TIMEPOINTS } from '../../../../shared/study/createStudy.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '../../../..');
const LANGUAGES = [
  { id: 'pt-BR', core: ptBRCore },
  { id: 'es', core: esCore },
  { id: 'de', core: deCore },
] as const;

/** The codes of the warnings that readers of images give, as they stand in their sources. */
function warningCodes(): readonly string[] {
  const folder = path.join(REPOSITORY, 'shared/image');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const codes = sources.flatMap((name) => {
    const source = readFileSync(path.join(folder, name), 'utf8');
    return [...source.matchAll(/\bcode: (?:\w+ \? '(\w+)' : )?'(\w+)'/g)].flatMap(([, a, b]) => [a, b]);
  });
  return [...new Set(codes.filter((code) => code !== undefined))];
}

afterEach(() => {
  setLanguage('en');
});

describe.each(LANGUAGES)('What the core says, in $id', ({ id, core }) => {
  test('has words for every warning of an image', () => {
    const codes = warningCodes();
    expect(codes.length).toBeGreaterThanOrEqual(22);
    expect(codes.filter((code) => core.imageWarning[code] === undefined)).toEqual([]);
    expect(Object.keys(core.imageWarning).filter((code) => !codes.includes(code))).toEqual([]);
  });

  test('has words for every warning of a calibration', () => {
    expect(Object.keys(core.calibrationWarning).toSorted()).toEqual(Object.keys(CALIBRATION_WARNINGS).toSorted());
  });

  test('has a name for every timepoint and the reader of a new study', () => {
    const given = [...DEFAULT_TIMEPOINTS, ...DEFAULT_PROTOCOL.readers].map((entry) => entry.id);
    expect(Object.keys(core.given).toSorted()).toEqual(given.toSorted());
  });

  test('is never empty, and no sentence is the English one', () => {
    setLanguage(id);
    const sentences = [core.issue, core.comparison, core.calibrationWarning, core.imageError, core.imageWarning];
    for (const words of [...sentences, core.fileError].flatMap((table) => Object.values(table))) {
      expect(words).toMatch(/\.$/);
      expect(words.trim()).toBe(words);
    }
    for (const [code, sentence] of Object.entries(CALIBRATION_WARNINGS)) {
      expect(calibrationWarningText(code)).not.toBe(sentence);
    }
    for (const [reason, sentence] of Object.entries(COMPARISON_REASONS)) {
      expect(Object.entries(core.comparison)).not.toContainEqual([reason, sentence]);
    }
  });

  test('explains every measure: name, meaning, formula, source', () => {
    for (const definition of MEASURE_DEFINITIONS) {
      setLanguage(id);
      const explained = explainMeasure(definition.id);
      expect([definition.id, explained.meaning]).not.toEqual([definition.id, definition.meaning]);
      expect([definition.id, explained.name]).not.toEqual([definition.id, definition.name]);
      expect(explained.formula).not.toBe('');
      expect(explained.source === definition.source).toBe(definition.source !== OWN);
    }
  });

  test('leaves no English word in a formula', () => {
    setLanguage(id);
    const word = /\b(?:the|of|or|and|from|level|above|below|facing|earlier|later|before|after|same|own|largest)\b/;
    for (const definition of MEASURE_DEFINITIONS) {
      expect([definition.id, explainMeasure(definition.id).formula]).not.toEqual([
        definition.id,
        expect.stringMatching(word),
      ]);
    }
  });

  test('keeps the symbols, numbers and codes of a formula', () => {
    setLanguage(id);
    const symbols = (formula: string): readonly string[] =>
      formula.match(/\b(?:S[AMP]|I[AMP]|H[ampul]\w*|atan2|rho\w*)\b|\d+/g) ?? [];
    for (const definition of MEASURE_DEFINITIONS) {
      expect(symbols(explainMeasure(definition.id).formula)).toEqual(symbols(definition.formula));
    }
  });
});

test('In English the core speaks for itself', () => {
  const crossed = issue('crossed_outline', []);
  expect(issueText(crossed)).toBe(crossed.message);
  expect(comparisonText('different_planes')).toBe(COMPARISON_REASONS.different_planes);
  expect(planeText(LABELS.detector)).toBe('mm at detector (magnified)');
  expect(explainMeasure('change')).toMatchObject({ formula: 'later - earlier', source: OWN });
  expect(givenName({ id: 'm3', label: '3 months' })).toBe('3 months');
  expect(angleName('cobb', 'Cobb T12-L2')).toBe('Cobb T12-L2');
  expect(imageErrorWords({ code: 'empty', message: 'The file is empty.' })).toEqual({ text: 'The file is empty.' });
});

describe('In German', () => {
  test('an error is told by its code, and the exact words of the program are kept behind it', () => {
    setLanguage('de');
    const message = 'Only 42 % of the pixel data are in this file. It is incomplete: copy or export it again.';
    expect(imageErrorWords({ code: 'truncated', message })).toEqual({
      text: 'Diese Datei ist unvollständig. Kopieren oder exportieren Sie sie noch einmal.',
      detail: message,
    });
    expect(fileErrorWords({ code: 'diskFull', message: 'The disk is full.', detail: 'ENOSPC' })).toEqual({
      text: expect.stringMatching(/^Der Datenträger ist voll\. Ihre Arbeit ist noch in diesem Fenster\./),
      detail: 'The disk is full. · ENOSPC',
    });
  });

  test('what has no words of its own is told in English rather than not at all', () => {
    setLanguage('de');
    expect(fileErrorText({ code: 'melted', message: 'The disk has melted.' })).toBe('The disk has melted.');
    expect(fileErrorText({ code: 'constructor', message: 'Odd.' })).toBe('Odd.');
    expect(imageWarningText({ code: 'odd', message: 'Odd.' })).toBe('Odd.');
    expect(calibrationWarningText('odd')).toBe('odd');
    expect(planeText('mm (odd)')).toBe('mm (odd)');
  });

  test('a millimetre names its plane', () => {
    setLanguage('de');
    expect(planeText(LABELS.detector)).toBe('mm am Detektor (vergrößert)');
    expect(planeText(LABELS.none)).toBe('px');
    expect(planeText('mm (estimated)')).toBe('mm (geschätzt)');
    expect(planeText('mm (estimated: detector / 1.150)')).toBe('mm (geschätzt: 1 / 1,150)');
    for (const label of Object.values(LABELS)) expect(planeText(label)).toMatch(/^(px|mm .+)$/);
  });

  test('an angle keeps its endplates', () => {
    setLanguage('de');
    expect(angleName('cobb', 'Cobb T12-L2')).toBe('Cobb T12-L2');
    expect(angleName('mobileSegment', 'Mobile segment T12-L1')).toBe('Bewegungs\u00adsegment T12-L1');
    expect(angleName('farcyIndex', 'Farcy sagittal index T12-L1')).toBe('Farcy-Index T12-L1');
    expect(angleName('cobb', 'Cobb L4-S1 (superior)')).toBe('Cobb L4-S1 (Deckplatte)');
  });

  test('a timepoint has the name of the language until somebody gives it another', () => {
    setLanguage('de');
    expect(givenName({ id: 'pre', label: 'Before surgery' })).toBe('Präoperativ');
    expect(givenName({ id: 'pre', label: 'Baseline' })).toBe('Baseline');
    expect(givenName({ id: 'week6', label: 'Before surgery' })).toBe('Before surgery');
    expect(givenName({ id: 'R1', label: 'Reader 1' })).toBe('Untersucher 1');
  });
});
