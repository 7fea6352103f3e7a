import type { Exam, Study, Subject } from './study.ts';
import { absentStatus } from './valueStatus.ts';
import type { AbsentStatus } from './valueStatus.ts';

/**
 * Why a subject has no image at a timepoint: the reason recorded for the exam, else what the events tell (a death or a
 * loss at this timepoint or before it), else `unavailable`. Null when there is an image.
 */
export function visitAbsence(
  study: Pick<Study, 'protocol'>,
  subject: Subject,
  visit: { readonly timepoint: string; readonly exam: Exam | undefined },
): AbsentStatus | null {
  const { exam, timepoint } = visit;
  if (exam?.image !== undefined) return null;
  if (exam?.missing !== undefined) return absentStatus(exam.missing);
  if (isAfterEvent(study, subject, 'death', timepoint)) return 'death';
  if (isAfterEvent(study, subject, 'lost', timepoint)) return 'lost_to_follow_up';
  return 'unavailable';
}

function isAfterEvent(
  study: Pick<Study, 'protocol'>,
  subject: Subject,
  kind: 'death' | 'lost',
  timepoint: string,
): boolean {
  if (subject.clinical.events.length === 0) return false;
  const position = study.protocol.timepoints.findIndex(({ id }) => id === timepoint);
  const nominalDays = study.protocol.timepoints[position]?.nominalDays ?? null;
  return subject.clinical.events.some((event) => {
    if (event.kind !== kind) return false;
    if (event.timepoint !== undefined) {
      const eventPosition = study.protocol.timepoints.findIndex(({ id }) => id === event.timepoint);
      return eventPosition !== -1 && position >= eventPosition;
    }
    return event.daysFromPre !== undefined && nominalDays !== null && nominalDays >= event.daysFromPre;
  });
}
