import { expect, test } from 'vitest';
import { addClinicalEvent } from '../../../shared/study/edits/clinicalEdits.ts';
import type { ClinicalEvent } from '../../../shared/study/study.ts';
import { visitAbsence } from '../../../shared/study/visitAbsence.ts';
import { twoFilms } from '../../support/exampleStudy.ts';

const absenceAt = (timepoint: string, ...events: readonly ClinicalEvent[]) => {
  const study = events.reduce((before, event) => addClinicalEvent(before, { subjectId: 's1', event }), twoFilms());
  const [subject] = study.subjects;
  if (subject === undefined) throw new Error('no subject');
  const exam = subject.exams.find((each) => each.timepoint === timepoint);
  return visitAbsence(study, subject, { timepoint, exam });
};

test('a death at 3 months takes the visits from then on, none before', () => {
  const death = { kind: 'death', timepoint: 'm3' } as const;
  expect(['m1', 'm3', 'm6'].map((timepoint) => absenceAt(timepoint, death))).toEqual(['unavailable', 'death', 'death']);
});

test('a loss after 100 days takes the visit at 183 days, not that at 91', () => {
  const lost = { kind: 'lost', daysFromPre: 100 } as const;
  expect(absenceAt('m3', lost)).toBe('unavailable');
  expect(absenceAt('m6', lost)).toBe('lost_to_follow_up');
});

test('a death counts before a loss; other events, and events without a time, take nothing', () => {
  expect(absenceAt('m6', { kind: 'lost', timepoint: 'm1' }, { kind: 'death', timepoint: 'm3' })).toBe('death');
  expect(absenceAt('m6', { kind: 'leakage', timepoint: 'post' }, { kind: 'death' })).toBe('unavailable');
  expect(absenceAt('m6', { kind: 'death', timepoint: 'not in the protocol' })).toBe('unavailable');
});

test('a visit with an image is not absent, whatever was recorded', () => {
  expect(absenceAt('post', { kind: 'death', timepoint: 'pre' })).toBeNull();
});
