import { describe, expect, test } from 'vitest';
import { findExam, findReading, findSubject, findVertebra } from '../../../shared/study/find.ts';
import { placeLandmark, replaceLandmarks } from '../../../shared/study/edits/landmarkEdits.ts';
import { finaliseLevel, reopenLevel } from '../../../shared/study/edits/vertebraEdits.ts';
import { recordFaults, withKeptRecord } from '../../../shared/study/finalRecord.ts';
import type { Study, Vertebra } from '../../../shared/study/study.ts';
import { place, square, twoFilms } from '../../support/exampleStudy.ts';

const L1 = place('s1', 'pre', 'L1');
const day = (number: number): string => `2026-11-${String(number).padStart(2, '0')}T10:00:00.000Z`;
const vertebraOf = (study: Study): Vertebra => {
  const vertebra = findVertebra(findReading(findExam(findSubject(study, 's1'), 'pre'), L1), 'L1');
  if (vertebra === undefined) throw new Error('no vertebra');
  return vertebra;
};

const placed = (): Study => replaceLandmarks(twoFilms(), { ...L1, landmarks: square(), at: day(1) });
const finalise = (study: Study, at: string): Study => finaliseLevel(study, { ...L1, at, app: '1.2.3' });
const reopen = (study: Study, at: string): Study =>
  reopenLevel(study, { ...L1, at, app: '1.2.4', reason: `because of ${at}` });
const move = (study: Study, at: string): Study =>
  placeLandmark(study, { ...L1, landmark: 'SA', point: [301, 101], at });

/** Finalised, reopened, moved, finalised, reopened, finalised. */
const history = (): Study =>
  finalise(reopen(finalise(move(reopen(finalise(placed(), day(2)), day(3)), day(4)), day(5)), day(6)), day(7));

describe('the record of a level', () => {
  test('holds reader, time, reason and version of every act', () => {
    const { revisions, seal, finalisedAt } = vertebraOf(history());
    expect(finalisedAt).toBe(day(7));
    expect(seal).toMatchObject({ by: 'R1', app: '1.2.3' });
    expect(revisions).toMatchObject([
      {
        finalisedAt: day(2),
        reopenedAt: day(3),
        reason: `because of ${day(3)}`,
        finalised: { by: 'R1', app: '1.2.3' },
        reopened: { by: 'R1', app: '1.2.4' },
      },
      { finalisedAt: day(5), reopenedAt: day(6), landmarks: { SA: [301, 101] } },
    ]);
  });

  test('has no fault at any stage of a level', () => {
    let study = placed();
    const stages = [
      study,
      (study = finalise(study, day(2))),
      (study = reopen(study, day(3))),
      (study = move(study, day(4))),
      (study = finalise(study, day(5))),
    ];
    for (const stage of stages) expect(recordFaults(vertebraOf(stage))).toEqual([]);
    expect(recordFaults(vertebraOf(history()))).toEqual([]);
  });

  const sound = vertebraOf(history());
  const [one, two] = sound.revisions;
  if (one?.reopened === undefined || two === undefined || sound.seal === undefined) throw new Error('no record');
  const { seal: _, finalisedAt: __, ...open } = sound;
  const forged: readonly [string, Vertebra][] = [
    ['a point of the finalised level', { ...sound, landmarks: { ...sound.landmarks, IP: [1, 1] } }],
    ['a mark of the finalised level', { ...sound, states: { SA: { kind: 'estimated' } } }],
    ['a grade', { ...sound, sqGrade: 2 }],
    ['the level itself', { ...sound, level: 'L2' }],
    ['the time of finalising', { ...sound, finalisedAt: day(8) }],
    ['the time of measuring', { ...sound, measuredAt: day(2) }],
    ['the reader', { ...sound, seal: { ...sound.seal, by: 'R2' } }],
    ['the version', { ...sound, seal: { ...sound.seal, app: '9.9.9' } }],
    ['the last link', { ...sound, seal: { ...sound.seal, hash: '0'.repeat(64) } }],
    ['no seal any more', { ...open, finalisedAt: day(7) }],
    ['unlocked by hand', { ...open, seal: sound.seal }],
    ['locked by hand', { ...vertebraOf(reopen(history(), day(8))), finalisedAt: day(9) }],
    ['a point of an earlier version', { ...sound, revisions: [{ ...one, landmarks: {} }, two] }],
    ['a reason', { ...sound, revisions: [one, { ...two, reason: 'typing error' }] }],
    ['the time of reopening', { ...sound, revisions: [one, { ...two, reopenedAt: day(9) }] }],
    ['who reopened', { ...sound, revisions: [{ ...one, reopened: { ...one.reopened, by: 'R2' } }, two] }],
    ['the first act taken out', { ...sound, revisions: [two] }],
    ['the last act taken out', { ...sound, revisions: [one] }],
    ['every act taken out', { ...sound, revisions: [] }],
    ['acts in another order', { ...sound, revisions: [two, one] }],
    ['an act twice', { ...sound, revisions: [one, two, two] }],
    ['an act put in', { ...sound, revisions: [one, { ...one, reason: 'another' }, two] }],
    ['the last act of an open level taken out', { ...vertebraOf(reopen(history(), day(8))), revisions: [one, two] }],
  ];
  test.each(forged)('shows: %s', (_name, vertebra) => {
    expect(recordFaults(vertebra)).not.toEqual([]);
  });
});

describe('going back behind what was saved', () => {
  const act = { by: 'R1', app: '1.2.3', at: day(9) };
  const keep = (saved: Study, restored: Study): Vertebra =>
    withKeptRecord(vertebraOf(saved), vertebraOf(restored), act, 'undone');

  test('a finalisation that was saved is reopened on record', () => {
    const kept = keep(finalise(placed(), day(2)), placed());
    expect(kept.finalisedAt).toBeUndefined();
    expect(kept.landmarks).toEqual(square());
    expect(kept.revisions).toMatchObject([{ finalisedAt: day(2), reopenedAt: day(9), reason: 'undone' }]);
    expect(recordFaults(kept)).toEqual([]);
  });

  test('a reopening that was saved stays on record, and the level is final again', () => {
    const final = finalise(placed(), day(2));
    const kept = keep(move(reopen(final, day(3)), day(4)), final);
    expect(kept).toMatchObject({ finalisedAt: day(9), landmarks: square(), revisions: [{ reopenedAt: day(3) }] });
    expect(recordFaults(kept)).toEqual([]);
  });

  test('what is on record anyway is left as it is', () => {
    const final = finalise(placed(), day(2));
    for (const restored of [final, reopen(final, day(3)), history()]) {
      expect(keep(final, restored)).toBe(vertebraOf(restored));
    }
    const later = finalise(placed(), day(5));
    expect(keep(placed(), later)).toBe(vertebraOf(later));
  });

  test('a level that is gone leaves its record', () => {
    const gone: Vertebra = { level: 'L1', landmarks: {}, states: {}, revisions: [] };
    const kept = withKeptRecord(vertebraOf(finalise(placed(), day(2))), gone, act, 'undone');
    expect(kept).toMatchObject({ level: 'L1', landmarks: {}, revisions: [{ landmarks: square() }] });
    expect(recordFaults(kept)).toEqual([]);
  });
});
