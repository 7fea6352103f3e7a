import { describe, expect, test } from 'vitest';
import { setVertebraMissing } from '../../../shared/study/edits/vertebraEdits.ts';
import { finaliseLevel } from '../../../shared/study/edits/vertebraEdits.ts';
import { placeLandmark } from '../../../shared/study/edits/landmarkEdits.ts';
import { serializeStudy } from '../../../shared/study/studyFile.ts';
import type { Exam, Protocol, Study, Subject, Vertebra } from '../../../shared/study/study.ts';
import { verifyStudy, verifyStudyFile } from '../../../shared/study/verifyStudy.ts';
import { AT, LATER, exampleStudy, place, square, twoFilms } from '../../support/exampleStudy.ts';

const written = { appVersion: '0.1.0', savedAt: AT };

const errors = (study: Study) =>
  verifyStudy(study)
    .differences.filter(({ severity }) => severity === 'error')
    .map(({ code, where }) => `${code}: ${where}`);
const warnings = (study: Study) =>
  verifyStudy(study)
    .differences.filter(({ severity }) => severity === 'warning')
    .map(({ code, where }) => `${code}: ${where}`);

const withSubject = (fields: Partial<Subject>): Study => {
  const study = twoFilms();
  return { ...study, subjects: study.subjects.map((subject) => ({ ...subject, ...fields })) };
};

const withExam = (fields: Partial<Exam>): Study => {
  const [pre, post] = twoFilms().subjects[0]?.exams ?? [];
  if (pre === undefined || post === undefined) throw new Error('no exams');
  return withSubject({ exams: [{ ...pre, ...fields }, post] });
};

const reading = (vertebra: Partial<Vertebra>) => ({
  reader: 'R1',
  number: 1,
  startedAt: AT,
  reported: [],
  vertebrae: [{ level: 'L1' as const, landmarks: square(), states: {}, revisions: [], ...vertebra }],
});
const withVertebra = (vertebra: Partial<Vertebra>) => withExam({ readings: [reading(vertebra)] });

describe('a sound study', () => {
  test('has no difference, and its file neither', () => {
    expect(verifyStudy(exampleStudy())).toEqual({ ok: true, differences: [] });
    expect(verifyStudyFile(serializeStudy(exampleStudy(), written))).toEqual({ ok: true, differences: [] });
  });
});

describe('a file', () => {
  test('that does not open says why', () => {
    const bytes = serializeStudy(exampleStudy(), written);
    const { ok, differences } = verifyStudyFile(bytes.subarray(0, 2000));
    expect(ok).toBe(false);
    expect(differences.map(({ code, where }) => `${code}: ${where}`)).toEqual(['damaged: file']);
  });

  test('whose layout was changed is still right, and somebody should look', () => {
    const text = new TextDecoder().decode(serializeStudy(exampleStudy(), written));
    const { ok, differences } = verifyStudyFile(new TextEncoder().encode(text.replaceAll('\n', '\r\n')));
    expect(ok).toBe(true);
    expect(differences.map(({ code }) => code)).toEqual(['rewritten']);
  });
});

describe('the protocol and the subjects', () => {
  test('a timepoint, reader or arm that is there twice or nowhere is an error', () => {
    const study = twoFilms();
    const [pre] = study.protocol.timepoints;
    if (pre === undefined) throw new Error('no timepoint');
    const protocol: Protocol = { ...study.protocol, timepoints: [pre, pre], readers: [] };
    expect(errors({ ...study, protocol })).toEqual(['double_timepoint: protocol', 'unknown_timepoint: S001 post']);
    expect(errors(withSubject({ arm: 'X' }))).toEqual(['unknown_arm: S001']);
    expect(errors({ ...withVertebra({}), protocol: { ...study.protocol, readers: [] } })).toEqual([
      'unknown_reader: S001 pre R1/1',
    ]);
  });

  test('two subjects with one code are an error, whatever the case of its letters', () => {
    const study = twoFilms();
    const [first] = study.subjects;
    if (first === undefined) throw new Error('no subject');
    const twin = { ...study, subjects: [first, { ...first, id: 's9', code: 's001', exams: [] }] };
    expect(errors(twin)).toEqual(['double_subject_code: s001']);
    expect(errors({ ...study, subjects: [first, { ...first, code: 'S9', exams: [] }] })).toEqual([
      'double_subject: s1',
    ]);
  });

  test('the image of another patient, or one image at two places, should be looked at', () => {
    const study = exampleStudy();
    const [first, second] = study.subjects;
    const film = first?.exams[0];
    if (first === undefined || second === undefined || film?.image === undefined) throw new Error('no film');
    const keyed = (exam: Exam, patientKey: string): Exam =>
      exam.image === undefined ? exam : { ...exam, image: { ...exam.image, patientKey } };
    const mixed: Study = {
      ...study,
      subjects: [
        { ...first, exams: first.exams.map((exam, index) => keyed(exam, `p${index}`)) },
        { ...second, exams: second.exams.map((exam) => keyed(exam, 'p0')) },
      ],
    };
    expect(warnings(mixed)).toEqual([
      'patient_in_two_subjects: S002 pre',
      'patient_in_two_subjects: S002 post',
      'patients_differ: S001',
    ]);
    const copied = { ...study, subjects: [first, { ...second, exams: [film] }] };
    expect(warnings(copied)).toEqual(['image_used_twice: S002 pre']);
  });

  test('a score needs a number or a reason, one of the two', () => {
    const score = { timepoint: 'pre', instrument: 'VAS' };
    const scores = [
      { ...score, value: null },
      { ...score, value: 1, missing: 'death' as const },
      { ...score, timepoint: 'y9', value: 1 },
    ];
    expect(errors(withSubject({ clinical: { scores, events: [] } }))).toEqual([
      'no_reason: S001 pre VAS',
      'value_and_reason: S001 pre VAS',
      'unknown_timepoint: S001 y9 VAS',
      'double_score: S001 pre VAS',
    ]);
  });
});

