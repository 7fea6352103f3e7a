import { comparePairs } from '../statistics/paired.ts';
import { describe, rounded } from '../statistics/descriptive.ts';
import { pairPerSubject } from '../statistics/perSubject.ts';
import { LEVELS, USUAL_LEVELS, levelOrder, type Level } from '../spine/levels.ts';
import type { Study } from '../study/study.ts';
import { laterVisits } from './changeTable.ts';
import { diagnosisCounts } from './characteristicsTable.ts';
import type { ForestRow } from './figures/figureData.ts';
import type { LevelSeries } from './levelSeries.ts';
import { withoutValues } from './levelTable.ts';
import { readingErrorOf, visitsWithValues, type Outcome } from './outcomes.ts';
import { pairsOf } from './pairsOf.ts';
import { counted, plain, withUnit } from './reportNumber.ts';
import { visitAt, type LevelNumbers } from './statistics/levelNumbers.ts';
import type { ReportPart } from './reportModel.ts';
import type { ScoreSeries } from './scoreSeries.ts';
import { timepointLabel } from './timepointLabel.ts';

/** How many levels there are at each place of the spine. */
export function locationFigure({ levels, basis }: LevelSeries): ReportPart {
  const title = basis === 'treated' ? 'Location of the treated levels' : 'Location of the levels';
  if (levels.length === 0) {
    return { kind: 'gap', id: 'location', title, reason: 'No level of this study is treated or measured.' };
  }
  const counts = new Map<Level, number>();
  for (const { level } of levels) counts.set(level, (counts.get(level) ?? 0) + 1);
  const orders = [...counts.keys()].map(levelOrder);
  const [highest, lowest] = [Math.min(...orders), Math.max(...orders)];
  const shown = LEVELS.filter((level) => {
    const order = levelOrder(level);
    const isUsual = USUAL_LEVELS.includes(level) || level.startsWith('C');
    return order >= highest && order <= lowest && (isUsual || counts.has(level));
  });
  return {
    kind: 'figure',
    id: 'location',
    title,
    caption: `${counted(levels.length, 'level')} from head to foot.`,
    figure: {
      kind: 'columns',
      axisLabel: 'Levels',
      columns: shown.map((level) => ({ label: level, group: level.charAt(0), count: counts.get(level) ?? 0 })),
    },
  };
}

const MOST_BARS = 20;

/** Diagnoses as bars. */
export function diagnosisFigure({ subjects }: Study): ReportPart {
  const title = 'Diagnoses';
  if (subjects.length === 0) return { kind: 'gap', id: 'diagnosis', title, reason: 'The study has no patient yet.' };
  const counts = diagnosisCounts(subjects);
  const rest = counts.slice(MOST_BARS).reduce((sum, [, count]) => sum + count, 0);
  const shown = [...counts.slice(0, MOST_BARS), ...(rest === 0 ? [] : [['rarer diagnoses together', rest] as const])];
  return {
    kind: 'figure',
    id: 'diagnosis',
    title,
    caption: `${counted(subjects.length, 'patient')}, diagnoses as they were entered.`,
    figure: {
      kind: 'bars',
      axisLabel: 'Patients',
      bars: shown.map(([label, count]) => ({ label, count, percent: (100 * count) / subjects.length })),
    },
  };
}

/** A score over all its visits, patients joined. */
export function scoreFigure({ protocol }: Study, series: ScoreSeries, index: number): ReportPart {
  const { instrument, timepoints, rows } = series;
  const id = `score-${index + 1}`;
  const title = `${instrument} over time`;
  const groups = timepoints.map((timepoint, position) => ({
    label: timepointLabel(protocol, timepoint),
    values: rows.flatMap(({ subject, values }) => {
      const value = values[position]?.value ?? null;
      return value === null ? [] : [{ unit: subject.id, value }];
    }),
  }));
  if (groups.every(({ values }) => values.length === 0)) {
    return { kind: 'gap', id, title, reason: `No patient has a value of ${instrument} at any visit.` };
  }
  return {
    kind: 'figure',
    id,
    title,
    caption: `${BOXES} Lines join the values of one patient.`,
    figure: { kind: 'boxes', axisLabel: instrument, groups },
  };
}

