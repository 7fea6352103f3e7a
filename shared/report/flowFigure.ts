import type { Study } from '../study/study.ts';
import type { FlowStep } from './figures/figureData.ts';
import type { LevelSeries } from './levelSeries.ts';
import { countMissing } from './missingCounts.ts';
import { OUTCOMES, visitsWithValues } from './outcomes.ts';
import { statusWords } from './cells.ts';
import { counted } from './reportNumber.ts';
import type { LevelNumbers } from './statistics/levelNumbers.ts';
import type { ReportPart } from './reportModel.ts';
import type { ScoreSeries } from './scoreSeries.ts';
import { timepointLabel } from './timepointLabel.ts';

/** Who was seen at which visit, and why the others were not. */
export function flowFigure(study: Study, series: LevelSeries, scores: readonly ScoreSeries[]): ReportPart {
  const { subjects, protocol } = study;
  const title = 'Flow of patients';
  if (subjects.length === 0) return { kind: 'gap', id: 'flow', title, reason: 'The study has no patient yet.' };
  const visits = protocol.timepoints.filter(({ id }) => isUsed(study, series, scores, id));
  const what = series.basis === 'treated' ? 'treated level' : 'level';
  const enrolled: FlowStep = {
    title: 'Enrolled',
    lines: [counted(subjects.length, 'patient'), counted(series.levels.length, what)],
    missing: [],
  };
  return {
    kind: 'figure',
    id: 'flow',
    title,
    caption:
      'Patients and levels with values at each visit; to the right those without, by reason. Patients count as seen when one of their levels has a value.',
    figure: {
      kind: 'flow',
      steps: [enrolled, ...visits.map(({ id }) => stepOf(study, series.levels, scores, id))],
    },
  };
}

function isUsed({ subjects }: Study, { levels }: LevelSeries, scores: readonly ScoreSeries[], id: string): boolean {
  return (
    subjects.some(({ exams }) => exams.some(({ timepoint, image }) => timepoint === id && image !== undefined)) ||
    scores.some(({ timepoints }) => timepoints.includes(id)) ||
    OUTCOMES.some((outcome) => visitsWithValues(levels, outcome).includes(id))
  );
}

function stepOf(
  { protocol, subjects }: Study,
  levels: readonly LevelNumbers[],
  scores: readonly ScoreSeries[],
  timepoint: string,
): FlowStep {
  const visits = levels.flatMap(({ subject, visits: all }) =>
    all.filter((visit) => visit.timepoint === timepoint).map((visit) => ({ subject: subject.id, visit })),
  );
  const isSeen = ({ visit }: (typeof visits)[number]): boolean =>
    OUTCOMES.some(({ measure }) => visit.values[measure].value !== null);
  const seen = visits.filter(isSeen);
  const unseen = visits.filter((each) => !isSeen(each)).map(({ visit }) => visit.values.wedge_angle);
  const images = subjects.filter(({ exams }) =>
    exams.some((exam) => exam.timepoint === timepoint && exam.image !== undefined),
  ).length;
  const patients = new Set(seen.map(({ subject }) => subject)).size;
  const ofScores = scores.flatMap(({ instrument, timepoints, rows }) => {
    const index = timepoints.indexOf(timepoint);
    if (index === -1) return [];
    const values = rows.flatMap((row) => row.values[index] ?? []);
    return [{ instrument, values, count: values.filter(({ value }) => value !== null).length }];
  });
  return {
    title: timepointLabel(protocol, timepoint),
    lines: [
      ...(images === 0 ? [] : [`films: ${counted(images, 'patient')}`]),
      ...(seen.length === 0 && levels.length > 0 && ofScores.length > 0
        ? ['no level measured']
        : [`values: ${counted(patients, 'patient')}, ${counted(seen.length, 'level')}`]),
      ...ofScores.map(({ instrument, count }) => `${instrument}: ${counted(count, 'patient')}`),
    ],
    missing: [
      ...(seen.length === 0
        ? []
        : countMissing(unseen).map(([status, count]) => `${counted(count, 'level')}: ${statusWords(status)}`)),
      ...ofScores.flatMap(({ instrument, values }) =>
        countMissing(values).map(
          ([status, count]) => `${instrument}, ${counted(count, 'patient')}: ${statusWords(status)}`,
        ),
      ),
    ],
  };
}
