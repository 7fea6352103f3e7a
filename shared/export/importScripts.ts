import { STATUS_MEANINGS } from './reasons.ts';
import type { AnyTable, Column, Table } from './table.ts';

const NUMBER_WORDS = STATUS_MEANINGS.flatMap(({ codedCell }) => (codedCell === '' ? [] : [codedCell]));

/** They describe the data, or belong to another program. */
const NOT_DATA = new Set(['codebook.csv', 'reasons.csv', 'redcap_data.csv', 'redcap_dictionary.csv']);

const nameOf = (table: AnyTable): string => table.file.replace('.csv', '');

const measured = (tables: readonly AnyTable[]): readonly AnyTable[] => tables.filter(({ file }) => !NOT_DATA.has(file));

/** R: types from the code book, levels an ordered factor from head to foot; reads the coded wide table too. */
export function importR(tables: readonly AnyTable[]): string {
  const words = NUMBER_WORDS.map((word) => `"${word}"`).join(', ');
  return [
    '# Reads the tables of this folder; set the working directory to it first.',
    '# Types come from the code book. The coded variant has words in numeric columns: they become NA.',
    'book <- read.csv("codebook.csv", encoding = "UTF-8")',
    `words <- c(${words})`,
    'read_table <- function(file) {',
    '  d <- read.csv(file, encoding = "UTF-8", na.strings = "", colClasses = "character")',
    '  own <- book[book$file == file, ]',
    '  for (name in own$column[own$type %in% c("number", "integer")])',
    '    d[[name]] <- as.numeric(replace(d[[name]], d[[name]] %in% words, NA))',
    '  if (all(c("level", "level_order") %in% names(d)))',
    '    d$level <- factor(d$level, levels = unique(d$level[order(d$level_order)]))',
    '  d',
    '}',
    ...measured(tables).map((table) => `${nameOf(table)} <- read_table("${table.file}")`),
    '',
  ].join('\n');
}

/** Python with pandas: types from the code book, so that codes stay texts (0012); only empty cells are missing. */
export function importPython(tables: readonly AnyTable[]): string {
  const words = ['', ...NUMBER_WORDS].map((word) => `"${word}"`).join(', ');
  return [
    '# Reads the tables of this folder; start Python in it.',
    '# Types come from the code book. The coded variant has words in numeric columns: they become missing.',
    'import pandas',
    '',
    'book = pandas.read_csv("codebook.csv", keep_default_na=False)',
    `words = [${words}]`,
    '',
    '',
    'def read_table(file):',
    '    own = book[book["file"] == file]',
    '    numeric = own["type"].isin(["number", "integer"])',
    '    missing = {name: words if is_number else [""] for name, is_number in zip(own["column"], numeric)}',
    '    texts = {name: str for name in own["column"][~numeric]}',
    '    return pandas.read_csv(file, keep_default_na=False, na_values=missing, dtype=texts)',
    '',
    '',
    ...measured(tables).map((table) => `${nameOf(table)} = read_table("${table.file}")`),
    '',
  ].join('\n');
}

/** SPSS syntax for the wide table, with labels. Words of the coded variant become system-missing. */
export function importSpss(table: Table<never>, { coded = false }: { readonly coded?: boolean } = {}): string {
  const variables = table.columns.map((column) => `  ${column.name} ${spssFormat(column)}`).join('\n');
  const labels = table.columns.map(({ name, label }) => `  ${name} ${spssText(label)}`).join('\n');
  const statuses = table.columns.filter(({ name }) => name.endsWith('_status')).map(({ name }) => name);
  const values = [...STATUS_MEANINGS].map(({ code, label }) => `  ${spssText(code)} ${spssText(label)}`).join('\n');
  return [
    '* Reads measurements_wide.csv; make its folder the working directory first (CD).',
    ...(coded
      ? ['* The words in numeric cells become system-missing with a warning each; the status columns say why.']
      : []),
    'SET DECIMAL=DOT.',
    'GET DATA',
    '  /TYPE=TXT',
    `  /FILE="${table.file}"`,
    '  /ENCODING="UTF8"',
    '  /DELCASE=LINE',
    '  /DELIMITERS=","',
    `  /QUALIFIER='"'`,
    '  /ARRANGEMENT=DELIMITED',
    '  /FIRSTCASE=2',
    '  /VARIABLES=',
    `${variables}.`,
    'VARIABLE LABELS',
    `${labels}.`,
    ...(statuses.length === 0 ? [] : [`VALUE LABELS ${statuses.join(' ')}`, `${values}.`]),
    'EXECUTE.',
    '',
  ].join('\n');
}

/** A text in quotes on one line: SPSS ends a command at the end of a line. At most 255 bytes of it count. */
function spssText(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return `"${line.slice(0, 120).replaceAll('"', "'")}"`;
}

function spssFormat({ type, decimals, name }: Column<never>): string {
  if (type === 'integer') return 'F8.0';
  if (type === 'number') return `F12.${decimals ?? 3}`;
  if (type === 'text') return 'A2000';
  return name.endsWith('flags') ? 'A255' : 'A64';
}
