import fc from 'fast-check';
import { LANDMARKS } from '../../shared/spine/landmarks.ts';
import type { Landmark } from '../../shared/spine/landmarks.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { addClinicalEvent, setReportedValue, setScore } from '../../shared/study/edits/clinicalEdits.ts';
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
} from '../../shared/study/edits/examEdits.ts';
import {
  clearLandmark,
  clearLevel,
  placeLandmark,
  replaceLandmarks,
  setLandmarkState,
} from '../../shared/study/edits/landmarkEdits.ts';
import { addReader, renameStudy, setLevels, setPointScheme } from '../../shared/study/edits/protocolEdits.ts';
import {
  addSubject,
  nextSubjectCode,
  removeSubject,
  setSubjectFacts,
  setTreatedLevels,
} from '../../shared/study/edits/subjectEdits.ts';
import {
  finaliseLevel,
  reopenLevel,
  setVertebraFacts,
  setVertebraMissing,
} from '../../shared/study/edits/vertebraEdits.ts';
import { MISSING_REASONS, POSTURES } from '../../shared/study/study.ts';
import type { CalibrationEntry, Study } from '../../shared/study/study.ts';
import { emptyStudy, image, typeSpacing } from './exampleStudy.ts';

/** One edit of a study, as the page or an import may ask for it. */
export type Edit = (study: Study) => Study;

const AT = fc.integer({ min: 0, max: 59 }).map((s) => `2026-11-20T14:02:${String(s).padStart(2, '0')}.000Z`);
const subjectId = fc.constantFrom('a', 'b', 'c');
const timepoint = fc.constantFrom('pre', 'post', 'm1', 'm12');
const level = fc.constantFrom<Level>('T12', 'T13', 'L1', 'L5', 'S1');
const landmark = fc.constantFrom<Landmark>(...LANDMARKS);
const missing = fc.constantFrom(...MISSING_REASONS);
const anyNumber = fc.oneof(fc.double(), fc.integer({ min: -5, max: 5 }));
const anyText = fc.string({ unit: 'binary', maxLength: 30 });
const vertebraPlace = fc.record({
  subjectId,
  timepoint,
  level,
  reader: fc.constantFrom('R1', 'R2'),
  reading: fc.constantFrom(1, 2),
});
const examPlace = fc.record({ subjectId, timepoint });
const point = fc.tuple(
  fc.oneof(fc.double({ min: -10, max: 1010, noNaN: true }), fc.integer({ min: 0, max: 1000 })),
  fc.oneof(fc.double({ min: -10, max: 1010, noNaN: true }), fc.integer({ min: 0, max: 1000 })),
);
const state = fc.constantFrom(
  null,
  { kind: 'estimated' } as const,
  { kind: 'derived' } as const,
  { kind: 'assisted' } as const,
  { kind: 'not_visible', reason: 'overlap' } as const,
);

/** A body that looks like one: a box with shaken corners, anywhere on the image. */
const body = fc
  .tuple(
    fc.integer({ min: 50, max: 500 }),
    fc.integer({ min: 50, max: 500 }),
    fc.array(fc.double({ min: -15, max: 15, noNaN: true }), { minLength: 12, maxLength: 12 }),
  )
  .map(([x, y, shake]) => {
    const box = { SA: [200, 0], SM: [100, 0], SP: [0, 0], IP: [0, 200], IM: [100, 200], IA: [200, 200] } as const;
    const points: { [code in Landmark]?: readonly [number, number] } = {};
    LANDMARKS.forEach((code, index) => {
      points[code] = [x + box[code][0] + (shake[2 * index] ?? 0), y + box[code][1] + (shake[2 * index + 1] ?? 0)];
    });
    return points;
  });

