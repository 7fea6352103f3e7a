import { LANDMARKS, SUPERIOR_LANDMARKS } from '../spine/landmarks.ts';
import type { Landmark, PlacedLandmarks } from '../spine/landmarks.ts';
import { hasInferiorEndplate } from '../spine/levels.ts';
import type { Level } from '../spine/levels.ts';
import type { Exam, Protocol, Reading, Study, Subject, Timepoint, Vertebra } from './study.ts';

export const findSubject = (study: Study, subjectId: string): Subject | undefined =>
  study.subjects.find((subject) => subject.id === subjectId);

export const findSubjectByCode = (study: Study, code: string): Subject | undefined =>
  study.subjects.find((subject) => subject.code === code);

export const findTimepoint = (study: Study, timepoint: string): Timepoint | undefined =>
  study.protocol.timepoints.find(({ id }) => id === timepoint);

/** The timepoint that changes are counted from: `pre`, or the first one of a protocol that has no `pre`. */
export const baselineTimepoint = (protocol: Protocol): string =>
  protocol.timepoints.find(({ id }) => id === 'pre')?.id ?? protocol.timepoints[0]?.id ?? 'pre';

export const findExam = (subject: Subject | undefined, timepoint: string): Exam | undefined =>
  subject?.exams.find((exam) => exam.timepoint === timepoint);

/** `reading` is the reading's number: 1, and 2.. for repeats. */
export const findReading = (
  exam: Exam | undefined,
  place: { readonly reader: string; readonly reading: number },
): Reading | undefined =>
  exam?.readings.find((reading) => reading.reader === place.reader && reading.number === place.reading);

export const findVertebra = (reading: Reading | undefined, level: Level): Vertebra | undefined =>
  reading?.vertebrae.find((vertebra) => vertebra.level === level);

/** The landmarks that a complete measurement of this level has: six, or three for S1. */
export const landmarksOf = (level: Level): readonly Landmark[] =>
  hasInferiorEndplate(level) ? LANDMARKS : SUPERIOR_LANDMARKS;

/** The points of a vertebra in stored-pixel space, as the geometry wants them. */
export function placedLandmarks(vertebra: Vertebra | undefined): PlacedLandmarks {
  const placed: { [code in Landmark]?: { x: number; y: number } } = {};
  if (vertebra === undefined) return placed;
  for (const code of LANDMARKS) {
    const point = vertebra.landmarks[code];
    if (point !== undefined) placed[code] = { x: point[0], y: point[1] };
  }
  return placed;
}

/** The landmark to place next: the first in placement order that is neither placed nor marked not visible. */
export function nextLandmark(vertebra: Vertebra | undefined, level: Level): Landmark | null {
  const isOpen = (code: Landmark) =>
    vertebra?.landmarks[code] === undefined && vertebra?.states[code]?.kind !== 'not_visible';
  return landmarksOf(level).find(isOpen) ?? null;
}

export type VertebraProgress = 'empty' | 'partly' | 'complete' | 'finalised' | 'missing';

/** How far one level of one reading is. Complete: every landmark is placed or marked not visible. */
export function vertebraProgress(vertebra: Vertebra | undefined): VertebraProgress {
  if (vertebra === undefined) return 'empty';
  if (vertebra.finalisedAt !== undefined) return 'finalised';
  if (vertebra.missing !== undefined) return 'missing';
  const isTouched = (code: Landmark) => vertebra.landmarks[code] !== undefined || vertebra.states[code] !== undefined;
  if (nextLandmark(vertebra, vertebra.level) === null) return 'complete';
  return landmarksOf(vertebra.level).some(isTouched) ? 'partly' : 'empty';
}
