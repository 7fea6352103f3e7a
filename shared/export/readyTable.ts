import { writeCsv } from './csv.ts';
import type { Dialect, WrittenTable } from './csv.ts';
import type { AnyTable, Cell, Table } from './table.ts';

/** One row, asked by the names of its columns. */
export interface RowLookup {
  has(column: string): boolean;
  /** Undefined where the table has no such column. */
  cell(column: string): Cell | undefined;
  /** Most decimals of a number of this row; undefined where the column's own hold. */
  decimals(column: string): number | undefined;
}

/** A table together with its rows, whatever they are: what the export writes, describes and puts together. */
export interface ReadyTable {
  readonly table: AnyTable;
  write(dialect: Dialect): WrittenTable;
  rows(): Iterable<RowLookup>;
}

/** `rows` is asked anew for every use, so that a table of millions of rows is never held in memory. */
export function readyTable<Row>(table: Table<Row>, rows: () => Iterable<Row>): ReadyTable {
  return {
    table,
    write: (dialect) => writeCsv(table, rows(), dialect),
    *rows() {
      const columns = new Map(table.columns.map((column) => [column.name, column]));
      for (const row of rows()) {
        yield {
          has: (name) => columns.has(name),
          cell: (name) => columns.get(name)?.cell(row),
          decimals: (name) => columns.get(name)?.decimalsOf?.(row),
        };
      }
    },
  };
}
