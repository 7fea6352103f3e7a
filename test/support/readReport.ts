import {
  tablesOf,
  type Cell,
  type ReportModel,
  type ReportPart,
  type ReportTable,
} from '../../shared/report/reportModel.ts';
import { reportOf } from '../../shared/report/reportOf.ts';
import type { Study } from '../../shared/study/study.ts';

export const made = (study: Study, reader?: string): ReportModel =>
  reportOf(study, {
    appVersion: '0.0.0-test',
    at: '2026-11-20T10:00:00.000Z',
    ...(reader === undefined ? {} : { reader }),
  });

export function tableOf(model: ReportModel, id: string): ReportTable {
  const table = tablesOf(model).find((each) => each.id === id);
  if (table === undefined) throw new Error(`The report has no table ${id}`);
  return table;
}

export const partsOf = ({ sections }: ReportModel): readonly ReportPart[] => sections.flatMap(({ parts }) => parts);

/** Why a part of the report is missing. */
export function gapOf(model: ReportModel, id: string): string | undefined {
  const part = partsOf(model).find((each) => each.kind === 'gap' && each.id === id);
  return part?.kind === 'gap' ? part.reason : undefined;
}

export function cellOf(table: ReportTable, row: string, column: string): Cell {
  const index = table.columns.findIndex(({ id }) => id === column);
  const cell = table.rows.find(({ key }) => key === row)?.cells[index];
  if (cell === undefined) throw new Error(`${table.id} has no cell ${row} / ${column}`);
  return cell;
}

export const textAt = (table: ReportTable, row: string, column: string): string => cellOf(table, row, column).text;

export function numberAt(table: ReportTable, row: string, column: string): number {
  const cell = cellOf(table, row, column);
  if (cell.kind !== 'number') throw new Error(`${table.id} ${row} / ${column} is "${cell.text}", not a number`);
  return cell.value;
}

/** The texts of the methods. */
export const methodsOf = (model: ReportModel): string =>
  partsOf(model)
    .flatMap((part) => (part.kind === 'paragraph' ? [part.text] : []))
    .join('\n');
