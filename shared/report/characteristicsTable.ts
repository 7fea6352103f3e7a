import { describe } from '../statistics/descriptive.ts';
import { proportion } from '../statistics/proportion.ts';
import type { Level } from '../spine/levels.ts';
import type { Study, Subject } from '../study/study.ts';
import { answerCell, countCell, gapNotes, numberCell, textCell } from './cells.ts';
import { indexLevels } from './statistics/levelNumbers.ts';
import { FOLLOW_UP } from './statistics/scoreStatistics.ts';
import { interval, meanSd, percent, plain } from './reportNumber.ts';
import type { Cell, ReportRow, ReportTable } from './reportModel.ts';

const EMPTY = textCell('');

/** The series in numbers: sex, age, diagnoses, treated levels. Proportions with Wilson's interval. */
export function characteristicsTable({ subjects }: Study): ReportTable {
  const levels = subjects.flatMap(indexLevels);
  const isTreated = subjects.some(({ treatedLevels }) => treatedLevels.length > 0);
  const rows = [
    countRow('patients', 'Patients', subjects.length),
    ...sexRows(subjects),
    numberRow(
      'age',
      'Age, years',
      subjects.flatMap(({ ageYears }) => ageYears ?? []),
    ),
    ...followUpRows(subjects),
    countRow('levels', isTreated ? 'Treated levels' : 'Levels', levels.length),
    ...regionRows(levels),
    ...perPatientRows(subjects),
    ...diagnosisRows(subjects),
  ];
  return {
    kind: 'table',
    id: 'characteristics',
    title: 'Patients and treated levels',
    columns: [
      { id: 'what', label: '', align: 'text' },
      { id: 'n', label: 'n', align: 'number' },
      { id: 'percent', label: '%', align: 'number' },
      { id: 'interval', label: '95 % interval', align: 'number' },
      { id: 'value', label: 'Mean ± SD', align: 'number' },
      { id: 'range', label: 'Median (quartiles), range', align: 'number' },
    ],
    rows,
    notes: ['Intervals of proportions: Wilson.', ...gapNotes(rows)],
  };
}

const countRow = (key: string, label: string, count: number): ReportRow => ({
  key,
  role: 'group',
  cells: [textCell(label), countCell(count), EMPTY, EMPTY, EMPTY, EMPTY],
});

/** x of n with its interval. */
export function shareCells(x: number, n: number): readonly [count: Cell, share: Cell, interval: Cell] {
  const answer = proportion(x, n);
  return [
    countCell(x),
    answerCell(answer, (share) => numberCell(share.percent, percent(share.percent))),
    answerCell(answer, ({ wilson95 }) => textCell(interval(wilson95, 1))),
  ];
}

const shareRow = (key: string, label: string, x: number, n: number): ReportRow => ({
  key,
  cells: [textCell(label), ...shareCells(x, n), EMPTY, EMPTY],
});

/** Shares are of those whose sex is known. */
function sexRows(subjects: readonly Subject[]): readonly ReportRow[] {
  const known = subjects.filter(({ sex }) => sex !== undefined).length;
  const named = [
    ['female', 'Female'],
    ['male', 'Male'],
    ['other', 'Other'],
  ] as const;
  const rows = named.flatMap(([sex, label]) => {
    const count = subjects.filter((subject) => subject.sex === sex).length;
    return count === 0 ? [] : [shareRow(`sex-${sex}`, label, count, known)];
  });
  const unknown = subjects.length - known;
  if (unknown === 0) return rows;
  return [
    ...rows,
    { key: 'sex-none', cells: [textCell('Sex not stated'), countCell(unknown), EMPTY, EMPTY, EMPTY, EMPTY] },
  ];
}

/** A number that every patient may have once. */
function numberRow(key: string, label: string, values: readonly number[]): ReportRow {
  const answer = describe(values);
  return {
    key,
    cells: [
      textCell(label),
      countCell(values.length),
      EMPTY,
      EMPTY,
      answerCell(answer, ({ mean, sd }) => numberCell(mean, meanSd(mean, sd, 2))),
      answerCell(answer, ({ median, q1, q3, min, max }) =>
        textCell(`${plain(median, 2)} (${plain(q1, 2)} to ${plain(q3, 2)}), ${plain(min, 2)} to ${plain(max, 2)}`),
      ),
    ],
  };
}

/** Months of follow-up, where the study has them as a score of that name. */
function followUpRows(subjects: readonly Subject[]): readonly ReportRow[] {
  const months = subjects.flatMap(
    ({ clinical }) =>
      clinical.scores.findLast(({ instrument, value }) => instrument.toLowerCase() === FOLLOW_UP && value !== null)
        ?.value ?? [],
  );
  return months.length === 0 ? [] : [numberRow('follow-up', 'Follow-up, months', months)];
}

function regionRows(levels: readonly Level[]): readonly ReportRow[] {
  const regions = [
    ['C', 'Cervical'],
    ['T', 'Thoracic'],
    ['L', 'Lumbar'],
    ['S', 'Sacral'],
  ] as const;
  return regions.flatMap(([letter, label]) => {
    const count = levels.filter((level) => level.startsWith(letter)).length;
    return count === 0 ? [] : [shareRow(`region-${letter}`, label, count, levels.length)];
  });
}

function perPatientRows(subjects: readonly Subject[]): readonly ReportRow[] {
  const counts = new Map<number, number>();
  for (const subject of subjects) {
    const count = indexLevels(subject).length;
    counts.set(count, (counts.get(count) ?? 0) + 1);
  }
  if (counts.size === 0 || (counts.size === 1 && counts.has(0))) return [];
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([count, patients]) =>
      shareRow(
        `levels-${count}`,
        `Patients with ${count} ${count === 1 ? 'level' : 'levels'}`,
        patients,
        subjects.length,
      ),
    );
}

/** Diagnoses as they were typed, the most frequent first. */
export function diagnosisCounts(
  subjects: readonly Subject[],
): readonly (readonly [diagnosis: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { diagnosis } of subjects) {
    const name = diagnosis?.trim() ?? '';
    const shown = name === '' ? 'not stated' : name;
    counts.set(shown, (counts.get(shown) ?? 0) + 1);
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

const MOST_DIAGNOSES = 40;

function diagnosisRows(subjects: readonly Subject[]): readonly ReportRow[] {
  const counts = diagnosisCounts(subjects);
  if (counts.length === 0) return [];
  const shown = counts.slice(0, MOST_DIAGNOSES);
  const rest = counts.slice(MOST_DIAGNOSES).reduce((sum, [, count]) => sum + count, 0);
  return [
    countRow('diagnoses', 'Diagnoses', counts.length),
    ...shown.map(([diagnosis, count]) => shareRow(`diagnosis ${diagnosis}`, diagnosis, count, subjects.length)),
    ...(rest === 0 ? [] : [shareRow('diagnosis-rest', 'Rarer diagnoses together', rest, subjects.length)]),
  ];
}
