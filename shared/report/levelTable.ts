import type { Study } from '../study/study.ts';
import { changeCell, textCell, valueCell } from './cells.ts';
import type { LevelSeries } from './levelSeries.ts';
import { missingWords } from './missingCounts.ts';
import { changeTo, valueAt, visitsWithValues, type Outcome } from './outcomes.ts';
import { MOST_LISTED } from './patientTable.ts';
import type { LevelNumbers } from './statistics/levelNumbers.ts';
import type { ReportPart } from './reportModel.ts';
import { timepointLabel } from './timepointLabel.ts';

/** One outcome of every level at every visit, with its change against the first visit. */
export function levelTable(study: Study, { levels, baseline }: LevelSeries, outcome: Outcome): ReportPart {
  const visits = visitsWithValues(levels, outcome);
  const id = `levels-${outcome.id}`;
  const title = `${outcome.name} by level (${outcome.unitText})`;
  if (visits.length === 0) return { kind: 'gap', id, title, reason: withoutValues(levels, outcome) };
  if (levels.length > MOST_LISTED) {
    const reason = `There are ${levels.length} levels; lists of single levels end at ${MOST_LISTED}. The exported tables have all.`;
    return { kind: 'gap', id, title, reason };
  }
  const labels = visits.map((timepoint) => ({ timepoint, label: timepointLabel(study.protocol, timepoint) }));
  const changes = labels.filter(({ timepoint }) => timepoint !== baseline);
  return {
    kind: 'table',
    id,
    title,
    columns: [
      { id: 'subject', label: 'Patient', align: 'text' },
      { id: 'level', label: 'Level', align: 'text' },
      ...labels.map(({ timepoint, label }) => ({ id: timepoint, label, align: 'number' as const })),
      ...changes.map(({ timepoint, label }) => ({
        id: `change ${timepoint}`,
        label: `Change, ${label}`,
        align: 'number' as const,
      })),
    ],
    rows: levels.map((level) => ({
      key: `${level.subject.code} ${level.level}`,
      cells: [
        textCell(level.subject.code),
        textCell(level.level),
        ...visits.map((timepoint) => valueCell(valueAt(level, outcome, timepoint), 1)),
        ...changes.map(({ timepoint }) => changeCell(changeTo(level, outcome, timepoint), 1)),
      ],
    })),
    notes: [
      `Change: later minus ${timepointLabel(study.protocol, baseline)}; ${outcome.direction}.`,
      ...labels.flatMap(({ label, timepoint }) => {
        const missing = missingWords(levels.map((level) => valueAt(level, outcome, timepoint)));
        return missing === '' ? [] : [`Without a value, ${label}: ${missing}.`];
      }),
    ],
  };
}

/** Why nobody has a value of an outcome. */
export function withoutValues(levels: readonly LevelNumbers[], outcome: Outcome): string {
  if (levels.length === 0) return 'No level of this study is treated or measured.';
  const all = levels.flatMap(({ visits }) => visits.map(({ values }) => values[outcome.measure]));
  return `No level has a value of it at any visit (levels and visits: ${missingWords(all)}).`;
}
