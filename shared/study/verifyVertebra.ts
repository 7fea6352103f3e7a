import { LANDMARKS } from '../spine/landmarks.ts';
import { measureVertebra } from '../spine/measureVertebra.ts';
import { withDerivedMiddles } from './edits/derivedMiddles.ts';
import { isInsideImage } from './edits/landmarkEdits.ts';
import { examCalibration } from './examCalibration.ts';
import { recordFaults, type RecordFault } from './finalRecord.ts';
import { landmarksOf, nextLandmark, placedLandmarks } from './find.ts';
import type { Exam, Vertebra } from './study.ts';
import type { Report } from './verification.ts';

/** A derived point that a corner has left behind by more than this was not written by the program. */
const DERIVED_TOLERANCE_PX = 1e-6;

/** Checks the points of one vertebra against their marks, their image and each other. */
export function verifyVertebra(exam: Exam, vertebra: Vertebra, where: string, report: Report): void {
  const { landmarks, states, level, missing } = vertebra;
  const allowed = landmarksOf(level);
  const placed = LANDMARKS.filter((code) => landmarks[code] !== undefined);
  if (placed.length > 0 && exam.image === undefined) {
    report('error', 'points_without_image', where, 'There are points but no image.');
  }
  if (missing !== undefined && missing !== 'excluded' && placed.length > 0) {
    report('error', 'points_and_reason', where, `There are points and the reason ${missing} why there are none.`);
  }
  for (const code of LANDMARKS) {
    const point = landmarks[code];
    const state = states[code];
    if (!allowed.includes(code) && (point !== undefined || state !== undefined)) {
      report('error', 'no_such_landmark', `${where} ${code}`, `${level} has no landmark ${code}.`);
    }
    if (point !== undefined && exam.image !== undefined && !isInsideImage(point, exam.image)) {
      report('error', 'point_outside_image', `${where} ${code}`, `(${point.join(', ')}) lies outside the image.`);
    }
    if (point !== undefined && state?.kind === 'not_visible') {
      report('error', 'hidden_point_placed', `${where} ${code}`, 'The landmark is not visible, yet it has a point.');
    }
    if (point === undefined && state !== undefined && state.kind !== 'not_visible') {
      report('error', 'mark_without_point', `${where} ${code}`, `The landmark is ${state.kind}, yet it has no point.`);
    }
  }
  verifyDerived(vertebra, where, report);
  verifyGeometry(exam, vertebra, where, report);
}

/** The only stored points that follow from others: middles of the four-corner scheme. */
function verifyDerived(vertebra: Vertebra, where: string, report: Report): void {
  const recomputed = withDerivedMiddles(vertebra, 'six').landmarks;
  for (const code of LANDMARKS) {
    if (vertebra.states[code]?.kind !== 'derived') continue;
    const stored = vertebra.landmarks[code];
    const derived = recomputed[code];
    if (stored === undefined) continue;
    const distance = derived === undefined ? Infinity : Math.hypot(stored[0] - derived[0], stored[1] - derived[1]);
    if (distance > DERIVED_TOLERANCE_PX) {
      report('error', 'derived_point_differs', `${where} ${code}`, 'The derived point is not between its corners.');
    }
  }
}

function verifyGeometry(exam: Exam, vertebra: Vertebra, where: string, report: Report): void {
  if (exam.image === undefined || vertebra.missing === 'excluded') return;
  const measures = measureVertebra(placedLandmarks(vertebra), examCalibration(exam), { level: vertebra.level });
  for (const { code, message } of measures.issues) report('warning', code, where, message);
}

const RECORD_FAULTS = {
  missing: ['record_missing', 'Who finalised or reopened the level is not on record.'],
  broken: ['record_broken', 'The record of finalising and reopening was changed outside Endplate.'],
  content: ['finalised_content_differs', 'What was finalised, or the record of it, was changed outside Endplate.'],
} as const satisfies Record<RecordFault['kind'], readonly [code: string, message: string]>;

/**
 * Finalised means complete and unchanged since. Times are only warnings: a clock may have been set back. A study in
 * which nothing is on record was written before there were records, or by another program.
 */
export function verifyFinalised(
  vertebra: Vertebra,
  { where, isRecorded }: { readonly where: string; readonly isRecorded: boolean },
  report: Report,
): void {
  const { finalisedAt, measuredAt, missing, level, revisions } = vertebra;
  if (finalisedAt !== undefined) {
    if (missing === undefined && nextLandmark(vertebra, level) !== null) {
      report('warning', 'finalised_incomplete', where, 'The level is finalised, but not all landmarks are placed.');
    }
    if (measuredAt !== undefined && measuredAt > finalisedAt) {
      report('warning', 'changed_after_finalising', where, 'A point was changed after the level was finalised.');
    }
  }
  for (const { kind, revision } of recordFaults(vertebra)) {
    const [code, message] = RECORD_FAULTS[kind];
    const severity = kind === 'missing' && !isRecorded ? 'warning' : 'error';
    report(severity, code, revision === null ? where : `${where} revision ${revision}`, message);
  }
  for (const revision of revisions) {
    if (revision.reopenedAt < revision.finalisedAt) {
      report('warning', 'reopened_before_finalising', where, 'A revision was reopened before it was finalised.');
    }
  }
}
