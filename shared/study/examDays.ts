import { baselineTimepoint, findExam } from './find.ts';
import type { Exam, Protocol, Subject } from './study.ts';

const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * Days from the pre-operative image to this one: 0 for the baseline itself, else the typed number, else the difference
 * of the two files' dates; null when neither is known. Negative when the image is older than the baseline.
 */
export function examDays(protocol: Protocol, subject: Subject, exam: Exam): number | null {
  const baseline = baselineTimepoint(protocol);
  if (exam.timepoint === baseline) return 0;
  if (exam.daysFromPre !== undefined) return exam.daysFromPre;
  const from = dayNumber(findExam(subject, baseline)?.image?.acquisitionDate);
  const to = dayNumber(exam.image?.acquisitionDate);
  return from === null || to === null ? null : to - from;
}

/** Days since 1970-01-01 of an ISO date; null for no date and for a date that the calendar does not have. */
function dayNumber(isoDate: string | undefined): number | null {
  if (isoDate === undefined || !/^\d{4}-\d\d-\d\d$/.test(isoDate)) return null;
  const time = Date.parse(`${isoDate}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== isoDate) return null;
  return time / MILLISECONDS_PER_DAY;
}
