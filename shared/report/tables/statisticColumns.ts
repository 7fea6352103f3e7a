import type { Column } from '../../export/table.ts';
import { GAP_CODES, type Gap } from '../../statistics/gap.ts';
import type { Protocol } from '../../study/study.ts';

/** A statistic or nothing; why there is none stands in `row_status`. */
export function statisticColumn<Row>(
  name: string,
  words: { readonly label: string; readonly definition: string; readonly formula?: string },
  valueOf: (row: Row) => number | null | undefined,
): Column<Row> {
  return { name, type: 'number', decimals: 6, ...words, cell: (row) => valueOf(row) ?? null };
}

/** `complete`, or what the data lack. */
export const rowStatusColumn = <Row>(gapOf: (row: Row) => Gap | null): Column<Row> => ({
  name: 'row_status',
  type: 'category',
  required: true,
  allowed: ['complete', ...GAP_CODES],
  label: 'Status of the row',
  definition: 'complete, or why numbers of this row are missing: too few values, no variation, nobody to count.',
  cell: (row) => gapOf(row)?.code ?? 'complete',
});

export const countColumn = <Row>(
  name: string,
  words: { readonly label: string; readonly definition: string },
  valueOf: (row: Row) => number,
): Column<Row> => ({ name, type: 'integer', required: true, ...words, cell: valueOf });

/** Who is counted, and what is counted as one: the columns that every table for a meta-analysis has. */
export function groupColumns<Row extends { readonly arm: string; readonly per: 'patient' | 'level' }>(
  { arms }: Protocol,
  perDefinition: string,
): readonly Column<Row>[] {
  return [
    {
      name: 'arm',
      type: 'category',
      required: true,
      key: true,
      allowed: ['all', ...arms.map(({ id }) => id)],
      label: 'Arm',
      definition: 'all: every subject, whatever the arm.',
      cell: ({ arm }) => arm,
    },
    {
      name: 'unit_of_analysis',
      type: 'category',
      required: true,
      key: true,
      allowed: ['patient', 'level'],
      label: 'Unit of analysis',
      definition: perDefinition,
      cell: ({ per }) => per,
    },
  ];
}