const calibration: fc.Arbitrary<CalibrationEntry> = fc
  .tuple(
    fc.constantFrom('line', 'typed', 'automatic'),
    fc.oneof(fc.double({ min: 0.05, max: 0.5 }), fc.double()),
    AT,
    anyText,
  )
  .map(([kind, mm, at, reason]) => {
    const note = { at, by: 'R1', reason };
    if (kind === 'line') return { ...note, kind, object: 'rod', knownMm: mm * 100, from: [0, 0], to: [100, 0] };
    const spacing = { rowSpacing: mm, columnSpacing: mm };
    return kind === 'typed' ? { ...note, kind, spacing, plane: 'patient_user' } : { ...note, kind: 'automatic' };
  });

const spacing = fc.constantFrom(
  {},
  { imagerPixelSpacing: [0.143, 0.143] },
  { pixelSpacing: [0.2, 0.1] },
  { pixelSpacing: [Number.NaN, 1] },
);

/** Any edit with any parameters, sensible or not. */
export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  subjectId.map(
    (id): Edit =>
      (study) =>
        addSubject(study, { id, code: nextSubjectCode(study) }),
  ),
  {
    arbitrary: fc.tuple(examPlace, spacing, fc.constantFrom(...POSTURES)).map(
      ([place, attributes, posture]): Edit =>
        (study) =>
          setExamImage(study, {
            ...place,
            posture,
            image: image(`${place.subjectId}_${place.timepoint}`, { rows: 1000, columns: 1000, spacing: attributes }),
          }),
    ),
    weight: 4,
  },
  fc.tuple(examPlace, missing).map(
    ([place, reason]): Edit =>
      (study) =>
        setExamMissing(study, { ...place, missing: reason }),
  ),
  examPlace.map(
    (place): Edit =>
      (study) =>
        removeExam(study, place),
  ),
  fc.tuple(subjectId, timepoint, timepoint).map(
    ([id, from, to]): Edit =>
      (study) =>
        moveExam(study, { subjectId: id, from, to }),
  ),
  fc.tuple(subjectId, timepoint, timepoint).map(
    ([id, first, second]): Edit =>
      (study) =>
        swapExams(study, { subjectId: id, first, second }),
  ),
  fc.tuple(examPlace, fc.constantFrom(...POSTURES)).map(
    ([place, posture]): Edit =>
      (study) =>
        setPosture(study, { ...place, posture }),
  ),
  fc.tuple(examPlace, fc.integer({ min: -9, max: 999 })).map(
    ([place, days]): Edit =>
      (study) =>
        setDaysFromPre(study, { ...place, days }),
  ),
  fc.tuple(examPlace, fc.boolean()).map(
    ([place, invert]): Edit =>
      (study) =>
        setDisplay(study, { ...place, display: { invert, rotation: 90 } }),
  ),
  {
    arbitrary: fc.tuple(examPlace, calibration).map(
      ([place, entry]): Edit =>
        (study) =>
          addCalibration(study, { ...place, entry }),
    ),
    weight: 2,
  },
  {
    arbitrary: fc.tuple(vertebraPlace, body, AT).map(
      ([place, landmarks, at]): Edit =>
        (study) =>
          replaceLandmarks(study, { ...place, landmarks, at }),
    ),
    weight: 6,
  },
  {
    arbitrary: fc.tuple(vertebraPlace, landmark, point, AT, state).map(
      ([place, code, at, time, mark]): Edit =>
        (study) =>
          placeLandmark(study, { ...place, landmark: code, point: at, at: time, state: mark }),
    ),
    weight: 3,
  },
  fc.tuple(vertebraPlace, landmark, AT).map(
    ([place, code, at]): Edit =>
      (study) =>
        clearLandmark(study, { ...place, landmark: code, at }),
  ),
  fc.tuple(vertebraPlace, AT).map(
    ([place, at]): Edit =>
      (study) =>
        clearLevel(study, { ...place, at }),
  ),
  fc.tuple(vertebraPlace, landmark, state, AT).map(
    ([place, code, mark, at]): Edit =>
      (study) =>
        setLandmarkState(study, { ...place, landmark: code, state: mark, at }),
  ),
  fc.tuple(vertebraPlace, missing, AT).map(
    ([place, reason, at]): Edit =>
      (study) =>
        setVertebraMissing(study, { ...place, missing: reason, at }),
  ),
  fc.tuple(vertebraPlace, anyText, AT).map(
    ([place, note, at]): Edit =>
      (study) =>
        setVertebraFacts(study, { ...place, facts: { note, sqGrade: 1 }, at }),
  ),
  fc.tuple(vertebraPlace, AT).map(
    ([place, at]): Edit =>
      (study) =>
        finaliseLevel(study, { ...place, at, app: '0.1.0' }),
  ),
  fc.tuple(vertebraPlace, AT, anyText).map(
    ([place, at, reason]): Edit =>
      (study) =>
        reopenLevel(study, { ...place, at, app: '0.1.0', reason }),
  ),
  fc.tuple(examPlace, anyNumber).map(
    ([place, value]): Edit =>
      (study) =>
        setScore(study, { ...place, instrument: 'VAS', value }),
  ),
  fc.tuple(vertebraPlace, anyNumber, AT).map(
    ([place, value, at]): Edit =>
      (study) =>
        setReportedValue(study, {
          ...place,
          reported: { level: place.level, measure: 'wedge_angle', value, source: 'table' },
          at,
        }),
  ),
  fc.tuple(subjectId, timepoint, anyText).map(
    ([id, visit, note]): Edit =>
      (study) =>
        addClinicalEvent(study, { subjectId: id, event: { kind: 'death', timepoint: visit, note } }),
  ),
  fc.tuple(subjectId, anyText, anyNumber).map(
    ([id, diagnosis, ageYears]): Edit =>
      (study) =>
        setSubjectFacts(study, { subjectId: id, facts: { diagnosis, ageYears } }),
  ),
  fc.tuple(subjectId, level).map(
    ([id, treated]): Edit =>
      (study) =>
        setTreatedLevels(study, { subjectId: id, levels: [treated] }),
  ),
  fc.constantFrom('four' as const, 'six' as const).map(
    (pointScheme): Edit =>
      (study) =>
        setPointScheme(study, { pointScheme }),
  ),
  anyText.map(
    (title): Edit =>
      (study) =>
        renameStudy(study, { title }),
  ),
  level.map(
    (only): Edit =>
      (study) =>
        setLevels(study, { levels: [only] }),
  ),
  subjectId.map(
    (id): Edit =>
      (study) =>
        id === 'c' ? removeSubject(study, { subjectId: id }) : study,
  ),
);

