import { comparePairs } from '../statistics/paired.ts';
import type { Study } from '../study/study.ts';
import { gapNotes } from './cells.ts';
import { COMPARISON_COLUMNS, COMPARISON_NOTE, comparisonCells } from './changeTable.ts';
import type { ReportPart, ReportRow } from './reportModel.ts';
import type { ScoreSeries } from './scoreSeries.ts';
import { scorePairs } from './statistics/scoreStatistics.ts';
import { DESCRIPTION_COLUMNS, descriptionRow, groupRow } from './summaryTable.ts';
import { timepointLabel } from './timepointLabel.ts';

/** Pain, disability and other scores: at every visit, and their change against the first and the previous visit. */
export function scoreTables(study: Study, series: readonly ScoreSeries[]): readonly ReportPart[] {
  if (series.length === 0) {
    const reason = 'No pain or disability score is recorded in this study.';
    return [{ kind: 'gap', id: 'scores', title: 'Clinical scores over time', reason }];
  }
  const rows = series.flatMap((each) => visitRows(study, each));
  const changes = series.flatMap((each) => changeRows(study, each));
  return [
    {
      kind: 'table',
      id: 'scores',
      title: 'Clinical scores over time (patients)',
      columns: DESCRIPTION_COLUMNS,
      rows,
      notes: gapNotes(rows),
    },
    changes.length === 0
      ? {
          kind: 'gap',
          id: 'score-changes',
          title: 'Clinical scores: change',
          reason: 'Every score has values at one visit only, so there is no change to compare.',
        }
      : {
          kind: 'table',
          id: 'score-changes',
          title: 'Clinical scores: change (patients)',
          columns: COMPARISON_COLUMNS,
          rows: changes,
          notes: [COMPARISON_NOTE, ...gapNotes(changes)],
        },
  ];
}

function visitRows({ protocol }: Study, { instrument, timepoints, rows }: ScoreSeries): readonly ReportRow[] {
  return [
    groupRow(instrument, instrument, DESCRIPTION_COLUMNS),
    ...timepoints.map((timepoint, index) =>
      descriptionRow(`${instrument} ${timepoint}`, timepointLabel(protocol, timepoint), {
        values: rows.flatMap(({ values }) => values[index] ?? []),
        decimals: 1,
      }),
    ),
  ];
}

function changeRows(study: Study, { instrument, timepoints }: ScoreSeries): readonly ReportRow[] {
  const compared = comparedVisits(timepoints).map(([from, to]): ReportRow => {
    const pairs = scorePairs(study, instrument, { from, to }).map(({ value }) => value);
    const label = `${timepointLabel(study.protocol, from)} → ${timepointLabel(study.protocol, to)}`;
    return { key: `${instrument} ${from} ${to}`, cells: comparisonCells(label, comparePairs(pairs)) };
  });
  return compared.length === 0 ? [] : [groupRow(instrument, instrument, COMPARISON_COLUMNS), ...compared];
}

/** Every visit against the first, then every visit against the one before it. */
function comparedVisits(timepoints: readonly string[]): readonly (readonly [from: string, to: string])[] {
  const [first = '', ...later] = timepoints;
  const previous = later.slice(1).map((to, index) => [later[index] ?? '', to] as const);
  return [...later.map((to) => [first, to] as const), ...previous];
}
