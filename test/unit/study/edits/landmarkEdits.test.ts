import { describe, expect, test } from 'vitest';
import type { Landmark } from '../../../../shared/spine/landmarks.ts';
import {
  clearLandmark,
  clearLevel,
  placeLandmark,
  replaceLandmarks,
  setLandmarkState,
} from '../../../../shared/study/edits/landmarkEdits.ts';
import { setPointScheme } from '../../../../shared/study/edits/protocolEdits.ts';
import {
  finaliseLevel,
  reopenLevel,
  setVertebraFacts,
  setVertebraMissing,
} from '../../../../shared/study/edits/vertebraEdits.ts';
import { findExam, findReading, findSubject, findVertebra } from '../../../../shared/study/find.ts';
import type { Study } from '../../../../shared/study/study.ts';
import { AT, LATER, place, square, twoFilms } from '../../../support/exampleStudy.ts';

const L1 = place('s1', 'pre', 'L1');

const vertebraOf = (study: Study, at = L1) =>
  findVertebra(findReading(findExam(findSubject(study, at.subjectId), at.timepoint), at), at.level);

const put = (study: Study, landmark: Landmark, point: readonly [number, number]) =>
  placeLandmark(study, { ...L1, landmark, point, at: AT });

describe('placing a landmark', () => {
  test('makes the reading and the vertebra, and notes the time', () => {
    const study = put(twoFilms(), 'SA', [300, 100]);
    expect(vertebraOf(study)).toEqual({
      level: 'L1',
      landmarks: { SA: [300, 100] },
      states: {},
      revisions: [],
      measuredAt: AT,
    });
    expect(study.subjects[0]?.exams[0]?.readings[0]?.startedAt).toBe(AT);
  });

  test('leaves everything else as the same object', () => {
    const before = twoFilms();
    const after = put(before, 'SA', [300, 100]);
    expect(after.protocol).toBe(before.protocol);
    expect(after.subjects[0]?.exams[1]).toBe(before.subjects[0]?.exams[1]);
    expect(before.subjects[0]?.exams[0]?.readings).toEqual([]);
  });

  test('at the place where it is already changes nothing, not even the time', () => {
    const study = put(twoFilms(), 'SA', [300, 100]);
    expect(placeLandmark(study, { ...L1, landmark: 'SA', point: [300, 100], at: LATER })).toBe(study);
  });

  test.each([
    ['outside the image', { landmark: 'SA', point: [800.1, 10] }],
    ['left of the image', { landmark: 'SA', point: [-0.1, 10] }],
    ['at no place', { landmark: 'SA', point: [Number.NaN, 10] }],
    ['an inferior point of S1', { landmark: 'IA', point: [10, 10], level: 'S1' }],
    ['an exam without image', { landmark: 'SA', point: [10, 10], timepoint: 'm1' }],
    ['an unknown subject', { landmark: 'SA', point: [10, 10], subjectId: 'nobody' }],
  ] as const)('is refused: %s', (_, parameters) => {
    const study = twoFilms();
    expect(placeLandmark(study, { ...L1, at: AT, ...parameters })).toBe(study);
  });

  test('on the outer edge of the image is allowed: 800 columns reach from 0 to 800', () => {
    expect(vertebraOf(put(twoFilms(), 'SA', [800, 1200]))?.landmarks.SA).toEqual([800, 1200]);
  });

  test('keeps "estimated", lifts "not visible"', () => {
    let study = setLandmarkState(put(twoFilms(), 'SA', [300, 100]), {
      ...L1,
      landmark: 'SA',
      state: { kind: 'estimated' },
      at: AT,
    });
    study = put(study, 'SA', [301, 100]);
    expect(vertebraOf(study)?.states.SA).toEqual({ kind: 'estimated' });
    study = setLandmarkState(study, {
      ...L1,
      landmark: 'SA',
      state: { kind: 'not_visible', reason: 'overlap' },
      at: AT,
    });
    expect(vertebraOf(study)?.landmarks.SA).toBeUndefined();
    expect(vertebraOf(put(study, 'SA', [301, 100]))?.states).toEqual({});
  });

  test('takes back the reason why the vertebra had no points', () => {
    const study = setVertebraMissing(twoFilms(), { ...L1, missing: 'not_visible', at: AT });
    expect(vertebraOf(put(study, 'SA', [300, 100]))?.missing).toBeUndefined();
  });

  test('keeps the vertebrae from head to foot whatever the order of work', () => {
    let study = put(twoFilms(), 'SA', [300, 100]);
    study = placeLandmark(study, { ...L1, level: 'T12', landmark: 'SA', point: [300, 50], at: AT });
    study = placeLandmark(study, { ...L1, level: 'T13', landmark: 'SA', point: [300, 60], at: AT });
    const levels = study.subjects[0]?.exams[0]?.readings[0]?.vertebrae.map(({ level }) => level);
    expect(levels).toEqual(['T12', 'T13', 'L1']);
  });
});