const start = (): Study => {
  let study = addReader(emptyStudy(), { id: 'R2', label: 'Reader 2' });
  for (const id of ['a', 'b']) {
    study = addSubject(study, { id, code: nextSubjectCode(study) });
    for (const visit of ['pre', 'post']) {
      study = setExamImage(study, {
        subjectId: id,
        timepoint: visit,
        image: image(`${id}_${visit}`, { rows: 1000, columns: 1000, spacing: { imagerPixelSpacing: [0.2, 0.2] } }),
      });
    }
  }
  return study;
};

/** A study after many edits, most of them of points; L1 of `a` is measured before and after surgery, in millimetres. */
export const randomStudy: fc.Arbitrary<Study> = fc
  .tuple(body, body, fc.array(anyEdit, { minLength: 5, maxLength: 40 }))
  .map(([pre, post, edits]) => {
    let study = start();
    for (const [visit, landmarks] of [
      ['pre', pre],
      ['post', post],
    ] as const) {
      study = typeSpacing(study, 'a', visit);
      study = replaceLandmarks(study, {
        subjectId: 'a',
        timepoint: visit,
        level: 'L1',
        reader: 'R1',
        reading: 1,
        landmarks,
        at: '2026-11-20T14:02:00.000Z',
      });
    }
    return edits.reduce((present, edit) => edit(present), study);
  });
