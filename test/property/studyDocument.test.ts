import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replaceLandmarks } from '../../shared/study/edits/landmarkEdits.ts';
import { canRedo, canUndo, commit, createHistory, redo, undo } from '../../shared/study/history.ts';
import { sameValue } from '../../shared/study/sameValue.ts';
import { parseStudy, serializeStudy } from '../../shared/study/studyFile.ts';
import { verifyStudy } from '../../shared/study/verifyStudy.ts';
import { AT, exampleStudy, place, twoFilms, wedge } from '../support/exampleStudy.ts';
import { anyEdit, randomStudy } from '../support/randomStudy.ts';

const written = { appVersion: '0.1.0', savedAt: '2026-11-20T14:02:11.000Z' };
const codes = (study: Parameters<typeof verifyStudy>[0]) =>
  verifyStudy(study)
    .differences.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

describe('whatever edits were made', () => {
  test('the study can be saved and opens as the same study, byte for byte', () => {
    fc.assert(
      fc.property(randomStudy, (study) => {
        const bytes = serializeStudy(study, written);
        const opened = parseStudy(bytes);
        if (!opened.ok) throw new Error(opened.error.detail);
        expect(opened.value.study).toEqual(study);
        expect(Buffer.compare(serializeStudy(opened.value.study, written), bytes)).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  test('the study stays consistent', () => {
    fc.assert(
      fc.property(randomStudy, (study) => {
        expect(codes(study)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('an edit that changes nothing gives the same object, and one that changes something does not touch the old', () => {
    fc.assert(
      fc.property(randomStudy, anyEdit, (study, edit) => {
        const before = serializeStudy(study, written);
        const after = edit(study);
        expect(Buffer.compare(serializeStudy(study, written), before)).toBe(0);
        expect(after === study).toBe(sameValue(after, study));
      }),
      { numRuns: 300 },
    );
  });

  test('undo leads back to the first study and redo to the last, as the same objects', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 30 }), (edits) => {
        const first = exampleStudy();
        let history = createHistory(first);
        for (const edit of edits) history = commit(history, edit(history.present), { label: 'edit' });
        const last = history.present;
        while (canUndo(history)) history = undo(history);
        expect(history.present).toBe(first);
        while (canRedo(history)) history = redo(history);
        expect(history.present).toBe(last);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a damaged file', () => {
  /** The header's words about the program and the time do not belong to the study; the rest must be found. */
  const bytes = serializeStudy(
    replaceLandmarks(twoFilms(), { ...place('s1', 'pre', 'L1'), landmarks: wedge(), at: AT }),
    written,
  );
  const original = parseStudy(bytes);

  const isHarmless = (changed: Uint8Array): boolean => {
    const opened = parseStudy(changed);
    return !opened.ok || (original.ok && sameValue(opened.value.study, original.value.study));
  };

  test('is found or means the same: every byte with a bit turned, left out, or doubled', () => {
    const undetected: number[] = [];
    for (let position = 0; position < bytes.length; position += 1) {
      const turned = bytes.slice();
      turned[position] = (turned[position] ?? 0) ^ (1 << (position % 8));
      const without = Buffer.concat([bytes.subarray(0, position), bytes.subarray(position + 1)]);
      const doubled = Buffer.concat([bytes.subarray(0, position + 1), bytes.subarray(position)]);
      if (![turned, without, doubled].every(isHarmless)) undetected.push(position);
    }
    expect(undetected).toEqual([]);
  });

  test('never makes the program fall: 2,000 random changes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        (changes) => {
          const changed = bytes.slice();
          for (const [position, value] of changes) changed[position] = value;
          expect(isHarmless(changed)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
