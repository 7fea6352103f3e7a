import { expect, test } from 'vitest';
import { setTimepoints } from '../../../shared/study/edits/protocolEdits.ts';
import { setExamImage } from '../../../shared/study/edits/examEdits.ts';
import { examDays } from '../../../shared/study/examDays.ts';
import {
  baselineTimepoint,
  findExam,
  findSubject,
  findSubjectByCode,
  findTimepoint,
  landmarksOf,
  nextLandmark,
  placedLandmarks,
  vertebraProgress,
} from '../../../shared/study/find.ts';
import type { Study, Vertebra } from '../../../shared/study/study.ts';
import { emptyStudy, exampleStudy, image, square, twoFilms } from '../../support/exampleStudy.ts';

const vertebra = (fields: Partial<Vertebra>): Vertebra => ({
  level: 'L1',
  landmarks: {},
  states: {},
  revisions: [],
  ...fields,
});

test('placed landmarks are points in the words of the geometry; a hidden one is absent', () => {
  expect(placedLandmarks(vertebra({ landmarks: { SA: [3, 4] } }))).toEqual({ SA: { x: 3, y: 4 } });
  expect(placedLandmarks(undefined)).toEqual({});
});

test('the next landmark goes round the body and skips what cannot be seen', () => {
  expect(nextLandmark(undefined, 'L1')).toBe('SA');
  expect(nextLandmark(vertebra({ landmarks: { SA: [1, 1] } }), 'L1')).toBe('SM');
  const hidden = vertebra({ landmarks: { SA: [1, 1] }, states: { SM: { kind: 'not_visible', reason: 'overlap' } } });
  expect(nextLandmark(hidden, 'L1')).toBe('SP');
  expect(nextLandmark(vertebra({ landmarks: square() }), 'L1')).toBeNull();
});

test('S1 is complete with three landmarks', () => {
  const { SA, SM, SP } = square();
  expect(landmarksOf('S1')).toEqual(['SA', 'SM', 'SP']);
  expect(vertebraProgress(vertebra({ level: 'S1', landmarks: { SA, SM, SP } }))).toBe('complete');
  expect(vertebraProgress(vertebra({ landmarks: { SA, SM, SP } }))).toBe('partly');
  expect(vertebraProgress(vertebra({ note: 'x' }))).toBe('empty');
  expect(vertebraProgress(vertebra({ missing: 'not_visible' }))).toBe('missing');
  expect(vertebraProgress(vertebra({ landmarks: square(), finalisedAt: '2026-01-01T00:00:00Z' }))).toBe('finalised');
});

test('subjects and timepoints are found by id and by code', () => {
  const study = exampleStudy();
  expect(findSubject(study, 's2')?.code).toBe('S002');
  expect(findSubjectByCode(study, 'S002')?.id).toBe('s2');
  expect(findSubject(study, 'S002')).toBeUndefined();
  expect(findTimepoint(study, 'm1')?.label).toBe('1 month');
});

test('the baseline is "pre", or the first timepoint of a protocol without it', () => {
  const study = emptyStudy();
  expect(baselineTimepoint(study.protocol)).toBe('pre');
  const renamed = setTimepoints(study, { timepoints: [{ id: 'base', label: 'Base', nominalDays: 0 }] });
  expect(baselineTimepoint(renamed.protocol)).toBe('base');
});

const daysOf = (study: Study, code: string, timepoint: string) => {
  const subject = findSubjectByCode(study, code);
  const exam = findExam(subject, timepoint);
  return subject === undefined || exam === undefined ? undefined : examDays(study.protocol, subject, exam);
};

test('days: 0 at the baseline, the typed number, else the dates of the files, else unknown', () => {
  const study = exampleStudy();
  expect(daysOf(study, 'S001', 'pre')).toBe(0);
  expect(daysOf(study, 'S001', 'post')).toBe(3);
  expect(daysOf(study, 'S002', 'post')).toBe(3);
  expect(daysOf(study, 'S002', 'm1')).toBeNull();
  expect(daysOf(twoFilms(), 'S001', 'post')).toBeNull();
});

test('a date that the calendar does not have counts as unknown', () => {
  let study = setExamImage(emptyStudyWithSubject(), {
    subjectId: 's1',
    timepoint: 'pre',
    image: image('a', { acquisitionDate: '2026-02-30' }),
  });
  study = setExamImage(study, {
    subjectId: 's1',
    timepoint: 'post',
    image: image('b', { acquisitionDate: '2026-03-02' }),
  });
  expect(daysOf(study, 'S001', 'post')).toBeNull();
});

const emptyStudyWithSubject = (): Study => ({
  ...twoFilms(),
  subjects: twoFilms().subjects.map((s) => ({ ...s, exams: [] })),
});
