import { describe, expect, test } from 'vitest';
import { setReportedValue, setScore } from '../../../shared/study/edits/clinicalEdits.ts';
import { setExamImage, setExamMissing } from '../../../shared/study/edits/examEdits.ts';
import { placeLandmark, replaceLandmarks } from '../../../shared/study/edits/landmarkEdits.ts';
import { addReader, setReadingError } from '../../../shared/study/edits/protocolEdits.ts';
import { addSubject, setSubjectFacts } from '../../../shared/study/edits/subjectEdits.ts';
import { finaliseLevel } from '../../../shared/study/edits/vertebraEdits.ts';
import { mergeStudies } from '../../../shared/study/mergeStudies.ts';
import type { Study } from '../../../shared/study/study.ts';
import { verifyStudy } from '../../../shared/study/verifyStudy.ts';
import { AT, LATER, image, place, square, twoFilms, wedge } from '../../support/exampleStudy.ts';

function merge(first: Study, second: Study) {
  const merged = mergeStudies(first, second);
  if (!merged.ok) throw new Error(merged.error.message);
  expect(verifyStudy(merged.value.study).differences.filter(({ severity }) => severity === 'error')).toEqual([]);
  return merged.value;
}

const L1 = place('s1', 'pre', 'L1');
const readL1 = (study: Study, landmarks = wedge(), at = AT) => replaceLandmarks(study, { ...L1, landmarks, at });
const readingsOf = (study: Study, timepoint = 'pre') =>
  study.subjects[0]?.exams
    .find((exam) => exam.timepoint === timepoint)
    ?.readings.map(({ reader, number, vertebrae }) => [reader, number, vertebrae.map(({ level }) => level)]);

