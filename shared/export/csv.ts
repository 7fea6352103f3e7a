import { formatNumber } from './formatNumber.ts';
import type { DecimalSign } from './formatNumber.ts';
import { isProtected, protectText } from './protectText.ts';
import { codedCell } from './reasons.ts';
import { isNumeric } from './table.ts';
import type { Cell, Column, ColumnType, Table } from './table.ts';

/** How a table is written for a group of programs. */
export interface Dialect {
  readonly separator: ',' | ';' | '\t';
  readonly decimal: DecimalSign;
  /** Excel needs the byte order mark to take the file for UTF-8; other programs are better off without. */
  readonly bom: boolean;
  /** True: numeric cells without a number hold the code of the reason instead of nothing. */
  readonly coded: boolean;
}

export const PLAIN_DIALECT: Dialect = { separator: ',', decimal: '.', bom: false, coded: false };

/** One written table with what the export's summary tells about it. */
export interface WrittenTable {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rows: number;
  /** Cells of measurements (not of orders and counters) that hold a number. */
  readonly values: number;
  /** Numeric cells without a number, by the code of the reason. */
  readonly empty: Readonly<Record<string, number>>;
  /** Texts that got an apostrophe because they began like a formula. */
  readonly protectedTexts: number;
}

interface Counts {
  values: number;
  protectedTexts: number;
  readonly empty: Record<string, number>;
}

const LINE_END = '\r\n';
const BYTE_ORDER_MARK = '\uFEFF';
/**
 * Rows are encoded in portions: a study of thousands of subjects does not fit into one text, and small portions are
 * gone before the garbage collector has to move them (200 rows take half the time of 10,000).
 */
const ROWS_PER_PORTION = 200;

/** Writes a table as CSV (RFC 4180): UTF-8, CRLF, header row, every row with the header's number of cells. */
export function writeCsv<Row>(table: Table<Row>, rows: Iterable<Row>, dialect: Dialect = PLAIN_DIALECT): WrittenTable {
  const counts: Counts = { values: 0, protectedTexts: 0, empty: {} };
  const encoder = new TextEncoder();
  const header = table.columns
    .map(({ name }) => quoted(name, dialectNeedsQuotes(name, dialect)))
    .join(dialect.separator);
  const portions = [encoder.encode((dialect.bom ? BYTE_ORDER_MARK : '') + header + LINE_END)];
  let lines: string[] = [];
  let count = 0;
  const flush = () => {
    portions.push(encoder.encode(lines.join('')));
    lines = [];
  };
  for (const row of rows) {
    lines.push(rowText(table.columns, row, dialect, counts) + LINE_END);
    count += 1;
    if (lines.length === ROWS_PER_PORTION) flush();
  }
  flush();
  return { bytes: joined(portions), rows: count, ...counts };
}

/** One row as text, without a line end. */
function rowText<Row>(columns: readonly Column<Row>[], row: Row, dialect: Dialect, counts: Counts): string {
  let text = '';
  let separator = '';
  for (const column of columns) {
    text += separator;
    text += isNumeric(column)
      ? numericText(column, row, dialect, counts)
      : ownText(column, column.cell(row), dialect, counts);
    separator = dialect.separator;
  }
  return text;
}

function numericText<Row>(column: Column<Row>, row: Row, dialect: Dialect, counts: Counts): string {
  const cell = column.cell(row);
  if (typeof cell === 'number') {
    if (isMeasurement(column)) counts.values += 1;
    return formatNumber(cell, decimalsFor(column, row), dialect.decimal);
  }
  if (typeof cell === 'string') throw new TypeError(`Column ${column.name} is numeric and got a text`);
  if (cell === null) return '';
  counts.empty[cell.missing] = (counts.empty[cell.missing] ?? 0) + 1;
  return dialect.coded ? codedCell(cell.missing) : '';
}

const isMeasurement = ({ type, required }: { readonly type: ColumnType; readonly required?: boolean }): boolean =>
  type === 'number' && required !== true;

function decimalsFor<Row>(column: Column<Row>, row: Row): number {
  if (column.type === 'integer') return 0;
  return column.decimalsOf?.(row) ?? column.decimals ?? 3;
}

function ownText<Row>(column: Column<Row>, cell: Cell, dialect: Dialect, counts: Counts): string {
  if (typeof cell === 'number') throw new TypeError(`Column ${column.name} is text and got a number`);
  const given = typeof cell === 'string' ? cell : '';
  if (column.required === true && given === '') throw new TypeError(`Column ${column.name} must not be empty`);
  if (column.type !== 'text' && PLAIN_CODE.test(given)) return given;
  if (isProtected(given)) counts.protectedTexts += 1;
  return quoted(protectText(given), column.type === 'text' || dialectNeedsQuotes(given, dialect));
}

/** Codes such as S001, img_a1b2c3 or flag|flag: nothing to protect and nothing to quote in any dialect. */
const PLAIN_CODE = /^[A-Za-z0-9][A-Za-z0-9_.:|-]*$/;

const dialectNeedsQuotes = (text: string, dialect: Dialect): boolean =>
  text.includes(dialect.separator) || text.includes('"');

const quoted = (text: string, isNeeded: boolean): string => (isNeeded ? `"${text.replaceAll('"', '""')}"` : text);

function joined(portions: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(portions.reduce((total, portion) => total + portion.length, 0));
  let offset = 0;
  for (const portion of portions) {
    all.set(portion, offset);
    offset += portion.length;
  }
  return all;
}

/** The dialect of Excel in a region: where the decimal sign is a comma, cells are separated by semicolons. */
export function excelDialect(decimal: DecimalSign, coded: boolean): Dialect {
  return { separator: decimal === ',' ? ';' : ',', decimal, bom: true, coded };
}

/** The decimal sign of a region such as `de-DE`; a point for one that is not known. */
export function decimalSignOf(locale: string | undefined): DecimalSign {
  if (locale === undefined) return '.';
  try {
    const parts = new Intl.NumberFormat(locale.replace('_', '-')).formatToParts(1.5);
    return parts.find((part) => part.type === 'decimal')?.value === ',' ? ',' : '.';
  } catch {
    return '.';
  }
}
