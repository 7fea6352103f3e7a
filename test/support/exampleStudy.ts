import type { Landmark } from '../../shared/spine/landmarks.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { createStudy } from '../../shared/study/createStudy.ts';
import { addClinicalEvent, setReportedValue, setScore } from '../../shared/study/edits/clinicalEdits.ts';
import { addCalibration, setDaysFromPre, setExamImage, setExamMissing } from '../../shared/study/edits/examEdits.ts';
import { placeLandmark, replaceLandmarks, setLandmarkState } from '../../shared/study/edits/landmarkEdits.ts';
import { addReader } from '../../shared/study/edits/protocolEdits.ts';
import { addSubject, setSubjectFacts, setTreatedLevels } from '../../shared/study/edits/subjectEdits.ts';
import {
  finaliseLevel,
  reopenLevel,
  setVertebraFacts,
  setVertebraMissing,
} from '../../shared/study/edits/vertebraEdits.ts';
import type { ExamImage, Study } from '../../shared/study/study.ts';

export const AT = '2026-11-20T14:02:11.000Z';
export const LATER = '2026-11-21T09:30:00.000Z';

type Point = readonly [number, number];
export type Points = { readonly [code in Landmark]?: Point };

/** A rectangle of 200 by 200 px facing image right, moved down by `y`: at 0.1 mm a pixel 20 mm high, wedge 0. */
export const square = (y = 0): Required<Points> => ({
  SA: [300, 100 + y],
  SM: [200, 100 + y],
  SP: [100, 100 + y],
  IP: [100, 300 + y],
  IM: [200, 300 + y],
  IA: [300, 300 + y],
});

/** The same with the lower front corner raised by 50 px: 15 mm in front, 20 mm behind, wedge atan(50/200) = 14.036. */
export const wedge = (y = 0): Required<Points> => ({ ...square(y), IA: [300, 250 + y], IM: [200, 275 + y] });

export const image = (name: string, fields: Partial<ExamImage> = {}): ExamImage => ({
  name: `${name}.png`,
  sha256: Array.from({ length: 64 }, (_, index) =>
    ((name.charCodeAt(index % name.length) + index) % 16).toString(16),
  ).join(''),
  format: 'png',
  rows: 1200,
  columns: 800,
  frame: 0,
  spacing: {},
  lossy: false,
  ...fields,
});

export const place = (subjectId: string, timepoint: string, level: Level, reader = 'R1', reading = 1) => ({
  subjectId,
  timepoint,
  reader,
  reading,
  level,
});

export const emptyStudy = (): Study => createStudy({ id: 'study-1', title: 'Example', salt: 'salt' });

/** One subject `s1` (S001) with images of 800 by 1200 px before and after surgery, 0.1 mm a pixel at the patient. */
export function twoFilms(): Study {
  let study = addSubject(emptyStudy(), { id: 's1', code: 'S001' });
  for (const timepoint of ['pre', 'post']) {
    study = setExamImage(study, { subjectId: 's1', timepoint, image: image(`S001_${timepoint}`), posture: 'standing' });
    study = typeSpacing(study, 's1', timepoint);
  }
  return study;
}

export const typeSpacing = (study: Study, subjectId: string, timepoint: string): Study =>
  addCalibration(study, {
    subjectId,
    timepoint,
    entry: {
      kind: 'typed',
      spacing: { rowSpacing: 0.1, columnSpacing: 0.1 },
      plane: 'patient_user',
      at: AT,
      by: 'R1',
      reason: 'ruler',
    },
  });

