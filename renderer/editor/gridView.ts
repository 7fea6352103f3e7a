import { levelOrder, type Level } from '../../shared/spine/levels.ts';
import type { Study } from '../../shared/study/study.ts';
import { CELL_STATES, type CellState } from './gridCells.ts';
import type { GridRow, StudyGrid, SubjectGrid } from './studyGrid.ts';

/** Which rows are shown, and in which order. Empty text and null: everything. */
export interface GridFilter {
  readonly search: string;
  readonly state: CellState | null;
  /** The id of an arm; `''`: subjects without one. */
  readonly arm: string | null;
  readonly level: Level | null;
  readonly reader: string | null;
}

export type SortColumn =
  { readonly by: 'code' | 'arm' | 'level' } | { readonly by: 'timepoint'; readonly timepoint: string };

export type GridColumnId = 'subject' | 'level' | 'arm' | `visit-${string}`;

export interface GridView {
  readonly filter: GridFilter;
  readonly sort: { readonly column: SortColumn; readonly descending: boolean };
  /** The row and column under the keyboard; `visit-pre` is the column of the timepoint `pre`. */
  readonly cursor: { readonly key: string | null; readonly column: GridColumnId };
  readonly scrollTop: number;
}

export const EVERYTHING: GridFilter = { search: '', state: null, arm: null, level: null, reader: null };

export const OPENING_VIEW: GridView = {
  filter: EVERYTHING,
  sort: { column: { by: 'code' }, descending: false },
  cursor: { key: null, column: 'subject' },
  scrollTop: 0,
};

export const isFiltered = ({ search, state, arm, level }: GridFilter): boolean =>
  search.trim() !== '' || state !== null || arm !== null || level !== null;

/**
 * The rows to show. Within a subject levels stay from head to foot, and equal keys stay in the order of the codes, so
 * that the list does not jump. Linear in the number of rows: keys are few, so rows are put into drawers, not compared.
 */
export function gridRows(grid: StudyGrid, study: Study, view: Pick<GridView, 'filter' | 'sort'>): readonly GridRow[] {
  const inOrder = subjectsByCode(grid.subjects);
  const matches = rowFilter(view.filter);
  const rows: GridRow[] = [];
  for (const subject of inOrder) for (const row of subject.rows) if (matches(row)) rows.push(row);
  return sorted(rows, study, view.sort);
}

function rowFilter({ search, state, arm, level }: GridFilter): (row: GridRow) => boolean {
  const wanted = search.trim().toLowerCase();
  return (row) =>
    (wanted === '' || row.subject.code.toLowerCase().includes(wanted)) &&
    (arm === null || (row.subject.arm ?? '') === arm) &&
    (level === null || row.level === level) &&
    (state === null || row.cells.some((cell) => cell.state === state));
}

function sorted(rows: readonly GridRow[], study: Study, { column, descending }: GridView['sort']): readonly GridRow[] {
  if (column.by === 'code') return descending ? bySubject(rows).reverse().flat() : rows;
  const keyOf = sortKey(study, column);
  const drawers = new Map<number, GridRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const drawer = drawers.get(key);
    if (drawer) drawer.push(row);
    else drawers.set(key, [row]);
  }
  const keys = [...drawers.keys()].sort((a, b) => (descending ? b - a : a - b));
  return keys.flatMap((key) => drawers.get(key) ?? []);
}

function bySubject(rows: readonly GridRow[]): GridRow[][] {
  const groups: GridRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0]?.subject === row.subject) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

const LAST = 1_000_000;

function sortKey(study: Study, column: Exclude<SortColumn, { by: 'code' }>): (row: GridRow) => number {
  const { arms, timepoints } = study.protocol;
  if (column.by === 'level') return ({ level }) => (level === null ? LAST : levelOrder(level));
  if (column.by === 'arm') {
    const order = new Map(arms.map(({ id }, index) => [id, index]));
    return ({ subject }) => order.get(subject.arm ?? '') ?? LAST;
  }
  const position = column.by === 'timepoint' ? timepoints.findIndex(({ id }) => id === column.timepoint) : -1;
  const rank = new Map(CELL_STATES.map((state, index) => [state, index]));
  return ({ cells }) => rank.get(cells[position]?.state ?? 'finalised') ?? LAST;
}

let remembered: { readonly codes: readonly string[]; readonly order: readonly number[] } | null = null;

/** Subjects by code, numbers within codes as numbers. The order is kept as long as no code changes. */
function subjectsByCode(subjects: readonly SubjectGrid[]): readonly SubjectGrid[] {
  const codes = subjects.map(({ rows }) => rows[0]?.subject.code ?? '');
  if (remembered === null || !sameTexts(remembered.codes, codes)) {
    const { compare } = new Intl.Collator('en', { numeric: true });
    const order = codes.map((_, index) => index).sort((a, b) => compare(codes[a] ?? '', codes[b] ?? ''));
    remembered = { codes, order };
  }
  return remembered.order.flatMap((index) => subjects[index] ?? []);
}

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, index) => text === b[index]);
