import { describe, expect, test } from 'vitest';
import {
  addCalibration,
  moveExam,
  removeExam,
  setDaysFromPre,
  setDisplay,
  setExamImage,
  setExamMissing,
  setPosture,
  swapExams,
} from '../../../../shared/study/edits/examEdits.ts';
import { placeLandmark } from '../../../../shared/study/edits/landmarkEdits.ts';
import { findExam, findSubject } from '../../../../shared/study/find.ts';
import type { Study } from '../../../../shared/study/study.ts';
import { AT, image, place, twoFilms } from '../../../support/exampleStudy.ts';

const exam = (study: Study, timepoint: string) => findExam(findSubject(study, 's1'), timepoint);
const at = (timepoint: string) => ({ subjectId: 's1', timepoint });
const withPoint = (study: Study) =>
  placeLandmark(study, { ...place('s1', 'pre', 'L1'), landmark: 'SA', point: [1, 2], at: AT });

describe('the image of an exam', () => {
  test('makes the exam, in the order of the protocol', () => {
    const study = setExamImage(setExamImage(twoFilms(), { ...at('m6'), image: image('b') }), {
      ...at('m1'),
      image: image('a'),
      posture: 'supine',
    });
    expect(study.subjects[0]?.exams.map(({ timepoint }) => timepoint)).toEqual(['pre', 'post', 'm1', 'm6']);
    expect(exam(study, 'm1')?.posture).toBe('supine');
    expect(exam(study, 'm6')?.posture).toBe('unknown');
  });

  test('given again changes nothing', () => {
    const study = twoFilms();
    expect(setExamImage(study, { ...at('pre'), image: image('S001_pre') })).toBe(study);
  });

  test('takes back the reason why there was none', () => {
    const missing = setExamMissing(twoFilms(), { ...at('m1'), missing: 'unavailable' });
    const study = setExamImage(missing, { ...at('m1'), image: image('a') });
    expect(exam(study, 'm1')).toMatchObject({ image: { name: 'a.png' } });
    expect(exam(study, 'm1')?.missing).toBeUndefined();
  });

  test('is not exchanged under existing points unless it is said what becomes of them', () => {
    const study = withPoint(twoFilms());
    const other = { ...at('pre'), image: image('other') };
    expect(setExamImage(study, other)).toBe(study);
    const kept = exam(setExamImage(study, { ...other, existingPoints: 'keep' }), 'pre');
    expect(kept).toMatchObject({ image: { name: 'other.png' }, readings: [{ vertebrae: [{ level: 'L1' }] }] });
    const fresh = exam(setExamImage(study, { ...other, existingPoints: 'discard' }), 'pre');
    expect(fresh).toMatchObject({ image: { name: 'other.png' }, readings: [], calibrations: [] });
  });

  test('is refused at a timepoint that the protocol does not have', () => {
    const study = twoFilms();
    expect(setExamImage(study, { ...at('y9'), image: image('a') })).toBe(study);
  });
});

describe('a missing exam', () => {
  test('is recorded with its reason and taken back without a trace', () => {
    const study = twoFilms();
    const missing = setExamMissing(study, { ...at('m1'), missing: 'death' });
    expect(exam(missing, 'm1')?.missing).toBe('death');
    expect(exam(setExamMissing(missing, { ...at('m1'), missing: null }), 'm1')).toBeUndefined();
    expect(setExamMissing(study, { ...at('m1'), missing: null })).toBe(study);
  });

  test('is refused while there is an image', () => {
    const study = twoFilms();
    expect(setExamMissing(study, { ...at('pre'), missing: 'death' })).toBe(study);
  });
});

describe('moving and exchanging', () => {
  test('a free timepoint takes the exam, a taken one refuses it', () => {
    const study = twoFilms();
    const moved = moveExam(study, { subjectId: 's1', from: 'post', to: 'm3' });
    expect(moved.subjects[0]?.exams.map(({ timepoint }) => timepoint)).toEqual(['pre', 'm3']);
    expect(moveExam(study, { subjectId: 's1', from: 'post', to: 'pre' })).toBe(study);
    expect(moveExam(study, { subjectId: 's1', from: 'm6', to: 'm12' })).toBe(study);
  });

  test('pre and post change places with their points; the typed days stay with the visit', () => {
    const study = setDaysFromPre(withPoint(twoFilms()), { ...at('post'), days: 3 });
    const swapped = swapExams(study, { subjectId: 's1', first: 'pre', second: 'post' });
    expect(exam(swapped, 'post')).toMatchObject({
      image: { name: 'S001_pre.png' },
      daysFromPre: 3,
      readings: [{ vertebrae: [{ landmarks: { SA: [1, 2] } }] }],
    });
    expect(exam(swapped, 'pre')?.daysFromPre).toBeUndefined();
    expect(swapExams(swapped, { subjectId: 's1', first: 'pre', second: 'post' })).toEqual(study);
  });

  test('with one of the two absent the other moves', () => {
    const study = removeExam(twoFilms(), at('post'));
    const swapped = swapExams(study, { subjectId: 's1', first: 'pre', second: 'post' });
    expect(exam(swapped, 'pre')).toBeUndefined();
    expect(exam(swapped, 'post')?.image?.name).toBe('S001_pre.png');
  });
});

test('a calibration that cannot be computed does not get into the ledger', () => {
  const study = twoFilms();
  const noted = { at: AT, by: 'R1', reason: '' };
  const spacing = { rowSpacing: 0, columnSpacing: Number.NaN };
  for (const entry of [
    { ...noted, kind: 'line', object: 'rod', knownMm: 10, from: [5, 5], to: [5, 5] },
    { ...noted, kind: 'typed', spacing, plane: 'film' },
    { ...noted, kind: 'file', source: 'pixel_spacing' },
  ] as const) {
    expect(addCalibration(study, { ...at('pre'), entry })).toBe(study);
  }
});

test('posture, days, display and ledger change one thing each; the same value changes nothing', () => {
  const study = twoFilms();
  expect(exam(setPosture(study, { ...at('pre'), posture: 'supine' }), 'pre')?.posture).toBe('supine');
  expect(setPosture(study, { ...at('pre'), posture: 'standing' })).toBe(study);
  const days = setDaysFromPre(study, { ...at('post'), days: 0 });
  expect(exam(days, 'post')?.daysFromPre).toBe(0);
  expect(exam(setDaysFromPre(days, { ...at('post'), days: null }), 'post')).not.toHaveProperty('daysFromPre');
  expect(setDaysFromPre(study, { ...at('post'), days: 1.5 })).toBe(study);
  const turned = setDisplay(study, { ...at('pre'), display: { rotation: 90, invert: true } });
  expect(exam(turned, 'pre')?.display).toEqual({ rotation: 90, invert: true });
  expect(exam(setDisplay(turned, { ...at('pre'), display: { invert: undefined } }), 'pre')?.display).toEqual({
    rotation: 90,
  });
  expect(setDisplay(turned, { ...at('pre'), display: { rotation: 90 } })).toBe(turned);
  const entry = { kind: 'automatic', at: AT, by: 'R1', reason: 'back to the file' } as const;
  expect(exam(addCalibration(study, { ...at('pre'), entry }), 'pre')?.calibrations).toHaveLength(2);
  expect(addCalibration(study, { ...at('m1'), entry })).toBe(study);
  expect(removeExam(study, at('m1'))).toBe(study);
});
