import type { LevelSeries } from './levelSeries.ts';
import type { Pair } from '../statistics/paired.ts';
import { meanPerSubject, type OfSubject } from '../statistics/perSubject.ts';
import { compareGroups, type GroupComparison } from '../statistics/twoGroups.ts';
import { rounded, type Description } from '../statistics/descriptive.ts';
import type { Answer } from '../statistics/gap.ts';
import type { Arm, ClinicalEvent, Study } from '../study/study.ts';
import { answerCell, gapNotes, numberCell, textCell } from './cells.ts';
import { laterVisits } from './changeTable.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';
import { pairsOf } from './pairsOf.ts';
import { counted, fixed, interval, pValue, signed } from './reportNumber.ts';
import type { Cell, ReportColumn, ReportPart, ReportRow } from './reportModel.ts';
import type { ScoreSeries } from './scoreSeries.ts';
import { scorePairs } from './statistics/scoreStatistics.ts';
import { timepointLabel } from './timepointLabel.ts';
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

/**
 * The change of every outcome and score compared between the arms, one value a patient, in the arm to which each was
 * assigned; null in a study without two arms.
 */
export function armTable(study: Study, series: LevelSeries, scores: readonly ScoreSeries[]): ReportPart | null {
  const arms = study.protocol.arms.filter(({ id }) => study.subjects.some(({ arm }) => arm === id));
  if (arms.length < 2) return null;
  const rows = [
    ...OUTCOMES.flatMap((outcome) =>
      changeRows(study, arms, {
        key: outcome.id,
        heading: `${outcome.name} (${outcome.unitText})`,
        later: laterVisits(study, series, outcome),
        changes: (later) => shapeChanges(series, outcome, later),
      }),
    ),
    ...scores.flatMap(({ instrument, timepoints: [first = '', ...later] }) =>
      changeRows(study, arms, {
        key: instrument,
        heading: instrument,
        later: later.map((timepoint) => ({ timepoint, label: timepointLabel(study.protocol, timepoint) })),
        changes: (to) => scorePairs(study, instrument, { from: first, to }).map(toChange),
      }),
    ),
  ];
  const title = 'Arms compared: change from the first visit (patients)';
  if (rows.length === 0) {
    return { kind: 'gap', id: 'arms', title, reason: 'No outcome has values at two visits, so no arm has a change.' };
  }
  const crossed = study.subjects.filter(({ clinical }) => clinical.events.some(isCrossover)).length;
  return {
    kind: 'table',
    id: 'arms',
    title,
    columns: COLUMNS,
    rows,
    notes: [
      'Each arm: n, mean ± SD of the change, one mean a patient.',
      ...(crossed === 0
        ? []
        : [
            `${counted(crossed, 'patient')} changed the treatment and ${crossed === 1 ? 'is' : 'are'} counted in the arm of assignment.`,
          ]),
      ...gapNotes(rows),
    ],
  };
}

const isCrossover = ({ kind, site }: ClinicalEvent): boolean =>
  kind === 'other' && /^cross[ _-]?over$/i.test(site ?? '');

interface Changes {
  readonly key: string;
  readonly heading: string;
  readonly later: readonly { readonly timepoint: string; readonly label: string }[];
  /** The change of every patient up to a visit. */
  readonly changes: (later: string) => readonly OfSubject<number>[];
}

const toChange = ({ subject, value: { first, second } }: OfSubject<Pair>): OfSubject<number> => ({
  subject,
  value: rounded(second - first),
});

function shapeChanges(
  { levels, baseline }: LevelSeries,
  outcome: Outcome,
  later: string,
): readonly OfSubject<number>[] {
  return meanPerSubject(pairsOf(levels, outcome, { baseline, later }).pairs.map(toChange));
}

function changeRows(
  study: Study,
  arms: readonly Arm[],
  { key, heading, later, changes }: Changes,
): readonly ReportRow[] {
  const armOf = new Map(study.subjects.map(({ code, arm }) => [code, arm]));
  const rows = later.flatMap(({ timepoint, label }) => {
    const all = changes(timepoint);
    const ofArm = ({ id }: Arm): readonly number[] =>
      all.flatMap(({ subject, value }) => (armOf.get(subject) === id ? [value] : []));
    return armPairs(arms).map(([first, second]) => ({
      key: `${key} ${timepoint} ${first.id} ${second.id}`,
      cells: [
        textCell(`${label}: ${first.label} − ${second.label}`),
        ...cellsOf(compareGroups(ofArm(first), ofArm(second))),
      ],
    }));
  });
  return rows.length === 0 ? [] : [groupRow(key, heading, COLUMNS), ...rows];
}

/** Every two arms. */
const armPairs = (arms: readonly Arm[]): readonly (readonly [first: Arm, second: Arm])[] =>
  arms.flatMap((first, index) => arms.slice(index + 1).map((second) => [first, second] as const));

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
