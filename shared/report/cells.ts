import { STATUS_MEANINGS } from '../export/reasons.ts';
import type { Answer, Gap } from '../statistics/gap.ts';
import type { StudyValue, ValueStatus } from '../study/valueStatus.ts';
import { fixed, plain, signed } from './reportNumber.ts';
import type { Cell, ReportRow } from './reportModel.ts';

export const textCell = (text: string): Cell => ({ kind: 'text', text });

export const numberCell = (value: number, text: string): Cell => ({ kind: 'number', value, text });

export const countCell = (value: number): Cell => numberCell(value, plain(value, 0));

const LABELS = new Map<string, string>(STATUS_MEANINGS.map(({ code, label }) => [code, label.toLowerCase()]));

/** The words of a status, as the code book has them. */
export const statusWords = (status: ValueStatus): string => LABELS.get(status) ?? status;

export const missingCell = (status: ValueStatus): Cell => ({
  kind: 'missing',
  text: statusWords(status),
  reason: status,
});

/** A value of the study or why it is not there. */
export const valueCell = (value: StudyValue, decimals: number): Cell =>
  value.value === null ? missingCell(value.status) : numberCell(value.value, fixed(value.value, decimals));

/** The same for a change, which carries its sign. */
export const changeCell = (value: StudyValue, decimals: number): Cell =>
  value.value === null ? missingCell(value.status) : numberCell(value.value, signed(value.value, decimals));

/** A statistic that the data do not give; the sentence stands in the notes below the table. */
export const gapCell = ({ message }: Gap): Cell => ({ kind: 'missing', text: 'not given', reason: message });

/** A statistic, or why there is none. Values beyond all measure, as a damaged study may hold, are not printed. */
export function answerCell<T>(answer: Answer<T>, write: (value: T) => Cell): Cell {
  if (!answer.ok) return gapCell(answer.error);
  const cell = write(answer.value);
  if (cell.kind !== 'number' || Number.isFinite(cell.value)) return cell;
  return { kind: 'missing', text: 'not given', reason: 'The values are too large to compute with.' };
}

/** One sentence for everything that is "not given" in these rows. */
export function gapNotes(rows: readonly ReportRow[]): readonly string[] {
  const reasons = new Set(
    rows.flatMap(({ cells }) =>
      cells.flatMap((cell) => (cell.kind === 'missing' && cell.text === 'not given' ? [cell.reason] : [])),
    ),
  );
  return [...reasons].map((reason) => `Not given: ${reason}`);
}
