import type { ValueStatus } from '../study/valueStatus.ts';

/** A cell without a number says why; the clean files leave it empty, the coded variant writes the code. */
export interface EmptyCell {
  readonly missing: ValueStatus;
}

export type Cell = number | string | null | EmptyCell;

/**
 * What a column holds. `identifier`, `category`, `date`, `datetime` and `flags` are our own safe texts, `text` is written by
 * people; `integer` and `number` hold finite numbers or nothing.
 */
export type ColumnType = 'identifier' | 'category' | 'integer' | 'number' | 'date' | 'datetime' | 'flags' | 'text';

/** One column, defined once: the writer, the code book and the data package are made from it. */
export interface Column<Row> {
  readonly name: string;
  readonly type: ColumnType;
  /** Most decimals of a number; 0 for integers. */
  readonly decimals?: number;
  /** Where the rows of one column have different units, e.g. the value of the long table. */
  readonly decimalsOf?: (row: Row) => number;
  readonly unit?: string;
  readonly label: string;
  readonly definition: string;
  readonly formula?: string;
  readonly allowed?: readonly string[];
  /** True when the cell is never empty. */
  readonly required?: boolean;
  /** True for the columns that together tell one row from every other. */
  readonly key?: boolean;
  readonly cell: (row: Row) => Cell;
}

export interface Table<Row> {
  /** File name, e.g. `measurements_long.csv`. */
  readonly file: string;
  readonly title: string;
  readonly columns: readonly Column<Row>[];
}

/**
 * Version of the columns of all tables. It goes up when a column is renamed, removed or means something else, so that
 * whoever reads the files can tell; added columns leave it as it is.
 */
export const COLUMN_VERSION = 1;

/** A table whose rows nobody looks into: for the code book and the data package. */
export type AnyTable = Table<never>;

export const isNumeric = (column: { readonly type: ColumnType }): boolean =>
  column.type === 'integer' || column.type === 'number';
