import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareStudies, isSameStudy } from '../../../shared/study/compareStudies.ts';
import { countStudy } from '../../../shared/study/countStudy.ts';
import { clearLandmark, placeLandmark } from '../../../shared/study/edits/landmarkEdits.ts';
import { addSubject, removeSubject } from '../../../shared/study/edits/subjectEdits.ts';
import { renameStudy } from '../../../shared/study/edits/protocolEdits.ts';
import { applyChanges, findChanges, writeChanges } from '../../../shared/study/studyChanges.ts';
import { readStoredStudy, serializeStudy } from '../../../shared/study/studyFile.ts';
import type { Study } from '../../../shared/study/study.ts';
import { AT, exampleStudy, place, twoFilms } from '../../support/exampleStudy.ts';
import { anyEdit, randomStudy } from '../../support/randomStudy.ts';

const stored = (study: Study) => {
  const read = readStoredStudy(serializeStudy(study, { appVersion: '1', savedAt: AT }));
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
};
const bytesOf = (before: Study | null, after: Study): Uint8Array =>
  new TextEncoder().encode(writeChanges(findChanges(before, after)));

describe('Changes of a study', () => {
  test('lead from the base to the study, whatever was edited, and step by step', () => {
    fc.assert(
      fc.property(randomStudy, fc.array(anyEdit, { minLength: 1, maxLength: 6 }), (base, edits) => {
        let study = base;
        const steps = edits.map((edit) => {
          const before = study;
          study = edit(study);
          return bytesOf(before, study);
        });
        expect(applyChanges(stored(base), steps)).toEqual({ ok: true, value: study });
        expect(applyChanges(stored(base), [bytesOf(base, study)])).toEqual({ ok: true, value: study });
        expect(applyChanges(null, [bytesOf(null, study)])).toEqual({ ok: true, value: study });
      }),
      { numRuns: 200 },
    );
  });

  test('carry one subject when one subject was edited', () => {
    const base = exampleStudy();
    const point = { ...place('s1', 'post', 'L4'), landmark: 'SA', point: [1, 2], at: AT } as const;
    const { changed, order } = findChanges(base, placeLandmark(base, point));
    expect({ changed: changed.map(({ id }) => id), order }).toEqual({ changed: ['s1'], order: null });
  });

  test('that are damaged, of another version or without their base are refused in words', () => {
    const base = exampleStudy();
    const study = renameStudy(removeSubject(base, { subjectId: 's1' }), { title: 'x' });
    const text = writeChanges(findChanges(base, study));
    const codeOf = (changes: string, from = stored(base)): string => {
      const applied = applyChanges(from, [new TextEncoder().encode(changes)]);
      return applied.ok ? 'ok' : applied.error.code;
    };
    expect(codeOf(text)).toBe('ok');
    expect(codeOf(text.slice(0, -1))).toBe('damaged');
    expect(codeOf(text.replace('"schemaVersion":1', '"schemaVersion":2'))).toBe('newer');
    expect(applyChanges(null, [new TextEncoder().encode(text)])).toMatchObject({
      ok: false,
      error: { code: 'damaged' },
    });
  });
});

describe('The comparison of two versions of a study', () => {
  const base = exampleStudy();
  const point = { ...place('s1', 'post', 'L1'), landmark: 'SA', at: AT } as const;

  test('finds nothing between equal studies, whatever objects they are', () => {
    const other = applyChanges(stored(base), []);
    expect(other.ok && isSameStudy(compareStudies(base, other.value))).toBe(true);
  });

  test('counts points placed, moved and taken away, and the levels they are in', () => {
    const moved = placeLandmark(base, { ...point, point: [7, 7] });
    expect(compareStudies(base, moved)).toMatchObject({ pointsMoved: 1, levelsDiffering: 1, otherValues: 0 });
    const cleared = clearLandmark(base, point);
    expect(compareStudies(base, cleared)).toMatchObject({ pointsOnlyBefore: 1, pointsOnlyAfter: 0 });
    expect(compareStudies(cleared, base)).toMatchObject({ pointsOnlyBefore: 0, pointsOnlyAfter: 1 });
  });

  test('counts whole subjects with their points', () => {
    const without = removeSubject(base, { subjectId: 's1' });
    const found = compareStudies(without, base);
    expect(found.subjectsOnlyAfter).toBe(1);
    expect(found.pointsOnlyAfter).toBe(countStudy(base).points - countStudy(without).points);
    expect(compareStudies(base, addSubject(base, { id: 's9', code: 'S009' })).subjectsOnlyAfter).toBe(1);
  });

  test('counts other values: the title, a fact of a subject', () => {
    expect(compareStudies(base, renameStudy(base, { title: 'Another' })).otherValues).toBe(1);
  });

  test('says of any two studies the same in both directions, with before and after exchanged', () => {
    fc.assert(
      fc.property(randomStudy, anyEdit, (study, edit) => {
        const there = compareStudies(study, edit(study));
        const back = compareStudies(edit(study), study);
        expect([back.pointsOnlyBefore, back.pointsMoved, back.subjectsOnlyAfter, back.otherValues]).toEqual([
          there.pointsOnlyAfter,
          there.pointsMoved,
          there.subjectsOnlyBefore,
          there.otherValues,
        ]);
        expect(isSameStudy(compareStudies(study, study))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

test('levels and points are counted over all readings', () => {
  expect(countStudy(twoFilms())).toEqual({ levels: 0, points: 0 });
  const study = placeLandmark(twoFilms(), { ...place('s1', 'pre', 'L1'), landmark: 'SA', point: [1, 1], at: AT });
  expect(countStudy(study)).toEqual({ levels: 1, points: 1 });
});
