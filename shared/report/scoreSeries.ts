import { visitAbsence } from '../study/visitAbsence.ts';
import type { Study, Subject } from '../study/study.ts';
import { FOLLOW_UP, instrumentsOf, timepointsOf } from './statistics/scoreStatistics.ts';
import { absent, absentStatus, present, type StudyValue } from '../study/valueStatus.ts';

/** One instrument (VAS, ODI, ...) over the visits at which anybody has an entry of it. */
export interface ScoreSeries {
  readonly instrument: string;
  readonly timepoints: readonly string[];
  /** Every subject of the study; the values in the order of the timepoints. */
  readonly rows: readonly { readonly subject: Subject; readonly values: readonly StudyValue[] }[];
}

/** The clinical scores of a study, instruments in the order of their first entry. */
export function scoreSeries(study: Study): readonly ScoreSeries[] {
  const instruments = instrumentsOf(study).filter((instrument) => instrument.toLowerCase() !== FOLLOW_UP);
  return instruments.map((instrument) => {
    const timepoints = timepointsOf(study, instrument);
    const rows = study.subjects.map((subject) => ({
      subject,
      values: timepoints.map((timepoint) => scoreOf(study, subject, { instrument, timepoint })),
    }));
    return { instrument, timepoints, rows };
  });
}

/** Without an entry: death or loss where the events tell it, else not reported. */
function scoreOf(
  study: Study,
  subject: Subject,
  { instrument, timepoint }: { readonly instrument: string; readonly timepoint: string },
): StudyValue {
  const found = subject.clinical.scores.find(
    (score) => score.instrument === instrument && score.timepoint === timepoint,
  );
  if (found?.value !== undefined && found.value !== null) return present(found.value, 'reported');
  if (found !== undefined) return absent(found.missing === undefined ? 'not_reported' : absentStatus(found.missing));
  const exam = subject.exams.find((each) => each.timepoint === timepoint);
  const absence = visitAbsence(study, subject, { timepoint, exam });
  return absent(absence === null || absence === 'unavailable' ? 'not_reported' : absence);
}
