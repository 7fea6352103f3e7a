import type { Exam, Study } from '../../shared/study/study.ts';
import type { AcquisitionFacts } from '../../shared/image/radiograph.ts';

/** What decides the place of an image: its name, and when it was taken. */
export interface Dated {
  readonly name: string;
  readonly image: { readonly radiograph: { readonly facts: AcquisitionFacts } };
}

export interface Place<C> {
  readonly candidate: C;
  /** A timepoint of the protocol; null: do not use. */
  readonly timepoint: string | null;
}

export interface AssignmentProposal<C> {
  readonly assignments: readonly Place<C>[];
  /** True when the files' own dates settle the order; false: somebody has to look. */
  readonly ordered: boolean;
}

/** When an image was taken, for sorting; null when its file does not say. */
const takenAt = ({ image }: Dated): string | null => {
  const { acquisitionDate, acquisitionTime } = image.radiograph.facts;
  return acquisitionDate === null ? null : `${acquisitionDate}T${acquisitionTime ?? ''}`;
};

/**
 * Which image goes to which timepoint: in order of acquisition to the timepoints of the protocol that have no image
 * yet, those of the two views first. Images beyond the last timepoint are proposed as "do not use".
 */
export function proposeAssignments<C extends Dated>(
  study: Study,
  exams: readonly Exam[],
  candidates: readonly C[],
  preferred: readonly string[],
): AssignmentProposal<C> {
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
  const isSettled = candidates.length === 1 || haveAnOrder(candidates);
  return { assignments, ordered: isSettled && agreesWithDates(study, exams, assignments) };
}

/** True when every image was taken at another moment; on one day only their times can tell. */
function haveAnOrder(candidates: readonly Dated[]): boolean {
  const moments = candidates.map(takenAt);
  const days = candidates.map(({ image }) => image.radiograph.facts.acquisitionDate);
  const isAlone = (day: string | null): boolean => days.filter((other) => other === day).length === 1;
  return (
    new Set(moments).size === moments.length &&
    candidates.every(({ image: { radiograph } }) => {
      const { acquisitionDate, acquisitionTime } = radiograph.facts;
      return acquisitionDate !== null && (acquisitionTime !== null || isAlone(acquisitionDate));
    })
  );
}

/** False when an image would come before one of the subject that was taken earlier: a film of long ago as "post". */
function agreesWithDates(study: Study, exams: readonly Exam[], assignments: readonly Place<Dated>[]): boolean {
  const dated = study.protocol.timepoints.flatMap(({ id }) => {
    const assigned = assignments.find(({ timepoint }) => timepoint === id)?.candidate.image.radiograph.facts;
    const present = exams.find(({ timepoint }) => timepoint === id)?.image;
    return assigned?.acquisitionDate ?? present?.acquisitionDate ?? [];
  });
  return dated.every((date, index) => index === 0 || (dated[index - 1] ?? date) <= date);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Whole days between two ISO dates; null when one is missing or malformed. */
export function daysBetween(from: string | undefined, to: string | undefined): number | null {
  if (from === undefined || to === undefined) return null;
  const days = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
  return Number.isFinite(days) ? Math.round(days) : null;
}
