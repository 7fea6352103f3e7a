import { failure, success, type Failure, type Result } from '../result.ts';
import type { Level } from '../spine/levels.ts';
import type { MissingReason } from '../study/study.ts';
import { parseLevel, parseNumber, parseReason, parseText } from './cellValues.ts';
import { clipped, type TableRow } from './parseTable.ts';
import type { PlannedColumn, TablePlan } from './tablePlan.ts';
import type { SimpleTarget } from './target.ts';

/** Why a row is not imported, in words that name the column. */
export const rejected = (reason: string): Failure<string> => failure(reason);

/** A number, the reason why there is none, or nothing at all in the cell. */
export type NumberCell =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'missing'; readonly missing: MissingReason }
  | { readonly kind: 'empty' };

/** The cells of one row by what they are. */
export interface RowReader {
  readonly line: number;
  /** Trimmed text; empty where the table has no such column. */
  text(target: SimpleTarget): string;
  header(target: SimpleTarget): string;
  /** Error: neither a number nor a known word. */
  number(column: PlannedColumn, range: Range): Result<NumberCell, string>;
  simpleNumber(target: SimpleTarget, range: Range): Result<NumberCell, string>;
  /** Error: no level of the spine. Null: an empty cell. */
  level(): Result<Level | null, string>;
}

export interface Range {
  readonly from: number;
  readonly to: number;
  readonly isWhole?: boolean;
}

export function rowReader(plan: TablePlan, row: TableRow): RowReader {
  const columnOf = (target: SimpleTarget): PlannedColumn | undefined => plan.single.get(target);
  const cell = (column: PlannedColumn | undefined): string =>
    column === undefined ? '' : parseText(row.cells[column.position] ?? '');
  const number = (column: PlannedColumn, range: Range): Result<NumberCell, string> =>
    readNumber(cell(column), { column, plan, range });
  return {
    line: row.line,
    text: (target) => cell(columnOf(target)),
    header: (target) => columnOf(target)?.header ?? target,
    number,
    simpleNumber(target, range) {
      const column = columnOf(target);
      return column === undefined ? success({ kind: 'empty' }) : number(column, range);
    },
    level() {
      const column = columnOf('level');
      const text = cell(column);
      if (text === '') return success(null);
      const level = parseLevel(text);
      if (level !== null) return success(level);
      return rejected(`${column?.header ?? 'level'}: "${clipped(text)}" is no level`);
    },
  };
}

interface NumberPlace {
  readonly column: PlannedColumn;
  readonly plan: TablePlan;
  readonly range: Range;
}

function readNumber(text: string, { column, plan, range }: NumberPlace): Result<NumberCell, string> {
  const missing = parseReason(text, plan.reasons);
  if (missing !== null) return success({ kind: 'missing', missing });
  if (text === '') return success({ kind: 'empty' });
  const value = parseNumber(text, plan.decimal);
  if (value === null) return rejected(`${column.header}: "${clipped(text)}" is neither a number nor a known reason`);
  if (range.isWhole === true && !Number.isInteger(value))
    return rejected(`${column.header}: ${text} is no whole number`);
  if (value < range.from || value > range.to) {
    return rejected(`${column.header}: ${text} lies outside ${range.from} to ${range.to}`);
  }
  return success({ kind: 'number', value });
}
