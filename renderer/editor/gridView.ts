import { levelOrder, type Level } from '../../shared/spine/levels.ts';
import type { Study } from '../../shared/study/study.ts';
import { CELL_STATES, type CellState } from './gridCells.ts';
import { rowsOf, type GridRow, type StudyGrid, type SubjectGrid } from './studyGrid.ts';

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

/** The rows that are shown. They are thousands and few of them are drawn: a row is made when it is asked for. */
export interface GridRows {
  readonly length: number;
  at(index: number): GridRow | undefined;
  slice(from: number, to: number): readonly GridRow[];
  /** Where a subject's level is shown, else where the subject begins; -1: it is not shown. */
  find(subjectId: string, level: string): number;
}

/**
 * The rows to show. Within a subject levels stay from head to foot, and equal keys stay in the order of the codes, so
 * that the list does not jump. Linear in the number of rows: keys are few, so rows are put into drawers, not compared.
 */
export function gridRows(grid: StudyGrid, study: Study, { filter, sort }: Pick<GridView, 'filter' | 'sort'>): GridRows {
  const { subjects } = grid;
  const order = orderByCode(subjects);
  const isReversed = sort.column.by === 'code' && sort.descending;
  const isShown = rowFilter(filter);
  const places = new Int32Array(grid.rows);
  let count = 0;
  for (let step = 0; step < order.length; step += 1) {
    const index = order[isReversed ? order.length - 1 - step : step] ?? 0;
    const subject = subjects[index];
    if (subject === undefined || !isSubjectShown(subject, filter)) continue;
    for (let row = 0; row < subject.levels.length; row += 1) {
      if (isShown(subject, row)) places[count++] = index * MOST_LEVELS + row;
    }
  }
  return rowList(subjects, sorted(places.subarray(0, count), subjects, study, sort));
}

/** A row is one number: the position of its subject times this, and its own within the subject. */
const MOST_LEVELS = 64;

function rowList(subjects: readonly SubjectGrid[], places: Int32Array): GridRows {
  const at = (index: number): GridRow | undefined => {
    const place = places[index];
    const subject = place === undefined ? undefined : subjects[Math.floor(place / MOST_LEVELS)];
    return subject && place !== undefined ? rowsOf(subject)[place % MOST_LEVELS] : undefined;
  };
  return {
    length: places.length,
    at,
    slice: (from, to) =>
      Array.from(places.subarray(from, to), (_, offset) => at(from + offset)).filter((row) => row !== undefined),
    find(subjectId, level) {
      const position = subjects.findIndex(({ subject }) => subject.id === subjectId);
      if (position === -1) return -1;
      const row = subjects[position]?.levels.findIndex((each) => (each ?? '') === level) ?? -1;
      const exact = row === -1 ? -1 : places.indexOf(position * MOST_LEVELS + row);
      return exact === -1 ? places.findIndex((place) => Math.floor(place / MOST_LEVELS) === position) : exact;
    },
  };
}

function isSubjectShown({ subject }: SubjectGrid, { search, arm }: GridFilter): boolean {
  const wanted = search.trim().toLowerCase();
  return (
    (wanted === '' || subject.code.toLowerCase().includes(wanted)) && (arm === null || (subject.arm ?? '') === arm)
  );
}

function rowFilter({ state, level }: GridFilter): (subject: SubjectGrid, row: number) => boolean {
  return ({ levels, columns }, row) =>
    (level === null || levels[row] === level) &&
    (state === null || columns.some(({ cells }) => cells[row]?.state === state));
}

function sorted(
  places: Int32Array,
  subjects: readonly SubjectGrid[],
  study: Study,
  { column, descending }: GridView['sort'],
): Int32Array {
  if (column.by === 'code') return places;
  const keyOf = sortKey(study, column);
  const drawers = new Map<number, number[]>();
  for (const place of places) {
    const subject = subjects[Math.floor(place / MOST_LEVELS)];
    const key = subject === undefined ? LAST : keyOf(subject, place % MOST_LEVELS);
    const drawer = drawers.get(key);
    if (drawer) drawer.push(place);
    else drawers.set(key, [place]);
  }
  const keys = [...drawers.keys()].sort((a, b) => (descending ? b - a : a - b));
  return Int32Array.from(keys.flatMap((key) => drawers.get(key) ?? []));
}

const LAST = 1_000_000;

function sortKey(
  study: Study,
  column: Exclude<SortColumn, { by: 'code' }>,
): (subject: SubjectGrid, row: number) => number {
  const { arms, timepoints } = study.protocol;
  if (column.by === 'level') {
    return ({ levels }, row) => {
      const level = levels[row] ?? null;
      return level === null ? LAST : levelOrder(level);
    };
  }
  if (column.by === 'arm') {
    const order = new Map(arms.map(({ id }, index) => [id, index]));
    return ({ subject }) => order.get(subject.arm ?? '') ?? LAST;
  }
  const position = column.by === 'timepoint' ? timepoints.findIndex(({ id }) => id === column.timepoint) : -1;
  const rank = new Map(CELL_STATES.map((state, index) => [state, index]));
  return ({ columns }, row) => rank.get(columns[position]?.cells[row]?.state ?? 'finalised') ?? LAST;
}

let remembered: { readonly codes: readonly string[]; readonly order: readonly number[] } | null = null;

/** Positions of the subjects by code, numbers within codes as numbers. Kept as long as no code changes. */
function orderByCode(subjects: readonly SubjectGrid[]): readonly number[] {
  const codes = subjects.map(({ subject }) => subject.code);
  if (remembered === null || !sameTexts(remembered.codes, codes)) {
    const { compare } = new Intl.Collator('en', { numeric: true });
    const order = codes.map((_, index) => index).sort((a, b) => compare(codes[a] ?? '', codes[b] ?? ''));
    remembered = { codes, order };
  }
  return remembered.order;
}

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, index) => text === b[index]);
