import type { LevelSeries } from './levelSeries.ts';
import type { Answer } from '../statistics/gap.ts';
import { rounded } from '../statistics/descriptive.ts';
import { comparePairs, type PairedComparison } from '../statistics/paired.ts';
import { pairPerSubject } from '../statistics/perSubject.ts';
import { randomIntercept, type RandomIntercept } from '../statistics/randomIntercept.ts';
import type { Study } from '../study/study.ts';
import { answerCell, countCell, gapNotes, numberCell, textCell } from './cells.ts';
import { withoutValues } from './levelTable.ts';
import { missingWords } from './missingCounts.ts';
import { readingErrorOf, visitsWithValues, type Outcome } from './outcomes.ts';
import { pairsOf, type LevelPairs } from './pairsOf.ts';
import { counted, fixed, interval, meanSd, pValue, plain, signed, withUnit } from './reportNumber.ts';
import type { Cell, ReportColumn, ReportPart, ReportRow } from './reportModel.ts';
import { timepointLabel } from './timepointLabel.ts';

export const COMPARISON_COLUMNS: readonly ReportColumn[] = [
  { id: 'unit', label: 'Unit', align: 'text' },
  { id: 'n', label: 'n', align: 'number' },
  { id: 'first', label: 'Earlier', align: 'number' },
  { id: 'second', label: 'Later', align: 'number' },
  { id: 'change', label: 'Change', align: 'number' },
  { id: 'interval', label: '95 % interval', align: 'number' },
  { id: 'median', label: 'Median change', align: 'number' },
  { id: 't', label: 'Paired t, p', align: 'number' },
  { id: 'wilcoxon', label: 'Wilcoxon, p', align: 'number' },
  { id: 'dz', label: 'dz', align: 'number' },
  { id: 'r', label: 'r', align: 'number' },
];

export const COMPARISON_NOTE =
  'Mean ± SD; change: later minus earlier, with the 95 % interval of its mean; dz: mean change over its SD; r: correlation of earlier and later values.';

/** A paired comparison as one row of a table. */
export function comparisonCells(unit: string, answer: Answer<PairedComparison>): readonly Cell[] {
  const cell = (write: (value: PairedComparison) => Cell): Cell => answerCell(answer, write);
  return [
    textCell(unit),
    answer.ok ? countCell(answer.value.n) : countCell(0),
    cell(({ first }) => numberCell(first.mean, meanSd(first.mean, first.sd, 2))),
    cell(({ second }) => numberCell(second.mean, meanSd(second.mean, second.sd, 2))),
    cell(({ difference: { mean, sd } }) =>
      numberCell(mean, sd === null ? signed(mean, 2) : `${signed(mean, 2)} ± ${fixed(sd, 2)}`),
    ),
    cell(({ difference: { ci95 } }) =>
      ci95 === null
        ? { kind: 'missing', text: 'not given', reason: 'An interval needs two pairs at least.' }
        : textCell(interval(ci95, 2)),
    ),
    cell(({ difference: { median } }) => numberCell(median, signed(median, 2))),
    cell(({ t }) => answerCell(t, ({ p }) => numberCell(p, pValue(p)))),
    cell(({ wilcoxon }) => answerCell(wilcoxon, ({ p }) => numberCell(p, pValue(p)))),
    cell(({ effect }) => answerCell(effect, ({ dz }) => numberCell(dz, signed(dz, 2)))),
    cell(({ correlation }) => answerCell(correlation, ({ r }) => numberCell(r, fixed(r, 2)))),
  ];
}

/**
 * The change of an outcome from the first visit to every later one: one value a patient first, since the levels of one
 * patient are not independent; levels and the model with a patient effect after it.
 */
