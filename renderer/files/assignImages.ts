import type { Exam, Study } from '../../shared/study/study.ts';
import type { Assignment, Candidate } from './dialogs.ts';

export interface AssignmentProposal {
  readonly assignments: readonly Assignment[];
  /** True when the files' own dates settle the order; false: somebody has to look. */
  readonly ordered: boolean;
}

/** When an image was taken, for sorting; null when its file does not say. */
const takenAt = ({ image }: Candidate): string | null => {
  const { acquisitionDate, acquisitionTime } = image.radiograph.facts;
  return acquisitionDate === null ? null : `${acquisitionDate}T${acquisitionTime ?? ''}`;
};

/**
 * Which image goes to which timepoint: in order of acquisition to the timepoints of the protocol that have no image
 * yet, those of the two views first. Images beyond the last timepoint are proposed as "do not use".
 */
export function proposeAssignments(
  study: Study,
  exams: readonly Exam[],
  candidates: readonly Candidate[],
  preferred: readonly string[],
): AssignmentProposal {
  const dates = candidates.map(takenAt);
  const ordered = dates.every((date) => date !== null) && new Set(dates).size === dates.length;
  const sorted = candidates.toSorted(
    (a, b) => compareText(takenAt(a) ?? '9', takenAt(b) ?? '9') || compareText(a.name, b.name),
  );
  const free = study.protocol.timepoints
    .map(({ id }) => id)
    .filter((id) => !exams.some((exam) => exam.timepoint === id && exam.image !== undefined));
  const places =
    candidates.length > 2
      ? free
      : [...free.filter((id) => preferred.includes(id)), ...free.filter((id) => !preferred.includes(id))];
  const assignments = sorted.map((candidate, index) => ({ candidate, timepoint: places[index] ?? null }));
  return { assignments, ordered: ordered || candidates.length === 1 };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Whole days between two ISO dates; null when one is missing or malformed. */
export function daysBetween(from: string | undefined, to: string | undefined): number | null {
  if (from === undefined || to === undefined) return null;
  const days = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
  return Number.isFinite(days) ? Math.round(days) : null;
}
