import { LEVELS, type Level } from '../../shared/spine/levels.ts';
import type { Protocol, Study, Subject } from '../../shared/study/study.ts';
import {
  CELL_STATES,
  emptyCounts,
  rulesOf,
  visitCells,
  type CellRules,
  type Column,
  type GridCell,
  type Levels,
  type StateCounts,
} from './gridCells.ts';

export interface GridRow {
  readonly subject: Subject;
  /** Null: nobody has named a level of this subject yet. */
  readonly level: Level | null;
  /** One for each timepoint of the protocol, in its order. */
  readonly cells: readonly GridCell[];
}

/** The row's name within the study; it stays when the row's cells change. */
export const rowKey = ({ subject, level }: Pick<GridRow, 'subject' | 'level'>): string =>
  `${subject.id}/${level ?? ''}`;

export const isTreated = ({ subject, level }: GridRow): boolean =>
  level !== null && subject.treatedLevels.includes(level);

export interface SubjectGrid {
  readonly subject: Subject;
  /** From head to foot. Equal lists are one object. */
  readonly levels: Levels;
  /** One for each timepoint of the protocol, in its order. */
  readonly columns: readonly Column[];
  readonly counts: StateCounts;
  /** False: cells with two readings were not compared yet and stand as read. */
  readonly isJudged: boolean;
}

export interface StudyGrid {
  readonly subjects: readonly SubjectGrid[];
  readonly counts: StateCounts;
  readonly total: number;
  readonly rows: number;
  /** Subjects whose readings still have to be compared. */
  readonly unjudged: number;
}

/** What the cells depend on beside the subject. Two equal protocols in these respects share one memory. */
interface Context {
  readonly protocol: Protocol;
  readonly rules: CellRules;
  readonly known: WeakMap<Subject, SubjectGrid>;
}

let contexts: readonly { readonly key: string; readonly context: Context }[] = [];
const MOST_CONTEXTS = 4;

/** Labels, arms, levels and readers may change without a cell being computed again. */
function contextOf({ protocol }: Study, reader: string | null): Context {
  const { timepoints, readingError, readers } = protocol;
  const consensus = readers.flatMap(({ id, role }) => (role === 'consensus' ? [id] : []));
  const key = JSON.stringify([
    timepoints.map(({ id, nominalDays }) => [id, nominalDays]),
    readingError,
    reader,
    consensus,
  ]);
  const known = contexts.find((entry) => entry.key === key);
  const context = known?.context ?? { protocol, rules: rulesOf(protocol, reader), known: new WeakMap() };
  contexts = [{ key, context }, ...contexts.filter((entry) => entry !== known)].slice(0, MOST_CONTEXTS);
  return context;
}

export interface GridOptions {
  /** Only this reader's readings count; null: everybody's. */
  readonly reader: string | null;
  /** Says when comparing readings has taken long enough for now; asked after each subject. */
  readonly isTimeUp?: () => boolean;
}

/**
 * The whole study as a grid. A subject never changes, an edit makes a new one: what was computed for the others is
 * taken from memory. Comparing readings is the one slow part; it stops when the time is up and goes on at the next call.
 */
export function studyGrid(study: Study, { reader, isTimeUp = () => false }: GridOptions): StudyGrid {
  const context = contextOf(study, reader);
  const counts = emptyCounts();
  const subjects: SubjectGrid[] = [];
  let rows = 0;
  let unjudged = 0;
  let isLate = false;
  for (const subject of study.subjects) {
    const grid = subjectGrid(subject, context, !isLate);
    isLate ||= isTimeUp();
    subjects.push(grid);
    rows += grid.levels.length;
    if (!grid.isJudged) unjudged += 1;
    for (const state of CELL_STATES) counts[state] += grid.counts[state];
  }
  return { subjects, counts, total: rows * context.protocol.timepoints.length, rows, unjudged };
}

function subjectGrid(subject: Subject, context: Context, mayJudge: boolean): SubjectGrid {
  const known = context.known.get(subject);
  if (known && (known.isJudged || !mayJudge)) return known;
  const grid = buildSubject(subject, context, mayJudge);
  context.known.set(subject, grid);
  return grid;
}

function buildSubject(subject: Subject, { protocol, rules }: Context, mayJudge: boolean): SubjectGrid {
  const levels = levelsOf(subject);
  const columns = protocol.timepoints.map(({ id }) =>
    visitCells({ protocol, subject, timepoint: id }, { levels, rules, mayJudge }),
  );
  const counts = emptyCounts();
  for (const column of columns) for (const state of CELL_STATES) counts[state] += column.counts[state];
  return { subject, levels, columns, counts, isJudged: columns.every(({ isJudged }) => isJudged) };
}

const rowsKnown = new WeakMap<SubjectGrid, readonly GridRow[]>();

/** The rows of a subject, the same objects as long as its cells are the same. Only rows in view are ever asked for. */
export function rowsOf(grid: SubjectGrid): readonly GridRow[] {
  const known = rowsKnown.get(grid);
  if (known) return known;
  const { subject, levels, columns } = grid;
  const rows = levels.map((level, index): GridRow => ({
    subject,
    level,
    cells: columns.map(({ cells }) => cells[index] ?? NO_CELL),
  }));
  rowsKnown.set(grid, rows);
  return rows;
}

/** Never drawn: every column has a cell for every level. */
const NO_CELL: GridCell = { state: 'noFilm', reason: null, readings: 0 };

const ORDER = new Map(LEVELS.map((level, index) => [level, index]));
const NO_LEVEL: readonly null[] = [null];
const levelsKnown = new WeakMap<Subject, Levels>();
const listsKnown = new Map<string, Levels>();

/** Treated levels, and those that any reader began, from head to foot: what one has read the other has to read. */
function levelsOf(subject: Subject): Levels {
  const known = levelsKnown.get(subject);
  if (known) return known;
  const begun = new Set(subject.treatedLevels);
  for (const exam of subject.exams) {
    for (const reading of exam.readings) {
      for (const { level } of reading.vertebrae) begun.add(level);
      for (const { level } of reading.reported) begun.add(level);
    }
  }
  const sorted = [...begun].sort((a, b) => (ORDER.get(a) ?? 0) - (ORDER.get(b) ?? 0));
  const name = sorted.join(' ');
  const levels = sorted.length === 0 ? NO_LEVEL : (listsKnown.get(name) ?? sorted);
  listsKnown.set(name, levels);
  levelsKnown.set(subject, levels);
  return levels;
}

/** Cells of which nothing is left to do: measured without dispute, or missing with a reason. */
export const answeredCells = ({ read, finalised, missing }: StateCounts): number => read + finalised + missing;