export function changeTable(study: Study, series: LevelSeries, outcome: Outcome): ReportPart {
  const { levels } = series;
  const id = `change-${outcome.id}`;
  const title = `${outcome.name}: change (${outcome.unitText})`;
  const visits = visitsWithValues(levels, outcome);
  if (visits.length === 0) return { kind: 'gap', id, title, reason: withoutValues(levels, outcome) };
  const later = laterVisits(study, series, outcome);
  if (later.length === 0) {
    return { kind: 'gap', id, title, reason: 'Only one visit has values, so there is no change to compare.' };
  }
  const parts = later.map(({ timepoint, label }) => {
    const found = pairsOf(levels, outcome, { baseline: series.baseline, later: timepoint });
    return { timepoint, label, found, rows: rowsOf(timepoint, label, found) };
  });
  const rows = parts.flatMap((part) => part.rows);
  return {
    kind: 'table',
    id,
    title,
    columns: COMPARISON_COLUMNS,
    rows,
    notes: [
      COMPARISON_NOTE,
      ...parts.flatMap(({ label, found }) => notesOf(study, outcome, label, found)),
      ...gapNotes(rows),
    ],
  };
}

/** Visits after the baseline at which a level has a value or a change. */
export function laterVisits(
  { protocol }: Study,
  { levels, baseline }: LevelSeries,
  outcome: Outcome,
): readonly { readonly timepoint: string; readonly label: string }[] {
  return visitsWithValues(levels, outcome)
    .filter((timepoint) => timepoint !== baseline)
    .map((timepoint) => ({ timepoint, label: timepointLabel(protocol, timepoint) }));
}

function rowsOf(timepoint: string, label: string, { pairs }: LevelPairs): readonly ReportRow[] {
  const perPatient = pairPerSubject(pairs);
  const byPatient = comparePairs(perPatient.map(({ value }) => value));
  const byLevel = comparePairs(pairs.map(({ value }) => value));
  const model = randomIntercept(
    pairs.map(({ subject, value: { first, second } }) => ({ subject, value: rounded(second - first) })),
  );
  const isNested = pairs.length > perPatient.length;
  return [
    {
      key: `${timepoint} heading`,
      role: 'group',
      cells: COMPARISON_COLUMNS.map((_, index) => textCell(index === 0 ? label : '')),
    },
    { key: `${timepoint} patients`, role: 'total', cells: comparisonCells('Patients (primary)', byPatient) },
    { key: `${timepoint} levels`, cells: comparisonCells('Levels (secondary)', byLevel) },
    ...(isNested ? [{ key: `${timepoint} model`, cells: modelCells(model) }] : []),
  ];
}

function modelCells(answer: Answer<RandomIntercept>): readonly Cell[] {
  const empty = textCell('');
  return [
    textCell('Levels, patient effect'),
    answer.ok ? countCell(answer.value.n) : empty,
    empty,
    empty,
    answerCell(answer, ({ estimate }) => numberCell(estimate, signed(estimate, 2))),
    answerCell(answer, ({ ci95 }) => textCell(interval(ci95, 2))),
    empty,
    answerCell(answer, ({ p }) => numberCell(p, pValue(p))),
    empty,
    empty,
    empty,
  ];
}

function notesOf(study: Study, outcome: Outcome, label: string, { pairs, missing }: LevelPairs): readonly string[] {
  const withoutPair = missingWords(missing);
  const patients = new Set(pairs.map(({ subject }) => subject)).size;
  return [
    ...(pairs.length === 0 ? [] : [`${label}: ${errorSentence(study, outcome, pairs)}`]),
    ...(withoutPair === ''
      ? []
      : [
          `${label}: ${counted(pairs.length, 'level')} of ${counted(patients, 'patient')} compared; without a pair: ${withoutPair}.`,
        ]),
  ];
}

/** How many levels changed by more than reading error, instead of a verdict from p. */
function errorSentence(study: Study, outcome: Outcome, pairs: LevelPairs['pairs']): string {
  const error = readingErrorOf(study.protocol, outcome);
  const changes = pairs.map(({ value: { first, second } }) => rounded(second - first));
  const [fell, rose] = [
    changes.filter((each) => each <= -error).length,
    changes.filter((each) => each >= error).length,
  ];
  const [better, worse] = outcome.unitText === '°' ? [fell, rose] : [rose, fell];
  const kind = study.protocol.readingError === null ? 'provisional reading error' : "study's reading error";
  return `of ${counted(pairs.length, 'level')}, ${better} improved and ${worse} worsened by ${withUnit(plain(error, 2), outcome.unitText)} or more, the ${kind}; ${pairs.length - better - worse} changed by less.`;
}
