import type { LevelNumbers } from './statistics/levelNumbers.ts';
import { describe } from '../statistics/descriptive.ts';
import type { Study } from '../study/study.ts';
import type { StudyValue } from '../study/valueStatus.ts';
import { answerCell, countCell, gapNotes, numberCell, textCell } from './cells.ts';
import { missingWords } from './missingCounts.ts';
import { OUTCOMES, valueAt, visitsWithValues } from './outcomes.ts';
import { fixed, interval, meanSd } from './reportNumber.ts';
import type { Cell, ReportColumn, ReportPart, ReportRow } from './reportModel.ts';
import { timepointLabel } from './timepointLabel.ts';

export const DESCRIPTION_COLUMNS: readonly ReportColumn[] = [
  { id: 'what', label: '', align: 'text' },
  { id: 'n', label: 'n', align: 'number' },
  { id: 'mean', label: 'Mean ± SD', align: 'number' },
  { id: 'interval', label: '95 % interval of the mean', align: 'number' },
  { id: 'median', label: 'Median (quartiles)', align: 'number' },
  { id: 'range', label: 'Range', align: 'number' },
  { id: 'missing', label: 'Missing', align: 'text' },
];

/** Numbers described in one row; what is missing stands at its end by reason. */
export function descriptionRow(
  key: string,
  label: string,
  { values, decimals }: { readonly values: readonly StudyValue[]; readonly decimals: number },
): ReportRow {
  const numbers = values.flatMap(({ value }) => value ?? []);
  const answer = describe(numbers);
  const cell = (write: Parameters<typeof answerCell<Described>>[1]): Cell => answerCell(answer, write);
  return {
    key,
    cells: [
      textCell(label),
      countCell(numbers.length),
      cell(({ mean, sd }) => numberCell(mean, meanSd(mean, sd, 2))),
      cell(({ ci95 }) =>
        ci95 === null
          ? { kind: 'missing', text: 'not given', reason: 'An interval needs two values at least.' }
          : textCell(interval(ci95, 2)),
      ),
      cell(({ median, q1, q3 }) =>
        numberCell(median, `${fixed(median, decimals)} (${fixed(q1, decimals)} to ${fixed(q3, decimals)})`),
      ),
      cell(({ min, max }) => textCell(`${fixed(min, decimals)} to ${fixed(max, decimals)}`)),
      textCell(missingWords(values)),
    ],
  };
}

type Described = Extract<ReturnType<typeof describe>, { readonly ok: true }>['value'];

export const groupRow = (key: string, label: string, columns: readonly ReportColumn[]): ReportRow => ({
  key,
  role: 'group',
  cells: columns.map((_, index) => textCell(index === 0 ? label : '')),
});

/** Wedge and heights at every visit, level by level. */
export function summaryTable({ protocol }: Study, levels: readonly LevelNumbers[]): ReportPart {
  const rows = OUTCOMES.flatMap((outcome): readonly ReportRow[] => {
    const visits = visitsWithValues(levels, outcome);
    if (visits.length === 0) return [];
    const ofVisits = visits.map((timepoint) => {
      const values = levels.map((level) => valueAt(level, outcome, timepoint));
      return descriptionRow(`${outcome.id} ${timepoint}`, timepointLabel(protocol, timepoint), { values, decimals: 1 });
    });
    return [groupRow(outcome.id, `${outcome.name} (${outcome.unitText})`, DESCRIPTION_COLUMNS), ...ofVisits];
  });
  const title = 'Wedge and heights at every visit (levels)';
  if (rows.length === 0) {
    const reason =
      levels.length === 0
        ? 'No level of this study is treated or measured.'
        : 'No level has a wedge angle or a height in mm yet.';
    return { kind: 'gap', id: 'visits', title, reason };
  }
  return { kind: 'table', id: 'visits', title, columns: DESCRIPTION_COLUMNS, rows, notes: gapNotes(rows) };
}