describe('an exam', () => {
  test('is there once, with an image or a reason, and a calibration that can be computed', () => {
    const exams = twoFilms().subjects[0]?.exams ?? [];
    expect(errors(withSubject({ exams: [...exams, ...exams.slice(0, 1)] }))).toEqual(['double_exam: S001 pre']);
    expect(errors(withExam({ missing: 'death' }))).toEqual(['image_and_reason: S001 pre']);
    const entry = { kind: 'file', source: 'pixel_spacing', at: AT, by: 'R1', reason: '' } as const;
    expect(errors(withExam({ calibrations: [entry] }))).toEqual(['unusable_calibration: S001 pre']);
    expect(errors(withExam({ readings: [reading({}), reading({})] }))).toEqual(['double_reading: S001 pre R1/1']);
  });
});

describe('a vertebra', () => {
  test.each<[string, Partial<Vertebra>]>([
    ['point_outside_image: S001 pre L1 R1/1 SA', { landmarks: { ...square(), SA: [801, 5] } }],
    ['no_such_landmark: S001 pre S1 R1/1 IA', { level: 'S1', landmarks: { IA: [5, 5] } }],
    ['hidden_point_placed: S001 pre L1 R1/1 SM', { states: { SM: { kind: 'not_visible', reason: 'other' } } }],
    ['mark_without_point: S001 pre L1 R1/1 SA', { landmarks: {}, states: { SA: { kind: 'estimated' } } }],
    ['points_and_reason: S001 pre L1 R1/1', { missing: 'not_visible' }],
    [
      'derived_point_differs: S001 pre L1 R1/1 SM',
      { landmarks: { ...square(), SM: [200, 101] }, states: { SM: { kind: 'derived' } } },
    ],
  ])('%s', (expected, vertebra) => {
    expect(errors(withVertebra(vertebra))).toEqual([expected]);
  });

  test.each<[string, Partial<Vertebra>]>([
    ['changed_after_finalising: S001 pre L1 R1/1', { finalisedAt: AT, measuredAt: LATER }],
    [
      'reopened_before_finalising: S001 pre L1 R1/1',
      { revisions: [{ finalisedAt: LATER, reopenedAt: AT, reason: '', landmarks: {} }] },
    ],
  ])('%s: the times should be looked at, a clock may have been wrong', (expected, vertebra) => {
    expect(warnings(withVertebra(vertebra))).toContain(expected);
  });

  test('with points but no image, or there twice, is an error', () => {
    expect(errors(withExam({ image: undefined, calibrations: [], readings: [reading({})] }))).toEqual([
      'points_without_image: S001 pre L1 R1/1',
    ]);
    const { vertebrae, ...rest } = reading({});
    expect(errors(withExam({ readings: [{ ...rest, vertebrae: [...vertebrae, ...vertebrae] }] }))).toEqual([
      'double_level: S001 pre R1/1 L1',
    ]);
  });

  test('finalised before it was complete should be looked at', () => {
    const study = placeLandmark(twoFilms(), { ...place('s1', 'pre', 'L1'), landmark: 'SA', point: [5, 5], at: AT });
    const finalised = finaliseLevel(study, { ...place('s1', 'pre', 'L1'), at: LATER, app: '0.1.0' });
    expect(errors(finalised)).toEqual([]);
    expect(warnings(finalised)).toEqual(['finalised_incomplete: S001 pre L1 R1/1']);
    const reason = setVertebraMissing(twoFilms(), { ...place('s1', 'pre', 'L1'), missing: 'not_visible', at: AT });
    expect(warnings(finaliseLevel(reason, { ...place('s1', 'pre', 'L1'), at: LATER, app: '0.1.0' }))).toEqual([]);
  });

  test('whose endplates point in opposite directions should be looked at', () => {
    const landmarks = { ...square(), SA: square().SP, SP: square().SA };
    expect(warnings(withVertebra({ landmarks }))).toContain('endplates_point_in_opposite_directions: S001 pre L1 R1/1');
  });
});
