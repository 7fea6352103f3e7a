import { isNumeric } from './table.ts';
import type { AnyTable, Column, Table } from './table.ts';

/** One column of one file of the export. */
export interface CodebookRow {
  readonly file: string;
  readonly position: number;
  readonly column: Column<never>;
  /** The label in the language of the user; null where it has none. */
  readonly localLabel: string | null;
}

/** Words for a column in the language of the user. */
export type LocalLabel = (column: { readonly name: string; readonly label: string }) => string | null;

/** Every column of the given tables, in order. The code book describes the files and itself is described by its header. */
export const codebookRows = (tables: readonly AnyTable[], local: LocalLabel = () => null): readonly CodebookRow[] =>
  tables.flatMap(({ file, columns }) =>
    columns.map((column, index) => ({ file, position: index + 1, column, localLabel: local(column) })),
  );

/** What an empty cell means, by the kind of column. */
function missingWords(column: Column<never>): string {
  if (column.required === true) return 'never empty';
  return isNumeric(column) ? 'empty; the status column beside it says why' : 'empty';
}

/** Decimals as a text, because the cell stays empty for columns without numbers. */
const decimalsOf = (column: Column<never>): number | null =>
  isNumeric(column) ? (column.type === 'integer' ? 0 : (column.decimals ?? 3)) : null;

/** The version of the program since which a column exists; only ever added to. */
const FIRST_VERSION = '0.1.0';

export const codebookTable: Table<CodebookRow> = {
  file: 'codebook.csv',
  title: 'Code book',
  columns: [
    {
      name: 'file',
      type: 'identifier',
      required: true,
      key: true,
      label: 'File',
      definition: 'File of the export.',
      cell: (row) => row.file,
    },
    {
      name: 'column',
      type: 'identifier',
      required: true,
      key: true,
      label: 'Column',
      definition: 'Name in the header.',
      cell: (row) => row.column.name,
    },
    {
      name: 'position',
      type: 'integer',
      required: true,
      label: 'Position',
      definition: 'Position of the column, from 1.',
      cell: (row) => row.position,
    },
    {
      name: 'label_en',
      type: 'text',
      label: 'Label',
      definition: 'The column in words.',
      cell: (row) => row.column.label,
    },
    {
      name: 'label_local',
      type: 'text',
      label: 'Label in the local language',
      definition: 'Empty where there is no translation.',
      cell: (row) => row.localLabel,
    },
    {
      name: 'type',
      type: 'category',
      required: true,
      label: 'Type',
      definition: 'Kind of content.',
      cell: (row) => row.column.type,
    },
    {
      name: 'unit',
      type: 'category',
      label: 'Unit',
      definition: 'Unit of the numbers; 1 for ratios.',
      cell: (row) => row.column.unit ?? null,
    },
    {
      name: 'allowed',
      type: 'text',
      label: 'Allowed values',
      definition: 'Several are separated by |.',
      cell: (row) => row.column.allowed?.join('|') ?? null,
    },
    {
      name: 'decimals',
      type: 'integer',
      label: 'Decimals',
      definition: 'Most decimals of a number.',
      cell: (row) => decimalsOf(row.column),
    },
    {
      name: 'missing',
      type: 'text',
      label: 'Missing',
      definition: 'How a missing value is written.',
      cell: (row) => missingWords(row.column),
    },
    {
      name: 'definition',
      type: 'text',
      label: 'Definition',
      definition: 'What the column means.',
      cell: (row) => row.column.definition,
    },
    {
      name: 'formula',
      type: 'text',
      label: 'Formula',
      definition: 'How a number is computed.',
      cell: (row) => row.column.formula ?? null,
    },
    {
      name: 'since_version',
      type: 'identifier',
      required: true,
      label: 'Since version',
      definition: 'First version of the program with this column.',
      cell: () => FIRST_VERSION,
    },
  ],
};
