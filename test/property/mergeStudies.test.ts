import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareStudies } from '../../shared/study/compareStudies.ts';
import { mergeStudies, type MergedStudy } from '../../shared/study/mergeStudies.ts';
import { sameValue } from '../../shared/study/sameValue.ts';
import { parseStudy, serializeStudy } from '../../shared/study/studyFile.ts';
import type { Study, Subject, Vertebra } from '../../shared/study/study.ts';
import { verifyStudy } from '../../shared/study/verifyStudy.ts';
import { anyEdit, randomStudy } from '../support/randomStudy.ts';

/** Two copies of one study, each worked on by itself. */
const copies = fc
  .tuple(randomStudy, fc.array(anyEdit, { maxLength: 12 }), fc.array(anyEdit, { maxLength: 12 }))
  .map(([base, ofOne, ofOther]) => {
    const work = (edits: typeof ofOne): Study => edits.reduce((study, edit) => edit(study), base);
    return [work(ofOne), work(ofOther)] as const;
  });

function merge(first: Study, second: Study): MergedStudy {
  const merged = mergeStudies(first, second);
  if (!merged.ok) throw new Error(merged.error.message);
  return merged.value;
}

const errorsOf = (study: Study) => verifyStudy(study).differences.filter(({ severity }) => severity === 'error');

/** Points and marks of every vertebra, with the subject and the name of the visit before any second name. */
const readingsOf = (subject: Subject) =>
  subject.exams.flatMap(({ timepoint, readings }) =>
    readings.flatMap(({ vertebrae }) =>
      vertebrae.map((vertebra) => ({ visit: timepoint.replace(/\.[b-z]$/, ''), vertebra })),
    ),
  );

const isWithin = (part: Vertebra, whole: Vertebra): boolean =>
  part.level === whole.level &&
  Object.entries(part.landmarks).every(([code, point]) =>
    sameValue(whole.landmarks[code as keyof typeof whole.landmarks], point),
  );

describe('two copies put together', () => {
  test('are consistent, can be saved and open again', () => {
    fc.assert(
      fc.property(copies, ([one, other]) => {
        const { study } = merge(one, other);
        expect(errorsOf(study)).toEqual([]);
        const opened = parseStudy(serializeStudy(study, { appVersion: '1.0.0', savedAt: '2026-11-20T12:00:00Z' }));
        expect(opened).toMatchObject({ ok: true });
      }),
      { numRuns: 150 },
    );
  });

  test('lose nothing of the first: no subject, no point, and none is moved', () => {
    fc.assert(
      fc.property(copies, ([one, other]) => {
        const { study } = merge(one, other);
        expect(compareStudies(one, study)).toMatchObject({
          subjectsOnlyBefore: 0,
          pointsOnlyBefore: 0,
          pointsMoved: 0,
        });
      }),
      { numRuns: 150 },
    );
  });

  test('lose nothing of the second: every level is somewhere, under its own name or a second one', () => {
    fc.assert(
      fc.property(copies, ([one, other]) => {
        const { study } = merge(one, other);
        for (const subject of other.subjects) {
          const own = study.subjects.filter(({ id, code }) => id === subject.id || code === subject.code);
          const there = own.flatMap(readingsOf);
          for (const { visit, vertebra } of readingsOf(subject)) {
            expect(there.some((each) => each.visit === visit && isWithin(vertebra, each.vertebra))).toBe(true);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('of which one is the other, change nothing and have no conflict', () => {
    fc.assert(
      fc.property(randomStudy, (study) => {
        expect(merge(study, study)).toEqual({ study, conflicts: [], added: { subjects: 0, exams: 0, readings: 0 } });
      }),
      { numRuns: 50 },
    );
  });

  test('merged once more with the second change nothing', () => {
    fc.assert(
      fc.property(copies, ([one, other]) => {
        const { study } = merge(one, other);
        expect(merge(study, other).study).toEqual(study);
      }),
      { numRuns: 150 },
    );
  });
});