describe('clearing', () => {
  test('the last landmark removes the vertebra, as if it had not been started', () => {
    const study = clearLandmark(put(twoFilms(), 'SA', [300, 100]), { ...L1, landmark: 'SA', at: LATER });
    expect(vertebraOf(study)).toBeUndefined();
  });

  test('a level keeps its note', () => {
    let study = setVertebraFacts(put(twoFilms(), 'SA', [300, 100]), { ...L1, facts: { note: 'old fracture' }, at: AT });
    study = clearLevel(study, { ...L1, at: LATER });
    expect(vertebraOf(study)).toMatchObject({ landmarks: {}, note: 'old fracture' });
  });

  test('what is not there changes nothing', () => {
    const study = put(twoFilms(), 'SA', [300, 100]);
    expect(clearLandmark(study, { ...L1, landmark: 'SP', at: LATER })).toBe(study);
    expect(clearLevel(study, { ...L1, level: 'L5', at: LATER })).toBe(study);
  });
});

describe('marks', () => {
  test('"estimated" needs a point and "derived" is the program\'s own', () => {
    const study = put(twoFilms(), 'SA', [300, 100]);
    expect(setLandmarkState(study, { ...L1, landmark: 'SP', state: { kind: 'estimated' }, at: AT })).toBe(study);
    expect(setLandmarkState(study, { ...L1, landmark: 'SA', state: { kind: 'derived' }, at: AT })).toBe(study);
  });

  test('null lifts a mark', () => {
    const hidden = setLandmarkState(twoFilms(), {
      ...L1,
      landmark: 'SM',
      state: { kind: 'not_visible', reason: 'implant' },
      at: AT,
    });
    expect(vertebraOf(hidden)?.states.SM?.kind).toBe('not_visible');
    expect(vertebraOf(setLandmarkState(hidden, { ...L1, landmark: 'SM', state: null, at: AT }))).toBeUndefined();
  });
});

describe('a finalised level', () => {
  const finalised = () =>
    finaliseLevel(replaceLandmarks(twoFilms(), { ...L1, landmarks: square(), at: AT }), {
      ...L1,
      at: AT,
      app: '0.1.0',
    });

  test('refuses every change of points, marks and judgements but takes a note', () => {
    const study = finalised();
    expect(put(study, 'SA', [10, 10])).toBe(study);
    expect(clearLandmark(study, { ...L1, landmark: 'SA', at: LATER })).toBe(study);
    expect(clearLevel(study, { ...L1, at: LATER })).toBe(study);
    expect(replaceLandmarks(study, { ...L1, landmarks: square(5), at: LATER })).toBe(study);
    expect(setLandmarkState(study, { ...L1, landmark: 'SA', state: { kind: 'estimated' }, at: LATER })).toBe(study);
    expect(setVertebraMissing(study, { ...L1, missing: 'excluded', at: LATER })).toBe(study);
    expect(setVertebraFacts(study, { ...L1, facts: { sqGrade: 2 }, at: LATER })).toBe(study);
    expect(vertebraOf(setVertebraFacts(study, { ...L1, facts: { note: 'seen' }, at: LATER }))?.note).toBe('seen');
  });

  test('is locked in both images at once when no timepoint is named', () => {
    let study = replaceLandmarks(twoFilms(), { ...L1, landmarks: square(), at: AT });
    study = replaceLandmarks(study, { ...place('s1', 'post', 'L1'), landmarks: square(), at: AT });
    const { timepoint: _timepoint, ...everywhere } = L1;
    study = finaliseLevel(study, { ...everywhere, at: LATER, app: '0.1.0' });
    expect(vertebraOf(study)?.finalisedAt).toBe(LATER);
    expect(vertebraOf(study, place('s1', 'post', 'L1'))?.finalisedAt).toBe(LATER);
    expect(finaliseLevel(study, { ...everywhere, at: AT, app: '0.1.0' })).toBe(study);
  });

  test('opens again with its landmarks and the reason on record', () => {
    const study = reopenLevel(finalised(), { ...L1, at: LATER, app: '0.1.0', reason: ' wrong corner ' });
    expect(vertebraOf(study)?.finalisedAt).toBeUndefined();
    const { hash: _, ...opened } = vertebraOf(study)?.seal ?? {};
    expect(opened).toEqual({ by: 'R1', app: '0.1.0' });
    expect(vertebraOf(study)?.revisions).toEqual([
      {
        finalisedAt: AT,
        finalised: vertebraOf(finalised())?.seal,
        reopenedAt: LATER,
        reopened: vertebraOf(study)?.seal,
        reason: 'wrong corner',
        landmarks: square(),
        measuredAt: AT,
      },
    ]);
    expect(vertebraOf(put(study, 'SA', [310, 100]))?.landmarks.SA).toEqual([310, 100]);
  });

  test('needs something to finalise', () => {
    const study = setVertebraFacts(twoFilms(), { ...L1, facts: { note: 'empty' }, at: AT });
    expect(finaliseLevel(study, { ...L1, at: AT, app: '0.1.0' })).toBe(study);
  });
});