/** A study that has a little of everything that a table must be able to say. */
export function exampleStudy(): Study {
  let study = twoFilms();
  study = addReader(study, { id: 'R2', label: 'Reader 2' });
  study = setSubjectFacts(study, {
    subjectId: 's1',
    facts: { sex: 'female', ageYears: 71, diagnosis: 'Osteoporosis' },
  });
  study = setTreatedLevels(study, { subjectId: 's1', levels: ['L1'] });
  study = setDaysFromPre(study, { subjectId: 's1', timepoint: 'post', days: 3 });
  study = setScore(study, { subjectId: 's1', timepoint: 'pre', instrument: 'VAS', value: 8 });
  study = replaceLandmarks(study, { ...place('s1', 'pre', 'L1'), landmarks: wedge(), at: AT });
  study = replaceLandmarks(study, { ...place('s1', 'post', 'L1'), landmarks: square(), at: AT });
  study = setVertebraFacts(study, {
    ...place('s1', 'post', 'L1'),
    facts: { treated: true, note: '=1+1; "checked", twice' },
    at: AT,
  });
  study = finaliseLevel(study, { ...place('s1', 'pre', 'L1'), at: AT, app: '0.1.0' });
  study = reopenLevel(study, { ...place('s1', 'pre', 'L1'), at: LATER, app: '0.1.0', reason: 'corner moved' });
  study = replaceLandmarks(study, { ...place('s1', 'pre', 'L1', 'R2'), landmarks: wedge(2), at: LATER });
  study = replaceLandmarks(study, { ...place('s1', 'pre', 'L1', 'R1', 2), landmarks: wedge(1), at: LATER });
  const { SM: _SM, ...withoutMiddle } = square(300);
  study = replaceLandmarks(study, {
    ...place('s1', 'pre', 'L2'),
    landmarks: withoutMiddle,
    states: { SM: { kind: 'not_visible', reason: 'implant' }, SA: { kind: 'estimated' } },
    at: AT,
  });
  study = setVertebraMissing(study, { ...place('s1', 'post', 'L2'), missing: 'not_visible', at: AT });
  const { SA, SM, SP } = square(600);
  study = replaceLandmarks(study, { ...place('s1', 'pre', 'S1'), landmarks: { SA, SM, SP }, at: AT });
  study = uncalibratedSubject(study);
  return reportedSubject(study);
}

/** `s2` (S002): no spacing; died after the post-operative image; one level rejected, one only begun. */
function uncalibratedSubject(before: Study): Study {
  let study = addSubject(before, { id: 's2', code: 'S002' });
  study = setExamImage(study, {
    subjectId: 's2',
    timepoint: 'pre',
    image: image('S002_pre', { acquisitionDate: '2026-01-30' }),
  });
  study = setExamImage(study, {
    subjectId: 's2',
    timepoint: 'post',
    image: image('S002_post', {
      format: 'dicom',
      modality: 'DX',
      acquisitionDate: '2026-02-02',
      spacing: { imagerPixelSpacing: [0.2, 0.2] },
      lossy: true,
    }),
  });
  study = addClinicalEvent(study, { subjectId: 's2', event: { kind: 'death', timepoint: 'm1' } });
  study = setExamMissing(study, { subjectId: 's2', timepoint: 'm1', missing: 'death' });
  study = replaceLandmarks(study, { ...place('s2', 'pre', 'T12'), landmarks: wedge(), at: AT });
  study = replaceLandmarks(study, { ...place('s2', 'post', 'T12'), landmarks: square(), at: AT });
  study = replaceLandmarks(study, { ...place('s2', 'pre', 'L3'), landmarks: square(300), at: AT });
  study = setVertebraMissing(study, { ...place('s2', 'pre', 'L3'), missing: 'excluded', at: AT });
  study = setLandmarkState(study, {
    ...place('s2', 'post', 'L3'),
    landmark: 'SA',
    state: { kind: 'not_visible', reason: 'overlap' },
    at: AT,
  });
  return placeLandmark(study, { ...place('s2', 'post', 'L3'), landmark: 'SP', point: [100.0625, 400.1239], at: AT });
}

/** `s3` (S003): values of a printed table, without images. */
function reportedSubject(before: Study): Study {
  let study = addSubject(before, { id: 's3', code: 'S003' });
  study = setExamMissing(study, { subjectId: 's3', timepoint: 'pre', missing: 'unavailable' });
  study = setExamMissing(study, { subjectId: 's3', timepoint: 'post', missing: 'unavailable' });
  const reported = { level: 'L5', measure: 'wedge_angle', source: 'Table 2' } as const;
  study = setReportedValue(study, { ...place('s3', 'pre', 'L5'), reported: { ...reported, value: -4.7 }, at: AT });
  study = setReportedValue(study, { ...place('s3', 'post', 'L5'), reported: { ...reported, value: -4 }, at: AT });
  return setReportedValue(study, {
    ...place('s3', 'pre', 'T9'),
    reported: { ...reported, level: 'T9', value: null, missing: 'unavailable' },
    at: AT,
  });
}
