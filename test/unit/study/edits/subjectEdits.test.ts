import { describe, expect, test } from 'vitest';
import {
  addClinicalEvent,
  changeClinicalEvent,
  removeClinicalEvent,
  removeScore,
  setReportedValue,
  setScore,
} from '../../../../shared/study/edits/clinicalEdits.ts';
import {
  addReader,
  renameStudy,
  setArms,
  setLevels,
  setReaders,
  setReadingError,
  setTimepoints,
} from '../../../../shared/study/edits/protocolEdits.ts';
import {
  addSubject,
  isCodeFree,
  nextSubjectCode,
  recodeSubject,
  removeSubject,
  setSubjectFacts,
  setTreatedLevels,
} from '../../../../shared/study/edits/subjectEdits.ts';
import { AT, emptyStudy, place, twoFilms } from '../../../support/exampleStudy.ts';

describe('subjects', () => {
  test('are added at the end, with free and safe codes only', () => {
    const study = twoFilms();
    const two = addSubject(study, { id: 's2', code: 'S002' });
    expect(two.subjects.map(({ code }) => code)).toEqual(['S001', 'S002']);
    expect(two.subjects[0]).toBe(study.subjects[0]);
    expect(addSubject(study, { id: 's2', code: 's001' })).toBe(study);
    expect(addSubject(study, { id: 's1', code: 'S002' })).toBe(study);
    expect(addSubject(study, { id: 's2', code: '=1+1' })).toBe(study);
    expect(addSubject(study, { id: 's2', code: 'Maria Silva' })).toBe(study);
  });

  test('get the next free code', () => {
    expect(nextSubjectCode(emptyStudy())).toBe('S001');
    expect(nextSubjectCode(twoFilms())).toBe('S002');
    expect(nextSubjectCode(addSubject(emptyStudy(), { id: 'a', code: 's002' }))).toBe('S003');
  });

  test('may keep their own code when recoded', () => {
    const study = twoFilms();
    expect(isCodeFree(study, 'S001')).toBe(false);
    expect(isCodeFree(study, 'S001', 's1')).toBe(true);
    expect(recodeSubject(study, { subjectId: 's1', code: 'S001' })).toBe(study);
    expect(recodeSubject(study, { subjectId: 's1', code: 'A-7' }).subjects[0]?.code).toBe('A-7');
  });

  test('have facts that are set, left or taken back', () => {
    let study = setSubjectFacts(twoFilms(), { subjectId: 's1', facts: { sex: 'male', ageYears: 0, diagnosis: ' x ' } });
    expect(study.subjects[0]).toMatchObject({ sex: 'male', ageYears: 0, diagnosis: 'x' });
    study = setSubjectFacts(study, { subjectId: 's1', facts: { sex: null } });
    expect(study.subjects[0]).not.toHaveProperty('sex');
    expect(study.subjects[0]?.ageYears).toBe(0);
    expect(setSubjectFacts(study, { subjectId: 's1', facts: { ageYears: 151 } })).toBe(study);
    expect(setSubjectFacts(study, { subjectId: 's1', facts: { arm: 'none such' } })).toBe(study);
  });

  test('have treated levels from head to foot, each once', () => {
    const study = setTreatedLevels(twoFilms(), { subjectId: 's1', levels: ['L2', 'T12', 'L2'] });
    expect(study.subjects[0]?.treatedLevels).toEqual(['T12', 'L2']);
    expect(setTreatedLevels(study, { subjectId: 's1', levels: ['T12', 'L2'] })).toBe(study);
  });

  test('can be removed', () => {
    const study = twoFilms();
    expect(removeSubject(study, { subjectId: 's1' }).subjects).toEqual([]);
    expect(removeSubject(study, { subjectId: 's2' })).toBe(study);
  });
});