describe('the four-corner scheme', () => {
  const four = () => setPointScheme(twoFilms(), { pointScheme: 'four' });

  test('derives the middle of an endplate from its corners and lets it follow them', () => {
    let study = put(put(four(), 'SA', [300, 100]), 'SP', [100, 120]);
    expect(vertebraOf(study)?.landmarks.SM).toEqual([200, 110]);
    expect(vertebraOf(study)?.states.SM).toEqual({ kind: 'derived' });
    study = put(study, 'SA', [320, 100]);
    expect(vertebraOf(study)?.landmarks.SM).toEqual([210, 110]);
    expect(vertebraOf(study)?.landmarks.IM).toBeUndefined();
    study = clearLandmark(study, { ...L1, landmark: 'SA', at: LATER });
    expect(vertebraOf(study)?.landmarks).toEqual({ SP: [100, 120] });
  });

  test('leaves a middle alone that the reader has placed, until it is cleared', () => {
    let study = put(put(put(four(), 'SA', [300, 100]), 'SP', [100, 100]), 'SM', [200, 130]);
    expect(vertebraOf(study)?.states.SM).toBeUndefined();
    study = put(study, 'SA', [320, 100]);
    expect(vertebraOf(study)?.landmarks.SM).toEqual([200, 130]);
    study = clearLandmark(study, { ...L1, landmark: 'SM', at: LATER });
    expect(vertebraOf(study)?.landmarks.SM).toEqual([210, 100]);
  });

  test('leaves its derived middles following their corners when the protocol goes back to six points', () => {
    let study = put(put(four(), 'SA', [300, 100]), 'SP', [100, 100]);
    study = setPointScheme(study, { pointScheme: 'six' });
    study = put(put(put(study, 'SA', [320, 100]), 'IA', [300, 300]), 'IP', [100, 300]);
    expect(vertebraOf(study)?.landmarks.SM).toEqual([210, 100]);
    expect(vertebraOf(study)?.states).toEqual({ SM: { kind: 'derived' } });
    expect(vertebraOf(study)?.landmarks.IM).toBeUndefined();
  });

  test('completes the open levels when the protocol changes to it, not the finalised ones', () => {
    const { SM: _SM, IM: _IM, ...corners } = square();
    let study = replaceLandmarks(twoFilms(), { ...L1, landmarks: corners, at: AT });
    study = replaceLandmarks(study, { ...L1, level: 'L2', landmarks: corners, at: AT });
    study = finaliseLevel(study, { ...L1, level: 'L2', at: AT, app: '0.1.0' });
    study = setPointScheme(study, { pointScheme: 'four' });
    expect(vertebraOf(study)?.landmarks).toEqual(square());
    expect(vertebraOf(study, { ...L1, level: 'L2' })?.landmarks).toEqual(corners);
  });
});

describe('replacing all landmarks', () => {
  test('drops those that are not named', () => {
    let study = replaceLandmarks(twoFilms(), { ...L1, landmarks: square(), at: AT });
    study = replaceLandmarks(study, { ...L1, landmarks: { SA: [1, 2] }, at: LATER });
    expect(vertebraOf(study)?.landmarks).toEqual({ SA: [1, 2] });
  });

  test('refuses the whole set for one wrong landmark', () => {
    const study = twoFilms();
    expect(replaceLandmarks(study, { ...L1, landmarks: { ...square(), IA: [900, 1] }, at: AT })).toBe(study);
    expect(replaceLandmarks(study, { ...L1, level: 'S1', landmarks: square(), at: AT })).toBe(study);
  });
});

describe('the reason for a vertebra as a whole', () => {
  test('stands only without points, except that a measurement may be excluded', () => {
    const study = put(twoFilms(), 'SA', [300, 100]);
    expect(setVertebraMissing(study, { ...L1, missing: 'not_visible', at: AT })).toBe(study);
    const excluded = setVertebraMissing(study, { ...L1, missing: 'excluded', at: AT });
    expect(vertebraOf(excluded)).toMatchObject({ missing: 'excluded', landmarks: { SA: [300, 100] } });
    expect(vertebraOf(setVertebraMissing(excluded, { ...L1, missing: null, at: AT }))?.missing).toBeUndefined();
  });
});

test('an empty note is no note, a long one is cut at 2000', () => {
  const study = setVertebraFacts(twoFilms(), { ...L1, facts: { note: '  ' }, at: AT });
  expect(vertebraOf(study)).toBeUndefined();
  const long = setVertebraFacts(study, { ...L1, facts: { note: 'x'.repeat(3000) }, at: AT });
  expect(vertebraOf(long)?.note).toHaveLength(2000);
});
