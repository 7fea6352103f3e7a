import type { Calibration } from '../../shared/geometry/spacing.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { measureSpine, type SpineMeasures, type SpineVertebra } from '../../shared/spine/measureSpine.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import { placedLandmarks } from '../../shared/study/find.ts';
import type { Exam, Reading, Subject } from '../../shared/study/study.ts';
import type { EditorState } from './editorState.ts';
import { currentSubject, examAt, readingAt } from './selectors.ts';

/** Every measure of one film, with the calibration behind it. */
export interface FilmMeasures {
  readonly exam: Exam;
  readonly calibration: Calibration;
  readonly spine: SpineMeasures;
}

const remembered = new WeakMap<
  Reading,
  { readonly exam: Exam; readonly subject: Subject; readonly film: FilmMeasures }
>();

/**
 * The measures of the film at a timepoint, null without an image or without points. Derived from the points each time
 * they change and remembered in between: a reading never changes, an edit makes a new one.
 */
export function spineAt(state: EditorState, timepoint: string): FilmMeasures | null {
  const exam = examAt(state, timepoint);
  const reading = readingAt(state, timepoint);
  const subject = currentSubject(state);
  if (!exam?.image || !reading || !subject) return null;
  const known = remembered.get(reading);
  if (known && sameSurroundings(known, exam, subject)) return known.film;
  const calibration = examCalibration(exam);
  const film = { exam, calibration, spine: measureSpine(vertebraeOf(reading, subject), calibration, evidence(exam)) };
  remembered.set(reading, { exam, subject, film });
  return film;
}

const sameSurroundings = (known: { exam: Exam; subject: Subject }, exam: Exam, subject: Subject): boolean =>
  known.exam.calibrations === exam.calibrations &&
  known.exam.image === exam.image &&
  known.subject.treatedLevels === subject.treatedLevels;

const evidence = ({ image }: Exam) =>
  image?.patientOrientation === undefined ? {} : { patientOrientation: image.patientOrientation };

function vertebraeOf(reading: Reading, subject: Subject): ReadonlyMap<Level, SpineVertebra> {
  return new Map(
    reading.vertebrae
      .filter(({ landmarks }) => Object.keys(landmarks).length > 0)
      .map((vertebra) => [
        vertebra.level,
        {
          landmarks: placedLandmarks(vertebra),
          fractured: vertebra.fractured === true,
          treated: vertebra.treated === true || subject.treatedLevels.includes(vertebra.level),
          ...(vertebra.sqGrade === undefined ? {} : { sqGrade: vertebra.sqGrade }),
        },
      ]),
  );
}
