import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PLAIN_DIALECT, decimalSignOf, excelDialect, writeCsv } from '../../../shared/export/csv.ts';
import type { Dialect } from '../../../shared/export/csv.ts';
import { isProtected, protectText } from '../../../shared/export/protectText.ts';
import type { Cell, Table } from '../../../shared/export/table.ts';
import { parseStrictCsv } from '../../support/strictCsv.ts';

interface Row {
  readonly number: Cell;
  readonly text: string;
}

const table: Table<Row> = {
  file: 'test.csv',
  title: 'Test',
  columns: [
    { name: 'n', type: 'number', decimals: 3, label: 'n', definition: 'n', cell: (row) => row.number },
    { name: 't', type: 'text', label: 't', definition: 't', cell: (row) => row.text },
  ],
};

const write = (rows: readonly Row[], dialect: Dialect = PLAIN_DIALECT) => writeCsv(table, rows, dialect);
const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const noteCell = (text: string, dialect: Dialect = PLAIN_DIALECT) =>
  textOf(write([{ number: 1, text }], dialect).bytes)
    .split('\r\n')[1]
    ?.slice(2);

const TRIGGERS = ['=', '+', '-', '@', '\t', '\r', '\n', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'];

test('a number column that does not say its decimals has three; one may say them row by row', () => {
  const column = { name: 'n', type: 'number', label: 'n', definition: 'n', cell: (value: number) => value } as const;
  const by = { ...column, name: 'm', decimals: 5, decimalsOf: (value: number) => (value > 1 ? 0 : 1) };
  const { bytes } = writeCsv({ file: 't.csv', title: 't', columns: [column, by] }, [1.23456, 0.26], PLAIN_DIALECT);
  expect(textOf(bytes).split('\r\n').slice(1, 3)).toEqual(['1.235,1', '0.26,0.3']);
});

describe('formulas in texts', () => {
  test.each([
    ['=1+1', `"'=1+1"`],
    ['+49 30 123', `"'+49 30 123"`],
    ["-2+3+cmd|' /C calc'!A1", `"'-2+3+cmd|' /C calc'!A1"`],
    ['@SUM(1)', `"'@SUM(1)"`],
    ['\t=1', `"'=1"`],
    ['\r=1', `"'=1"`],
    ['\n=1', `"'=1"`],
    ['\ttab', `"tab"`],
    ['"=1+2";=1+2', `"""=1+2"";=1+2"`],
    ['\uFF1D1', `"'\uFF1D1"`],
    [' =1', `"'=1"`],
    ['\u200B=1', `"'=1"`],
    ['\u202E=1', `"'=1"`],
    ['-4.7', `"'-4.7"`],
    ['two\r\nlines', `"two  lines"`],
    ['plain', `"plain"`],
    ['', `""`],
  ])('%j is written as %s', (text, cell) => {
    expect(noteCell(text)).toBe(cell);
  });

  test('cannot start a new cell in a semicolon file', () => {
    const { rows } = parseStrictCsv(write([{ number: 1.5, text: ';=1+1' }], excelDialect(',', false)).bytes, ';');
    expect(rows).toEqual([['1,5', ';=1+1']]);
  });

  test('are counted', () => {
    expect(
      write([
        { number: 1, text: '=1' },
        { number: 1, text: 'a' },
        { number: 1, text: '@b' },
      ]).protectedTexts,
    ).toBe(2);
  });

  test('of 10,000 hostile texts none begins with a trigger, and nothing else is lost', () => {
    const hostile = fc.tuple(
      fc.constantFrom('', ' ', '\u00A0', '\uFEFF', '\u200B', '\0', '"', ';', ...TRIGGERS),
      fc.constantFrom('', ' ', ...TRIGGERS),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    fc.assert(
      fc.property(hostile, fc.constantFrom(',' as const, ';' as const), (parts, separator) => {
        const text = parts.join('');
        const dialect: Dialect = { ...PLAIN_DIALECT, separator };
        const { rows, quoted } = parseStrictCsv(write([{ number: -1, text }], dialect).bytes, separator);
        const cell = rows[0]?.[1] ?? '';
        expect(rows).toHaveLength(1);
        expect(quoted[0]?.[1]).toBe(true);
        expect(TRIGGERS).not.toContain(cell.charAt(0));
        expect(TRIGGERS).not.toContain(cell.trim().charAt(0));
        expect(cell).toBe(protectText(text));
        if (isProtected(text)) expect(cell.startsWith("'") && TRIGGERS.includes(cell.charAt(1))).toBe(true);
        const kept = text.replaceAll(/[^\p{L}\p{N}]/gu, '');
        expect(cell.replaceAll(/[^\p{L}\p{N}]/gu, '')).toBe(kept);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('a table', () => {
  test('has CRLF, a header, and a byte order mark only for Excel', () => {
    const rows = [{ number: -4.7, text: 'a' }];
    expect(textOf(write(rows).bytes)).toBe('n,t\r\n-4.7,"a"\r\n');
    expect(textOf(write(rows, excelDialect(',', false)).bytes)).toBe('\uFEFFn;t\r\n-4,7;"a"\r\n');
    expect(textOf(write(rows, excelDialect('.', false)).bytes)).toBe('\uFEFFn,t\r\n-4.7,"a"\r\n');
    expect(textOf(write([]).bytes)).toBe('n,t\r\n');
  });

  test('leaves a cell without a number empty, or writes the code of the reason', () => {
    const rows = [
      { number: { missing: 'lost_to_follow_up' as const }, text: 'a' },
      { number: { missing: 'not_applicable' as const }, text: 'a' },
      { number: null, text: 'a' },
    ];
    expect(textOf(write(rows).bytes)).toBe('n,t\r\n,"a"\r\n,"a"\r\n,"a"\r\n');
    expect(textOf(write(rows, { ...PLAIN_DIALECT, coded: true }).bytes)).toBe('n,t\r\nlost,"a"\r\nNA,"a"\r\n,"a"\r\n');
    expect(write(rows).empty).toEqual({ lost_to_follow_up: 1, not_applicable: 1 });
  });

  test('refuses a text in a numeric column and a number in a text column', () => {
    expect(() => write([{ number: 'seven', text: 'a' }])).toThrow('Column n is numeric');
    const wrong: Table<Row> = { ...table, columns: [{ ...table.columns[0]!, type: 'text' }] };
    expect(() => writeCsv(wrong, [{ number: 7, text: 'a' }])).toThrow('Column n is text');
  });

  test('refuses an empty cell where there must be one', () => {
    const strict: Table<Row> = { ...table, columns: [{ ...table.columns[1]!, required: true }] };
    expect(() => writeCsv(strict, [{ number: 7, text: '' }])).toThrow('Column t must not be empty');
  });

  test('of 1,234 rows is the same as in one piece', () => {
    const rows = Array.from({ length: 1234 }, (_, index) => ({ number: index, text: `row ${index}` }));
    const { bytes, rows: count } = write(rows);
    expect(count).toBe(1234);
    expect(parseStrictCsv(bytes, ',').rows).toEqual(rows.map(({ number, text }) => [String(number), text]));
  });
});

test('the decimal sign follows the region', () => {
  expect(['de-DE', 'pt-BR', 'es-ES', 'pt_BR'].map(decimalSignOf)).toEqual([',', ',', ',', ',']);
  expect(['en-US', 'en-GB', undefined, 'no region at all'].map(decimalSignOf)).toEqual(['.', '.', '.', '.']);
});
