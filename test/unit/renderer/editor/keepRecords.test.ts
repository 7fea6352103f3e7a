import { expect, test } from 'vitest';
import { keepRecords } from '../../../../renderer/editor/keepRecords.ts';
import { swapExams } from '../../../../shared/study/edits/examEdits.ts';
import { replaceLandmarks } from '../../../../shared/study/edits/landmarkEdits.ts';
import { finaliseLevel, reopenLevel } from '../../../../shared/study/edits/vertebraEdits.ts';
import type { Study, Vertebra } from '../../../../shared/study/study.ts';
import { parseStudy, serializeStudy } from '../../../../shared/study/studyFile.ts';
import { verifyStudy } from '../../../../shared/study/verifyStudy.ts';
import { AT, LATER, place, square, twoFilms } from '../../../support/exampleStudy.ts';

const L1 = place('s1', 'pre', 'L1');
const record = { at: '2026-11-25T10:00:00.000Z', app: '1.0.0', reason: 'undo' };
const films = (): Study => {
  const [subject] = twoFilms().subjects;
  if (subject === undefined) throw new Error('no subject');
  const exams = subject.exams.map((exam, index) =>
    exam.image === undefined ? exam : { ...exam, image: { ...exam.image, sha256: String(index).repeat(64) } },
  );
  return { ...twoFilms(), subjects: [{ ...subject, exams }] };
};
const placed = (): Study => replaceLandmarks(films(), { ...L1, landmarks: square(), at: AT });
const final = (): Study => finaliseLevel(placed(), { ...L1, at: LATER, app: '1.0.0' });
const level = (study: Study, exam = 0): Vertebra | undefined =>
  study.subjects[0]?.exams[exam]?.readings[0]?.vertebrae[0];

test('undo of a finalisation that was saved opens the level, on record', () => {
  const study = keepRecords(final(), placed(), record);
  expect(level(study)).toMatchObject({ landmarks: square(), revisions: [{ reason: 'undo', reopenedAt: record.at }] });
  expect(level(study)?.finalisedAt).toBeUndefined();
  expect(verifyStudy(study)).toEqual({ ok: true, differences: [] });
});

test('undo behind the first point leaves the record of the level, and a study that can be saved', () => {
  const study = keepRecords(final(), films(), record);
  expect(level(study)).toMatchObject({ landmarks: {}, revisions: [{ landmarks: square() }] });
  expect(parseStudy(serializeStudy(study, { appVersion: '1', savedAt: AT })).ok).toBe(true);
});

test('undo of a reopening that was saved finalises again', () => {
  const reopened = reopenLevel(final(), { ...L1, at: LATER, app: '1.0.0', reason: 'look again' });
  const study = keepRecords(reopened, final(), record);
  expect(level(study)).toMatchObject({ finalisedAt: record.at, revisions: [{ reason: 'look again' }] });
  expect(verifyStudy(study)).toEqual({ ok: true, differences: [] });
});

test('the level is found by its film, wherever that stands now', () => {
  const swapped = swapExams(placed(), { subjectId: 's1', first: 'pre', second: 'post' });
  const study = keepRecords(final(), swapped, record);
  expect(level(study, 0)).toBeUndefined();
  expect(level(study, 1)?.revisions).toHaveLength(1);
});

test('what was never saved as final, or is still on record, is the very same study', () => {
  expect(keepRecords(placed(), films(), record)).toEqual(films());
  const study = final();
  expect(keepRecords(study, study, record)).toBe(study);
  const changed = replaceLandmarks(study, { ...place('s1', 'post', 'L1'), landmarks: square(), at: LATER });
  expect(keepRecords(study, changed, record)).toBe(changed);
});
