import { STATUS_MEANINGS } from './reasons.ts';
import { isNumeric } from './table.ts';
import type { AnyTable, Column, Table } from './table.ts';

const NUMBER_WORDS = STATUS_MEANINGS.flatMap(({ codedCell }) => (codedCell === '' ? [] : [codedCell]));

const nameOf = (table: AnyTable): string => table.file.replace('.csv', '');

const measured = (tables: readonly AnyTable[]): readonly AnyTable[] =>
  tables.filter(({ file }) => file !== 'codebook.csv' && file !== 'reasons.csv');

/** R: numbers become numbers, levels an ordered factor from head to foot; reads the coded wide table too. */
export function importR(tables: readonly AnyTable[]): string {
  const words = NUMBER_WORDS.map((word) => `"${word}"`).join(', ');
  const reads = measured(tables).map((table) => {
    const texts = table.columns.filter((column) => !isNumeric(column)).map(({ name }) => `${name} = "character"`);
    return `${nameOf(table)} <- read.csv("${table.file}", encoding = "UTF-8", na.strings = "", colClasses = c(${texts.join(', ')}))`;
  });
  const wide = tables.find((table) => nameOf(table) === 'measurements_wide');
  const numeric = (wide?.columns ?? []).filter(isNumeric).map(({ name }) => `"${name}"`);
  return [
    '# Reads the tables of this folder; set the working directory to it first.',
    ...reads,
    '# The coded variant has words instead of empty cells in the numeric columns of the wide table.',
    `words <- c(${words})`,
    `numeric <- c(${numeric.join(', ')})`,
    'measurements_wide[numeric] <- lapply(measurements_wide[numeric], function(x) as.numeric(replace(x, x %in% words, NA)))',
    'in_order <- function(d) factor(d$level, levels = unique(d$level[order(d$level_order)]))',
    'measurements_long$level <- in_order(measurements_long)',
    'measurements_wide$level <- in_order(measurements_wide)',
    '',
  ].join('\n');
}

/** Python with pandas: only empty cells are missing, in the wide table also the words of the coded variant. */
export function importPython(tables: readonly AnyTable[]): string {
  const words = ['', ...NUMBER_WORDS].map((word) => `"${word}"`).join(', ');
  const lines = measured(tables).map((table) => {
    if (nameOf(table) !== 'measurements_wide') {
      return `${nameOf(table)} = pandas.read_csv("${table.file}", keep_default_na=False, na_values=[""])`;
    }
    const numeric = table.columns.filter(isNumeric).map(({ name }) => `"${name}"`);
    return [
      `numeric = [${numeric.join(', ')}]`,
      `words = [${words}]`,
      `${nameOf(table)} = pandas.read_csv("${table.file}", keep_default_na=False, na_values={name: words for name in numeric})`,
    ].join('\n');
  });
  return ['# Reads the tables of this folder; start Python in it.', 'import pandas', '', ...lines, ''].join('\n');
}

/** SPSS syntax for the wide table, with labels. */
export function importSpss(table: Table<never>): string {
  const variables = table.columns.map((column) => `  ${column.name} ${spssFormat(column)}`).join('\n');
  const labels = table.columns.map(({ name, label }) => `  ${name} "${label.replaceAll('"', "'")}"`).join('\n');
  const statuses = table.columns.filter(({ name }) => name.endsWith('_status')).map(({ name }) => name);
  const values = STATUS_MEANINGS.map(({ code, label }) => `  "${code}" "${label}"`).join('\n');
  return [
    '* Reads measurements_wide.csv; make its folder the working directory first (CD).',
    'SET DECIMAL=DOT.',
    `GET DATA /TYPE=TXT /FILE="${table.file}" /ENCODING="UTF8" /DELIMITERS="," /QUALIFIER='"' /FIRSTCASE=2`,
    ' /VARIABLES=',
    `${variables}.`,
    'VARIABLE LABELS',
    `${labels}.`,
    `VALUE LABELS ${statuses.join(' ')}`,
    `${values}.`,
    '',
  ].join('\n');
}

function spssFormat({ type, decimals, name }: Column<never>): string {
  if (type === 'integer') return 'F8.0';
  if (type === 'number') return `F12.${decimals ?? 3}`;
  if (type === 'text') return 'A2000';
  return name.endsWith('flags') ? 'A255' : 'A64';
}