describe('two computers, one study', () => {
  test('two readers on the same film: both readings, no conflict', () => {
    const base = addReader(twoFilms(), { id: 'R2', label: 'Reader 2' });
    const other = replaceLandmarks(base, { ...place('s1', 'pre', 'L1', 'R2'), landmarks: wedge(3), at: LATER });
    const { study, conflicts, added } = merge(readL1(base), other);
    expect(readingsOf(study)).toEqual([
      ['R1', 1, ['L1']],
      ['R2', 1, ['L1']],
    ]);
    expect({ conflicts, added }).toEqual({ conflicts: [], added: { subjects: 0, exams: 0, readings: 1 } });
  });

  test('one reader, other levels on each computer: one reading with both, head to foot', () => {
    const other = replaceLandmarks(twoFilms(), { ...place('s1', 'pre', 'T12'), landmarks: square(), at: LATER });
    const { study, conflicts } = merge(readL1(twoFilms()), other);
    expect(readingsOf(study)).toEqual([['R1', 1, ['T12', 'L1']]]);
    expect(conflicts).toEqual([]);
  });

  test('a level begun here and carried on with there is taken as it is there, from either side', () => {
    const begun = placeLandmark(twoFilms(), { ...L1, landmark: 'SA', point: wedge().SA, at: AT });
    const done = finaliseLevel(readL1(begun, wedge(), LATER), { ...L1, at: LATER, app: '0.1.0' });
    for (const { study, conflicts } of [merge(begun, done), merge(done, begun)]) {
      expect(study.subjects).toEqual(done.subjects);
      expect(conflicts).toEqual([]);
    }
  });

  test('one level read differently under one code: both kept, the second as R1.b, named in the list', () => {
    const { study, conflicts } = merge(readL1(twoFilms()), readL1(twoFilms(), wedge(5), LATER));
    expect(readingsOf(study)).toEqual([
      ['R1', 1, ['L1']],
      ['R1.b', 1, ['L1']],
    ]);
    expect(study.protocol.readers.map(({ id, label }) => [id, label])).toEqual([
      ['R1', 'Reader 1'],
      ['R1.b', 'Reader 1 (second file)'],
    ]);
    expect(conflicts).toMatchObject([
      { where: 'S001 pre R1/1 L1', what: 'level read differently', kept: 'both', keptAt: 'R1.b/1' },
    ]);
    const third = merge(study, readL1(twoFilms(), wedge(9), LATER));
    expect(readingsOf(third.study)?.map(([reader]) => reader)).toEqual(['R1', 'R1.b', 'R1.c']);
  });

  test('another film of the same visit: a visit of its own, with its readings', () => {
    const film = image('other', { sha256: 'f'.repeat(64) });
    const base = addSubject(twoFilms(), { id: 's2', code: 'S002' });
    const with2 = (study: Study, other: typeof film) =>
      replaceLandmarks(setExamImage(study, { subjectId: 's2', timepoint: 'pre', image: other }), {
        ...place('s2', 'pre', 'L3'),
        landmarks: square(),
        at: AT,
      });
    const { study, conflicts } = merge(with2(base, image('S002')), with2(base, film));
    const exams = study.subjects[1]?.exams.map(({ timepoint, image: of, readings }) => [
      timepoint,
      of?.name,
      readings.length,
    ]);
    expect(exams).toEqual([
      ['pre', 'S002.png', 1],
      ['pre.b', 'other.png', 1],
    ]);
    expect(study.protocol.timepoints.at(-1)).toEqual({
      id: 'pre.b',
      label: 'Before surgery (second file)',
      nominalDays: null,
    });
    expect(conflicts).toMatchObject([{ where: 'S002 pre', what: 'film', kept: 'both' }]);
  });

  test('facts, scores and reported values: what one lacks is taken, a contradiction is listed and not overwritten', () => {
    const base = setExamMissing(addSubject(twoFilms(), { id: 's2', code: 'S002' }), {
      subjectId: 's2',
      timepoint: 'pre',
      missing: 'unavailable',
    });
    const vas = { subjectId: 's1', timepoint: 'pre', instrument: 'VAS' };
    const reported = { ...place('s2', 'pre', 'L1'), at: AT };
    const value = (number: number) => ({
      level: 'L1' as const,
      measure: 'wedge_angle' as const,
      value: number,
      source: 'table',
    });
    const one = setReportedValue(
      setScore(setSubjectFacts(base, { subjectId: 's1', facts: { ageYears: 70 } }), { ...vas, value: 8 }),
      { ...reported, reported: value(4) },
    );
    const other = setReportedValue(
      setScore(setSubjectFacts(base, { subjectId: 's1', facts: { ageYears: 71, sex: 'female' } }), {
        ...vas,
        value: 7,
      }),
      { ...reported, reported: value(5) },
    );
    const { study, conflicts } = merge(
      one,
      setReadingError(other, { readingError: { angleDeg: 3, heightMm: 2, source: 'MDC' } }),
    );
    expect(study.subjects[0]).toMatchObject({ ageYears: 70, sex: 'female', clinical: { scores: [{ value: 8 }] } });
    expect(
      study.subjects[1]?.exams[0]?.readings.map(({ reader, reported: values }) => [reader, values[0]?.value]),
    ).toEqual([
      ['R1', 4],
      ['R1.b', 5],
    ]);
    expect(study.protocol.readingError?.angleDeg).toBe(3);
    expect(conflicts.map(({ where, what, first, second, kept }) => [where, what, first, second, kept])).toEqual([
      ['S001', 'ageYears', '70', '71', 'first'],
      ['S001 VAS pre', 'score', '8', '7', 'first'],
      ['S002 pre R1/1 L1 wedge_angle', 'reported value', '4', '5', 'both'],
    ]);
  });

  test('the same code given to two patients on two computers: two subjects', () => {
    const add = (id: string, patientKey: string, sha: string) =>
      setExamImage(addSubject(twoFilms(), { id, code: 'S002' }), {
        subjectId: id,
        timepoint: 'pre',
        image: image(id, { patientKey, sha256: sha.repeat(64) }),
      });
    const { study, conflicts } = merge(add('x', 'key-1', 'a'), add('y', 'key-2', 'b'));
    expect(study.subjects.map(({ code }) => code)).toEqual(['S001', 'S002', 'S002.b']);
    expect(conflicts).toMatchObject([{ what: 'two patients with one code', keptAt: 'S002.b' }]);
    const same = merge(add('x', 'key-1', 'a'), add('y', 'key-1', 'a'));
    expect(same.study.subjects.map(({ code }) => code)).toEqual(['S001', 'S002']);
  });

  test('files that are not copies of one study are refused', () => {
    expect(mergeStudies(twoFilms(), { ...twoFilms(), id: 'another' })).toMatchObject({
      ok: false,
      error: { code: 'other_study' },
    });
  });
});
