/** The cells of a CSV file as texts, with which of them were quoted. */
export interface StrictCsv {
  readonly bom: boolean;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly quoted: readonly (readonly boolean[])[];
}

/**
 * A parser of its own for the tests, stricter than RFC 4180: every line ends with CRLF, a quote stands only around a
 * whole cell or doubled inside one, every row has the header's number of cells. Throws on anything else.
 */
export function parseStrictCsv(bytes: Uint8Array, separator: string): StrictCsv {
  const decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const bom = decoded.startsWith('\uFEFF');
  const text = bom ? decoded.slice(1) : decoded;
  const rows: string[][] = [];
  const quoted: boolean[][] = [];
  let position = 0;
  while (position < text.length) {
    const cells: string[] = [];
    const marks: boolean[] = [];
    for (let isRowOpen = true; isRowOpen;) {
      const cell = text[position] === '"' ? quotedCell(text, position) : plainCell(text, position, separator);
      cells.push(cell.value);
      marks.push(text[position] === '"');
      position = cell.end;
      if (text[position] === separator) position += 1;
      else if (text.startsWith('\r\n', position)) {
        position += 2;
        isRowOpen = false;
      } else throw new Error(`Unexpected ${JSON.stringify(text.slice(position, position + 10))} at ${position}`);
    }
    rows.push(cells);
    quoted.push(marks);
  }
  const [header, ...body] = rows;
  if (header === undefined) throw new Error('No header');
  for (const row of body) {
    if (row.length !== header.length) throw new Error(`A row has ${row.length} cells, the header ${header.length}`);
  }
  return { bom, header, rows: body, quoted: quoted.slice(1) };
}

function quotedCell(text: string, start: number): { readonly value: string; readonly end: number } {
  let value = '';
  let position = start + 1;
  for (;;) {
    const next = text.indexOf('"', position);
    if (next === -1) throw new Error('A quoted cell does not end');
    value += text.slice(position, next);
    if (text[next + 1] !== '"') return { value, end: next + 1 };
    value += '"';
    position = next + 2;
  }
}

function plainCell(text: string, start: number, separator: string): { readonly value: string; readonly end: number } {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== '\r' && text[end] !== '\n') {
    if (text[end] === '"') throw new Error(`A quote inside a plain cell at ${end}`);
    end += 1;
  }
  return { value: text.slice(start, end), end };
}

/** The rows as objects by column name. */
export const asRecords = ({ header, rows }: StrictCsv): readonly Readonly<Record<string, string>>[] =>
  rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