describe('clinical data', () => {
  const vas = { subjectId: 's1', timepoint: 'pre', instrument: 'VAS' };

  test('0 is a score, a reason replaces it, and NaN is refused', () => {
    const zero = setScore(twoFilms(), { ...vas, value: 0 });
    expect(zero.subjects[0]?.clinical.scores).toEqual([{ timepoint: 'pre', instrument: 'VAS', value: 0 }]);
    const reason = setScore(zero, { ...vas, missing: 'death' });
    expect(reason.subjects[0]?.clinical.scores).toEqual([
      { timepoint: 'pre', instrument: 'VAS', value: null, missing: 'death' },
    ]);
    expect(setScore(zero, { ...vas, value: 0 })).toBe(zero);
    expect(setScore(zero, { ...vas, value: Number.NaN })).toBe(zero);
    expect(removeScore(zero, vas).subjects[0]?.clinical.scores).toEqual([]);
  });

  test('events are added, changed and removed by position', () => {
    let study = addClinicalEvent(twoFilms(), { subjectId: 's1', event: { kind: 'leakage', level: 'L1', note: ' ' } });
    expect(study.subjects[0]?.clinical.events).toEqual([{ kind: 'leakage', level: 'L1' }]);
    study = changeClinicalEvent(study, { subjectId: 's1', position: 0, event: { kind: 'death', timepoint: 'm3' } });
    expect(study.subjects[0]?.clinical.events).toEqual([{ kind: 'death', timepoint: 'm3' }]);
    expect(changeClinicalEvent(study, { subjectId: 's1', position: 5, event: { kind: 'other' } })).toBe(study);
    expect(removeClinicalEvent(study, { subjectId: 's1', position: 5 })).toBe(study);
    expect(removeClinicalEvent(study, { subjectId: 's1', position: 0 }).subjects[0]?.clinical.events).toEqual([]);
  });

  test('a reported value replaces the earlier one of its level and measure', () => {
    const reported = { level: 'L5', measure: 'wedge_angle', value: -4, source: 'Table 2' } as const;
    let study = setReportedValue(twoFilms(), { ...place('s1', 'pre', 'L5'), reported, at: AT });
    study = setReportedValue(study, { ...place('s1', 'pre', 'L5'), reported: { ...reported, value: 0 }, at: AT });
    expect(study.subjects[0]?.exams[0]?.readings[0]?.reported).toEqual([{ ...reported, value: 0 }]);
    const wrong = { ...reported, value: Number.POSITIVE_INFINITY };
    expect(setReportedValue(study, { ...place('s1', 'pre', 'L5'), reported: wrong, at: AT })).toBe(study);
  });
});

describe('the protocol', () => {
  test('keeps every timepoint that is used and sorts the exams by its order', () => {
    const study = twoFilms();
    const [pre, post] = study.protocol.timepoints;
    if (pre === undefined || post === undefined) throw new Error('no timepoints');
    expect(setTimepoints(study, { timepoints: [pre] })).toBe(study);
    expect(setTimepoints(study, { timepoints: [pre, post, post] })).toBe(study);
    expect(setTimepoints(study, { timepoints: [pre, post, { ...post, id: 'not safe' }] })).toBe(study);
    expect(setTimepoints(study, { timepoints: [pre, { ...post, nominalDays: Number.NaN }] })).toBe(study);
    const scored = setScore(study, { subjectId: 's1', timepoint: 'm6', instrument: 'ODI', value: 40 });
    expect(setTimepoints(scored, { timepoints: [pre, post] })).toBe(scored);
    const dead = addClinicalEvent(study, { subjectId: 's1', event: { kind: 'death', timepoint: 'm6' } });
    expect(setTimepoints(dead, { timepoints: [pre, post] })).toBe(dead);
    const reversed = setTimepoints(study, { timepoints: [post, pre] });
    expect(reversed.subjects[0]?.exams.map(({ timepoint }) => timepoint)).toEqual(['post', 'pre']);
  });

  test('keeps readers and arms that are used', () => {
    let study = addReader(twoFilms(), { id: 'R2', label: 'Second' });
    expect(addReader(study, { id: 'R2', label: 'Other' })).toBe(study);
    expect(setReaders(study, { readers: [] })).toBe(study);
    study = setArms(study, { arms: [{ id: 'BKP', label: 'Kyphoplasty' }] });
    study = setSubjectFacts(study, { subjectId: 's1', facts: { arm: 'BKP' } });
    expect(study.subjects[0]?.arm).toBe('BKP');
    expect(setArms(study, { arms: [] })).toBe(study);
  });

  test('has levels from head to foot, a title and a reading error above zero', () => {
    const study = twoFilms();
    expect(setLevels(study, { levels: ['L1', 'T12'] }).protocol.levels).toEqual(['T12', 'L1']);
    expect(setLevels(study, { levels: [] })).toBe(study);
    expect(renameStudy(study, { title: '  ' })).toBe(study);
    expect(renameStudy(study, { title: ' Series ' }).title).toBe('Series');
    const error = { angleDeg: 4.5, heightMm: 2, source: '20 vertebrae' };
    expect(setReadingError(study, { readingError: error }).protocol.readingError).toEqual(error);
    expect(setReadingError(study, { readingError: { ...error, heightMm: 0 } })).toBe(study);
  });
});
