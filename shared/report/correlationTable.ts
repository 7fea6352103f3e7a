import type { LevelSeries } from './levelSeries.ts';
import { scorePairs } from './statistics/scoreStatistics.ts';
import { pearson, spearman, type Correlation } from '../statistics/correlation.ts';
import { rounded } from '../statistics/descriptive.ts';
import type { Answer } from '../statistics/gap.ts';
import { meanPerSubject } from '../statistics/perSubject.ts';
import type { Study } from '../study/study.ts';
import { answerCell, countCell, gapNotes, numberCell, textCell } from './cells.ts';
import { laterVisits } from './changeTable.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';
import { pairsOf } from './pairsOf.ts';
import { fixed, interval, pValue } from './reportNumber.ts';
import type { Cell, ReportPart, ReportRow } from './reportModel.ts';
import type { ScoreSeries } from './scoreSeries.ts';

/** Does the shape of the vertebra change with the pain? Patients with both changes; null where no score is recorded. */
export function correlationTable(study: Study, series: LevelSeries, scores: readonly ScoreSeries[]): ReportPart | null {
  if (scores.length === 0) return null;
  const rows = OUTCOMES.flatMap((outcome) =>
    laterVisits(study, series, outcome).flatMap((visit) =>
      scores.flatMap(({ instrument }) => rowOf(study, series, { ...visit, outcome, instrument })),
    ),
  );
  const title = 'Change of shape against change of score (patients)';
  if (rows.length === 0) {
    const reason = 'No patient has a change of an outcome and of a score between the same two visits.';
    return { kind: 'gap', id: 'correlation', title, reason };
  }
  return {
    kind: 'table',
    id: 'correlation',
    title,
    columns: [
      { id: 'what', label: '', align: 'text' },
      { id: 'n', label: 'n', align: 'number' },
      { id: 'r', label: 'Pearson r', align: 'number' },
      { id: 'rInterval', label: '95 % interval', align: 'number' },
      { id: 'rP', label: 'p', align: 'number' },
      { id: 'rho', label: 'Spearman rho', align: 'number' },
      { id: 'rhoP', label: 'p', align: 'number' },
    ],
    rows,
    notes: ['One mean a patient.', ...gapNotes(rows)],
  };
}

interface Wanted {
  readonly outcome: Outcome;
  readonly instrument: string;
  readonly timepoint: string;
  readonly label: string;
}

function rowOf(study: Study, { levels, baseline }: LevelSeries, wanted: Wanted): readonly ReportRow[] {
  const { outcome, instrument, timepoint, label } = wanted;
  const scores = scorePairs(study, instrument, { from: baseline, to: timepoint });
  const scoreChanges = new Map(
    scores.map(({ subject, value: { first, second } }) => [subject, rounded(second - first)]),
  );
  const { pairs } = pairsOf(levels, outcome, { baseline, later: timepoint });
  const shapeChanges = meanPerSubject(
    pairs.map(({ subject, value: { first, second } }) => ({ subject, value: rounded(second - first) })),
  );
  const both = shapeChanges.filter(({ subject }) => scoreChanges.has(subject));
  if (both.length === 0) return [];
  const xs = both.map(({ value }) => value);
  const ys = both.map(({ subject }) => scoreChanges.get(subject) ?? 0);
  const [linear, ranked] = [pearson(xs, ys), spearman(xs, ys)];
  return [
    {
      key: `${outcome.id} ${timepoint} ${instrument}`,
      cells: [
        textCell(`${outcome.name} and ${instrument}, ${label}`),
        countCell(both.length),
        coefficient(linear),
        answerCell(linear, ({ ci95 }) => (ci95 === null ? tooFew(4) : textCell(interval(ci95, 2)))),
        probability(linear),
        coefficient(ranked),
        probability(ranked),
      ],
    },
  ];
}

const tooFew = (needed: number): Cell => ({
  kind: 'missing',
  text: 'not given',
  reason: `This needs ${needed} patients at least.`,
});

const coefficient = (answer: Answer<Correlation>): Cell => answerCell(answer, ({ r }) => numberCell(r, fixed(r, 2)));

const probability = (answer: Answer<Correlation>): Cell =>
  answerCell(answer, ({ p }) => (p === null ? tooFew(3) : numberCell(p, pValue(p))));
