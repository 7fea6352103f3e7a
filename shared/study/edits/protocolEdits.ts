import { levelOrder } from '../../spine/levels.ts';
import type { Level } from '../../spine/levels.ts';
import { TEXT_LIMITS, clipText } from '../limits.ts';
import { CODE_PATTERN } from '../study.ts';
import type { Arm, Protocol, Reader, Study, Timepoint } from '../study.ts';
import { withFields } from './change.ts';
import { deriveAllMiddles } from './derivedMiddles.ts';
import { sortExams } from './examEdits.ts';

export function renameStudy(study: Study, parameters: { readonly title: string }): Study {
  const title = clipText(parameters.title, TEXT_LIMITS.title);
  return title === '' ? study : withFields(study, { title });
}

/**
 * Replaces the list of timepoints (renamed, reordered, added, removed). Refused: an id that is malformed or doubled,
 * days that are no number,
 * no timepoint at all, or the loss of a timepoint that some subject's exam or score stands at.
 */
export function setTimepoints(study: Study, parameters: { readonly timepoints: readonly Timepoint[] }): Study {
  const timepoints = parameters.timepoints.map(withShortLabel);
  const used = study.subjects.flatMap((subject) => [
    ...subject.exams.map((exam) => exam.timepoint),
    ...subject.clinical.scores.map((score) => score.timepoint),
    ...subject.clinical.events.flatMap((event) => event.timepoint ?? []),
  ]);
  const areDaysSound = timepoints.every(({ nominalDays }) => nominalDays === null || Number.isFinite(nominalDays));
  if (timepoints.length === 0 || !areDaysSound || !isUsableList(timepoints, used)) return study;
  return sortExams(withProtocol(study, { timepoints }));
}

/** Replaces the list of arms; refused when an id is malformed or doubled, or when a subject's arm would be lost. */
export function setArms(study: Study, parameters: { readonly arms: readonly Arm[] }): Study {
  const arms = parameters.arms.map(withShortLabel);
  const used = study.subjects.flatMap((subject) => subject.arm ?? []);
  return isUsableList(arms, used) ? withProtocol(study, { arms }) : study;
}

/** Replaces the list of readers; refused when an id is malformed or doubled, or when a reading would lose its reader. */
export function setReaders(study: Study, parameters: { readonly readers: readonly Reader[] }): Study {
  const readers = parameters.readers.map(withShortLabel);
  const used = study.subjects.flatMap((subject) =>
    subject.exams.flatMap((exam) => exam.readings.map((reading) => reading.reader)),
  );
  return readers.length > 0 && isUsableList(readers, used) ? withProtocol(study, { readers }) : study;
}

/** Adds a reader unless there is one with this code already. */
export function addReader(study: Study, parameters: Reader): Study {
  const { id, label } = parameters;
  return study.protocol.readers.some((reader) => reader.id === id)
    ? study
    : setReaders(study, { readers: [...study.protocol.readers, { id, label }] });
}

/** The levels offered for measuring, kept from head to foot. Levels already measured stay in the study. */
export function setLevels(study: Study, parameters: { readonly levels: readonly Level[] }): Study {
  const levels = [...new Set(parameters.levels)].toSorted((a, b) => levelOrder(a) - levelOrder(b));
  return levels.length === 0 ? study : withProtocol(study, { levels });
}

/** Changing to four corners derives the missing middle points of every level that is not finalised. */
export function setPointScheme(study: Study, parameters: { readonly pointScheme: Protocol['pointScheme'] }): Study {
  const next = withProtocol(study, { pointScheme: parameters.pointScheme });
  return next !== study && parameters.pointScheme === 'four' ? deriveAllMiddles(next) : next;
}

/** The study's own reading error; null goes back to the provisional 5 degrees and 3 mm. */
export function setReadingError(study: Study, parameters: { readonly readingError: Protocol['readingError'] }): Study {
  const { readingError } = parameters;
  const isSound =
    readingError === null || [readingError.angleDeg, readingError.heightMm].every((x) => Number.isFinite(x) && x > 0);
  if (!isSound) return study;
  const source = clipText(readingError?.source ?? '', TEXT_LIMITS.title);
  return withProtocol(study, { readingError: readingError === null ? null : { ...readingError, source } });
}

function withProtocol(study: Study, fields: Partial<Protocol>): Study {
  return withFields(study, { protocol: withFields(study.protocol, fields) });
}

function withShortLabel<T extends { readonly label: string }>(entry: T): T {
  return { ...entry, label: clipText(entry.label, TEXT_LIMITS.label) };
}

function isUsableList(list: readonly { readonly id: string }[], used: readonly string[]): boolean {
  const ids = new Set(list.map(({ id }) => id));
  return ids.size === list.length && list.every(({ id }) => CODE_PATTERN.test(id)) && used.every((id) => ids.has(id));
}
