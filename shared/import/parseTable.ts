import { success, type Result } from '../result.ts';
import { IMPORT_LIMITS, importFailure, type ImportError } from './importError.ts';

export type Separator = ',' | ';' | '\t' | '|';
export const SEPARATORS: readonly Separator[] = [',', ';', '\t', '|'];

/** One record of the table; a quoted cell may hold line ends, so that a record can be several lines. */
export interface TableRow {
  /** The line of the file on which the record begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface ParsedTable {
  readonly separator: Separator;
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

/**
 * Reads CSV as RFC 4180 describes it and as programs write it: any line end, cells in quotes with doubled quotes inside,
 * blank lines skipped, the `sep=;` line of Excel honoured. Without one the separator is the candidate that stands most
 * often in the header. Rows keep the number of cells that they have; judging them is not done here.
 * Errors: `unclosed_quote`, `not_a_table` (one column, or no row), `too_large`, `double_header`.
 */
export function parseTable(text: string, wanted?: Separator): Result<ParsedTable, ImportError> {
  const named = /^sep=([,;\t|])\r?\n/i.exec(text);
  const body = named === null ? text : text.slice(named[0].length);
  const separator = wanted ?? (named?.[1] as Separator | undefined) ?? guessSeparator(body);
  const records = readRecords(body, separator, named === null ? 1 : 2);
  if (!records.ok) return records;
  const [first, ...rows] = records.value;
  const header = (first?.cells ?? []).map((cell) => cell.trim());
  while (header.at(-1) === '') header.pop();
  if (header.length < 2) {
    return importFailure(
      'not_a_table',
      'The first line holds fewer than two columns; a table begins with its headers.',
    );
  }
  if (rows.length === 0) return importFailure('not_a_table', 'The table has headers and no row.');
  const doubled = header.find((name, index) => name !== '' && header.indexOf(name) !== index);
  if (doubled !== undefined) {
    return importFailure('double_header', `Two columns are called "${clipped(doubled)}"; rename one of them.`);
  }
  return success({ separator, header, rows: rows.map((row) => withoutSurplus(row, header.length)) });
}

/** Spreadsheets end rows with empty cells beyond the last header. */
function withoutSurplus({ line, cells }: TableRow, width: number): TableRow {
  const isSurplus = cells.length > width && cells.slice(width).every((cell) => cell.trim() === '');
  return { line, cells: isSurplus ? cells.slice(0, width) : cells };
}

function guessSeparator(text: string): Separator {
  const end = text.search(/[\r\n]/);
  const header = (end === -1 ? text : text.slice(0, end)).replaceAll(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => header.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function readRecords(text: string, separator: Separator, firstLine: number): Result<readonly TableRow[], ImportError> {
  const rows: TableRow[] = [];
  let position = 0;
  let line = firstLine;
  while (position < text.length) {
    const start = line;
    const cells: string[] = [];
    for (let isOpen = true; isOpen;) {
      const isQuoted = text[position] === '"';
      const cell = isQuoted ? quotedCell(text, position) : plainCell(text, position, separator);
      if (cell === null) {
        return importFailure('unclosed_quote', `The quotation mark that opens on line ${line} is never closed.`);
      }
      const after = isQuoted ? plainCell(text, cell.end, separator) : { text: '', end: cell.end };
      // What stands behind a closing quote belongs to the cell: a plain text with a quote at its start.
      cells.push(cell.text + after.text);
      if (cells.length > IMPORT_LIMITS.columns || (cells.at(-1)?.length ?? 0) > IMPORT_LIMITS.cellLength) {
        return importFailure(
          'too_large',
          `Line ${start} has too many columns or too long a text for a table of a study.`,
        );
      }
      if (isQuoted) line += lineEnds(text.slice(position, cell.end));
      position = after.end;
      isOpen = text[position] === separator;
      if (isOpen) position += 1;
    }
    if (text.startsWith('\r\n', position)) position += 2;
    else if (position < text.length) position += 1;
    line += 1;
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: start, cells });
    if (rows.length > IMPORT_LIMITS.rows + 1) {
      return importFailure('too_large', `A table may have at most ${IMPORT_LIMITS.rows} rows; split it into several.`);
    }
  }
  return success(rows);
}

interface ReadCell {
  readonly text: string;
  readonly end: number;
}

function plainCell(text: string, start: number, separator: Separator): ReadCell {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { text: text.slice(start, end), end };
}

/** Null: the quote never closes. */
function quotedCell(text: string, start: number): ReadCell | null {
  const parts: string[] = [];
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return null;
    parts.push(text.slice(from, quote));
    if (text[quote + 1] !== '"') return { text: parts.join('"'), end: quote + 1 };
    from = quote + 2;
  }
}

const lineEnds = (text: string): number => text.split(/\r\n|\r|\n/).length - 1;

/** Text of the table as it may stand in a message. */
export const clipped = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
};