const BOXES = 'Boxes: quartiles and median; whiskers: farthest value within 1.5 box lengths; points: single values.';

/** An outcome at every visit, levels joined. */
export function outcomeFigure({ protocol }: Study, levels: readonly LevelNumbers[], outcome: Outcome): ReportPart {
  const visits = visitsWithValues(levels, outcome);
  const id = `boxes-${outcome.id}`;
  const title = `${outcome.name} over time`;
  if (visits.length === 0) return { kind: 'gap', id, title, reason: withoutValues(levels, outcome) };
  return {
    kind: 'figure',
    id,
    title,
    caption: [
      BOXES,
      'Lines join the values of one level.',
      ...(outcome.unitText === 'mm' ? ['Millimetres of different planes are not joined.'] : []),
    ].join(' '),
    figure: {
      kind: 'boxes',
      axisLabel: `${outcome.name} (${outcome.unitText})`,
      groups: visits.map((timepoint) => ({
        label: timepointLabel(protocol, timepoint),
        values: levels.flatMap((level) => {
          const visit = visitAt(level, timepoint);
          const value = visit?.values[outcome.measure].value ?? null;
          if (visit === undefined || value === null) return [];
          const plane = outcome.unitText === 'mm' ? (visit.plane ?? '') : '';
          return [{ unit: `${level.subject.id} ${level.level} ${plane}`, value }];
        }),
      })),
    },
  };
}

/** The mean change of every level of the spine, of all levels and of the patients, for each later visit. */
export function forestFigures(study: Study, series: LevelSeries, outcome: Outcome): readonly ReportPart[] {
  return laterVisits(study, series, outcome).map(({ timepoint, label }, index) => {
    const id = `forest-${outcome.id}-${index + 1}`;
    const title = `${outcome.name}: change by level, ${label}`;
    const rows = forestRows(series, outcome, timepoint);
    if (rows.length === 0) {
      return { kind: 'gap', id, title, reason: 'No level has a change that may be computed between these visits.' };
    }
    const reach = readingErrorOf(study.protocol, outcome);
    const kind = study.protocol.readingError === null ? 'provisional reading error' : 'reading error';
    return {
      kind: 'figure',
      id,
      title,
      caption: `Mean change with 95 % interval (later minus earlier; ${outcome.direction}). Grey: ± ${withUnit(plain(reach, 2), outcome.unitText)}, the ${kind}. A single level has no interval.`,
      figure: {
        kind: 'forest',
        axisLabel: `Change (${outcome.unitText})`,
        band: { reach, label: 'reading error' },
        rows,
      },
    };
  });
}

function forestRows({ levels, baseline }: LevelSeries, outcome: Outcome, timepoint: string): readonly ForestRow[] {
  const { pairs } = pairsOf(levels, outcome, { baseline, later: timepoint });
  if (pairs.length === 0) return [];
  const byLevel = LEVELS.flatMap((level): readonly ForestRow[] => {
    const changes = pairs
      .filter((pair) => pair.level === level)
      .map(({ value: { first, second } }) => rounded(second - first));
    const answer = describe(changes);
    if (!answer.ok) return [];
    const { n, mean, ci95 } = answer.value;
    return [{ label: level, count: counted(n, 'level'), mean, ci95, role: 'part' }];
  });
  const patients = pairPerSubject(pairs);
  const whole = [
    { label: 'All levels', unit: 'level', answer: comparePairs(pairs.map(({ value }) => value)) },
    { label: 'Patients', unit: 'patient', answer: comparePairs(patients.map(({ value }) => value)) },
  ];
  return [
    ...byLevel,
    ...whole.flatMap(({ label, unit, answer }): readonly ForestRow[] => {
      if (!answer.ok) return [];
      const { n, mean, ci95 } = answer.value.difference;
      return [{ label, count: counted(n, unit), mean, ci95, role: 'whole' }];
    }),
  ];
}
