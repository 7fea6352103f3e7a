import type { LevelSeries } from './levelSeries.ts';
import { meanPerSubject } from '../statistics/perSubject.ts';
import { compareGroups, type GroupComparison } from '../statistics/twoGroups.ts';
import { rounded, type Description } from '../statistics/descriptive.ts';
import type { Answer } from '../statistics/gap.ts';
import type { Arm, Study } from '../study/study.ts';
import { answerCell, gapNotes, numberCell, textCell } from './cells.ts';
import { laterVisits } from './changeTable.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';
import { pairsOf } from './pairsOf.ts';
import { fixed, interval, pValue, signed } from './reportNumber.ts';
import type { Cell, ReportColumn, ReportPart, ReportRow } from './reportModel.ts';
import { groupRow } from './summaryTable.ts';

const COLUMNS: readonly ReportColumn[] = [
  { id: 'arms', label: 'Change', align: 'text' },
  { id: 'first', label: 'First arm', align: 'number' },
  { id: 'second', label: 'Second arm', align: 'number' },
  { id: 'difference', label: 'First − second', align: 'number' },
  { id: 'interval', label: '95 % interval', align: 'number' },
  { id: 'welch', label: 'Welch t, p', align: 'number' },
  { id: 'mannWhitney', label: 'Mann-Whitney, p', align: 'number' },
];

/** The change of every outcome compared between the arms, one value a patient; null in a study without two arms. */
export function armTable(study: Study, series: LevelSeries): ReportPart | null {
  const arms = study.protocol.arms.filter(({ id }) => study.subjects.some(({ arm }) => arm === id));
  if (arms.length < 2) return null;
  const rows = OUTCOMES.flatMap((outcome): readonly ReportRow[] => {
    const compared = laterVisits(study, series, outcome).flatMap((visit) =>
      armPairs(arms).map(([first, second]) => rowOf(series, outcome, { ...visit, first, second })),
    );
    if (compared.length === 0) return [];
    return [groupRow(outcome.id, `${outcome.name} (${outcome.unitText})`, COLUMNS), ...compared];
  });
  const title = 'Arms compared: change from the first visit (patients)';
  if (rows.length === 0) {
    return { kind: 'gap', id: 'arms', title, reason: 'No outcome has values at two visits, so no arm has a change.' };
  }
  return {
    kind: 'table',
    id: 'arms',
    title,
    columns: COLUMNS,
    rows,
    notes: ['Each arm: n, mean ± SD of the change, one mean a patient.', ...gapNotes(rows)],
  };
}

/** Two arms; with more, each against the first. */
const armPairs = (arms: readonly Arm[]): readonly (readonly [first: Arm, second: Arm])[] => {
  const [reference] = arms;
  return reference === undefined ? [] : arms.slice(1).map((arm) => [reference, arm] as const);
};

interface Wanted {
  readonly timepoint: string;
  readonly label: string;
  readonly first: Arm;
  readonly second: Arm;
}

function rowOf({ levels, baseline }: LevelSeries, outcome: Outcome, wanted: Wanted): ReportRow {
  const { timepoint, label, first, second } = wanted;
  const changes = (arm: Arm): readonly number[] => {
    const ofArm = levels.filter(({ subject }) => subject.arm === arm.id);
    const { pairs } = pairsOf(ofArm, outcome, { baseline, later: timepoint });
    const byLevel = pairs.map(({ subject, value }) => ({ subject, value: rounded(value.second - value.first) }));
    return meanPerSubject(byLevel).map(({ value }) => value);
  };
  const answer = compareGroups(changes(first), changes(second));
  return {
    key: `${outcome.id} ${timepoint} ${first.id} ${second.id}`,
    cells: [textCell(`${label}: ${first.label} − ${second.label}`), ...cellsOf(answer)],
  };
}

const described = ({ n, mean, sd }: Description): Cell =>
  numberCell(mean, `n ${n}, ${signed(mean, 2)}${sd === null ? '' : ` ± ${fixed(sd, 2)}`}`);

function cellsOf(answer: Answer<GroupComparison>): readonly Cell[] {
  const cell = (write: (value: GroupComparison) => Cell): Cell => answerCell(answer, write);
  return [
    cell(({ first }) => described(first)),
    cell(({ second }) => described(second)),
    cell(({ difference }) => numberCell(difference, signed(difference, 2))),
    cell(({ welch }) => answerCell(welch, ({ ci95 }) => textCell(interval(ci95, 2)))),
    cell(({ welch }) => answerCell(welch, ({ p }) => numberCell(p, pValue(p)))),
    cell(({ mannWhitney }) => answerCell(mannWhitney, ({ p }) => numberCell(p, pValue(p)))),
  ];
}
