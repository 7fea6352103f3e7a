import { CODE_PATTERN } from '../study.ts';
import type { CalibrationEntry, Display, Exam, ExamImage, MissingReason, Posture, Study } from '../study.ts';
import { UNUSABLE_CALIBRATION, examCalibration } from '../examCalibration.ts';
import { baselineTimepoint } from '../find.ts';
import { TEXT_LIMITS, clipText, isStorableDays } from '../limits.ts';
import { sameValue } from '../sameValue.ts';
import { dropWhere, changeExam, changeExams, changeWhere, inProtocolOrder, withFields } from './change.ts';
import type { ExamPlace } from './change.ts';
import { storableImage } from './storableImage.ts';

const emptyExam = (timepoint: string): Exam => ({
  timepoint,
  posture: 'unknown',
  calibrations: [],
  display: {},
  readings: [],
});

const isUsableTimepoint = (study: Study, timepoint: string): boolean =>
  CODE_PATTERN.test(timepoint) && study.protocol.timepoints.some(({ id }) => id === timepoint);

/** True when the exam holds points: they belong to its image and to no other. */
export const hasPoints = (exam: Exam): boolean =>
  exam.readings.some((reading) => reading.vertebrae.some((vertebra) => Object.keys(vertebra.landmarks).length > 0));

/**
 * Gives the exam its image; the exam is made when absent. Points belong to one image: when the exam already holds
 * points of another image (other content hash), the edit is refused unless `existingPoints` says what to do with them.
 * `discard` starts the exam afresh, without readings, calibrations and display of the old image.
 */
export function setExamImage(
  study: Study,
  parameters: ExamPlace & {
    readonly image: ExamImage;
    readonly posture?: Posture;
    readonly existingPoints?: 'refuse' | 'keep' | 'discard';
  },
): Study {
  const { subjectId, timepoint, posture, existingPoints = 'refuse' } = parameters;
  const image = storableImage(parameters.image);
  if (!isUsableTimepoint(study, timepoint)) return study;
  return changeExams(study, subjectId, (exams) => {
    const old = exams.find((exam) => exam.timepoint === timepoint);
    if (old === undefined) return [...exams, { ...emptyExam(timepoint), image, posture: posture ?? 'unknown' }];
    const isOtherImage = old.image !== undefined && old.image.sha256 !== image.sha256;
    if (isOtherImage && existingPoints === 'refuse' && hasPoints(old)) return exams;
    const base = isOtherImage && existingPoints === 'discard' ? { ...old, ...emptyExam(timepoint) } : old;
    const next = withFields(base, { image, posture: posture ?? base.posture, missing: undefined });
    return changeWhere(
      exams,
      (exam) => exam === old,
      () => (sameValue(old, next) ? old : next),
    );
  });
}

/** Removes the exam with everything in it. */
export function removeExam(study: Study, place: ExamPlace): Study {
  return changeExams(study, place.subjectId, (exams) => dropWhere(exams, (exam) => exam.timepoint === place.timepoint));
}

/**
 * Records why there is no image of this timepoint; null takes the reason back and removes an exam that says nothing
 * else. Refused while the exam has an image.
 */
export function setExamMissing(
  study: Study,
  parameters: ExamPlace & { readonly missing: MissingReason | null },
): Study {
  const { subjectId, timepoint, missing } = parameters;
  if (!isUsableTimepoint(study, timepoint)) return study;
  return changeExams(study, subjectId, (exams) => {
    const old = exams.find((exam) => exam.timepoint === timepoint);
    if (old === undefined) return missing === null ? exams : [...exams, { ...emptyExam(timepoint), missing }];
    if (old.image !== undefined) return exams;
    const next = withFields(old, { missing: missing ?? undefined });
    if (sameValue(next, emptyExam(timepoint))) return dropWhere(exams, (exam) => exam === old);
    return changeWhere(
      exams,
      (exam) => exam === old,
      () => next,
    );
  });
}

/** Moves the exam to a free timepoint, with its typed number of days; refused when the target is taken. */
export function moveExam(
  study: Study,
  parameters: { readonly subjectId: string; readonly from: string; readonly to: string },
): Study {
  const { subjectId, from, to } = parameters;
  if (from === to || !isUsableTimepoint(study, to)) return study;
  return changeExams(study, subjectId, (exams) => {
    if (exams.some((exam) => exam.timepoint === to)) return exams;
    return changeWhere(
      exams,
      (exam) => exam.timepoint === from,
      (exam) =>
        withFields(exam, {
          timepoint: to,
          daysFromPre: to === baselineTimepoint(study.protocol) ? undefined : exam.daysFromPre,
        }),
    );
  });
}

/**
 * Exchanges the exams of two timepoints (pre and post were mixed up). A typed number of days describes the visit, not
 * the film, and stays with its timepoint. With one of the two absent the other simply moves.
 */
export function swapExams(
  study: Study,
  parameters: { readonly subjectId: string; readonly first: string; readonly second: string },
): Study {
  const { subjectId, first, second } = parameters;
  if (first === second) return study;
  return changeExams(study, subjectId, (exams) => {
    const days = new Map(exams.map((exam) => [exam.timepoint, exam.daysFromPre]));
    const other = new Map([
      [first, second],
      [second, first],
    ]);
    return changeWhere(
      exams,
      (exam) => other.has(exam.timepoint),
      (exam) => {
        const timepoint = other.get(exam.timepoint) ?? exam.timepoint;
        return isUsableTimepoint(study, timepoint)
          ? withFields(exam, { timepoint, daysFromPre: days.get(timepoint) })
          : exam;
      },
    );
  });
}

export function setPosture(study: Study, parameters: ExamPlace & { readonly posture: Posture }): Study {
  return changeExam(study, parameters, (exam) => withFields(exam, { posture: parameters.posture }));
}

/** The typed number of days from the pre-operative image; null takes it back, so that the dates of the files count. */
export function setDaysFromPre(study: Study, parameters: ExamPlace & { readonly days: number | null }): Study {
  const { days } = parameters;
  if (days !== null && !isStorableDays(days)) return study;
  return changeExam(study, parameters, (exam) => withFields(exam, { daysFromPre: days ?? undefined }));
}

/**
 * Adds to the calibration ledger; the new entry is in force from now on. Nothing is ever removed from the ledger.
 * Refused without an image, and for an entry that gives no calibration (no length, points that lie together, a spacing
 * that the file does not hold).
 */
export function addCalibration(study: Study, parameters: ExamPlace & { readonly entry: CalibrationEntry }): Study {
  return changeExam(study, parameters, (exam) => {
    if (exam.image === undefined) return exam;
    const { entry } = parameters;
    const reason = clipText(entry.reason, TEXT_LIMITS.note);
    const calibrated = { ...exam, calibrations: [...exam.calibrations, withFields(entry, { reason })] };
    return examCalibration(calibrated).warnings.includes(UNUSABLE_CALIBRATION) ? exam : calibrated;
  });
}

/** Changes how the image is shown; fields left out stay as they are, undefined resets a field. */
export function setDisplay(study: Study, parameters: ExamPlace & { readonly display: Display }): Study {
  return changeExam(study, parameters, (exam) =>
    withFields(exam, { display: withFields(exam.display, parameters.display) }),
  );
}

/** Puts the exams of every subject in the order of the protocol. */
export function sortExams(study: Study): Study {
  const subjects = changeWhere(
    study.subjects,
    () => true,
    (subject) => {
      const exams = inProtocolOrder(study, subject.exams);
      return sameValue(exams, subject.exams) ? subject : { ...subject, exams };
    },
  );
  return subjects === study.subjects ? study : { ...study, subjects };
}
