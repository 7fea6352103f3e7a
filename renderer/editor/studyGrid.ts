import { LEVELS, type Level } from '../../shared/spine/levels.ts';
import { landmarksOf, vertebraProgress } from '../../shared/study/find.ts';
import type {
  Exam,
  Protocol,
  Reading,
  ReportedValue,
  Study,
  Subject,
  Timepoint,
  Vertebra,
} from '../../shared/study/study.ts';
import type { AbsentStatus } from '../../shared/study/valueStatus.ts';
import { visitAbsence } from '../../shared/study/visitAbsence.ts';
import { areDisputed } from './disputes.ts';

/** How far one level of one subject is at one timepoint; in the order in which somebody wants to see them. */
export const CELL_STATES = ['disputed', 'partly', 'toDo', 'noFilm', 'missing', 'read', 'finalised'] as const;
export type CellState = (typeof CELL_STATES)[number];

/**
 * `noFilm`: neither an image nor a reason. `read`: every landmark is answered, or the value was reported from a table.
 * `disputed`: two readings of it differ by more than the reading error.
 */
export interface GridCell {
  readonly state: CellState;
  /** Why there is no measurement; only with `missing`. */
  readonly reason: AbsentStatus | null;
  /** How many readings were begun. */
  readonly readings: number;
}

export interface GridRow {
  readonly key: string;
  readonly subject: Subject;
  /** Null: nobody has named a level of this subject yet. */
  readonly level: Level | null;
  readonly isTreated: boolean;
  /** One for each timepoint of the protocol, in its order. */
  readonly cells: readonly GridCell[];
}

export type StateCounts = Readonly<Record<CellState, number>>;

export interface SubjectGrid {
  readonly rows: readonly GridRow[];
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
  readonly study: Pick<Study, 'protocol'>;
  readonly timepoints: readonly Timepoint[];
  /** Only this reader's readings count; null: everybody's. */
  readonly reader: string | null;
  readonly known: WeakMap<Subject, SubjectGrid>;
}

const contexts: { key: string; context: Context }[] = [];
const MOST_CONTEXTS = 4;

/** Labels, arms, levels and readers may change without a cell being computed again. */
function contextOf({ protocol }: Study, reader: string | null): Context {
  const { timepoints, readingError } = protocol;
  const key = JSON.stringify([timepoints.map(({ id, nominalDays }) => [id, nominalDays]), readingError, reader]);
  const known = contexts.find((entry) => entry.key === key);
  if (known) return known.context;
  const context: Context = { study: { protocol }, timepoints, reader, known: new WeakMap() };
  contexts.unshift({ key, context });
  contexts.length = Math.min(contexts.length, MOST_CONTEXTS);
  return context;
}

export interface GridOptions {
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
    rows += grid.rows.length;
    if (!grid.isJudged) unjudged += 1;
    for (const state of CELL_STATES) counts[state] += grid.counts[state];
  }
  return { subjects, counts, total: rows * context.timepoints.length, rows, unjudged };
}

function subjectGrid(subject: Subject, context: Context, mayJudge: boolean): SubjectGrid {
  const known = context.known.get(subject);
  if (known && (known.isJudged || !mayJudge)) return known;
  const grid = buildSubject(subject, context, mayJudge);
  context.known.set(subject, grid);
  return grid;
}

function buildSubject(subject: Subject, context: Context, mayJudge: boolean): SubjectGrid {
  const { protocol } = context.study;
  const visits = context.timepoints.map(({ id }) => visitOf(subject, id, context));
  const levels = levelsOf(subject);
  const isTreated = (level: Level | null): boolean => level !== null && subject.treatedLevels.includes(level);
  let isJudged = true;
  const rows = (levels.length > 0 ? levels : [null]).map((level): GridRow => {
    const cells = visits.map((visit) => {
      const { cell, isOpen } = cellOf(visit, level, mayJudge ? protocol : null);
      if (isOpen) isJudged = false;
      return cell;
    });
    return { key: `${subject.id}/${level ?? ''}`, subject, level, isTreated: isTreated(level), cells };
  });
  const counts = emptyCounts();
  for (const row of rows) for (const { state } of row.cells) counts[state] += 1;
  return { rows, counts, isJudged };
}

const ORDER = new Map(LEVELS.map((level, index) => [level, index]));

/** Treated levels, and those that any reader began, from head to foot: what one has read the other has to read. */
function levelsOf(subject: Subject): readonly Level[] {
  const levels = new Set(subject.treatedLevels);
  for (const exam of subject.exams) {
    for (const reading of exam.readings) {
      for (const { level } of reading.vertebrae) levels.add(level);
      for (const { level } of reading.reported) levels.add(level);
    }
  }
  return [...levels].sort((a, b) => (ORDER.get(a) ?? 0) - (ORDER.get(b) ?? 0));
}

/** One subject at one timepoint: what its readings say of each level, or why there is no film. */
interface Visit {
  readonly exam: Exam | undefined;
  readonly absence: AbsentStatus | null;
  readonly begun: ReadonlyMap<Level, readonly Begun[]>;
}

interface Begun {
  readonly state: 'partly' | 'read' | 'finalised' | 'missing';
  readonly reason: AbsentStatus | null;
  readonly vertebra: Vertebra | null;
}

function visitOf(subject: Subject, timepoint: string, { study, reader }: Context): Visit {
  const exam = subject.exams.find((each) => each.timepoint === timepoint);
  const begun = new Map<Level, Begun[]>();
  for (const reading of exam?.readings ?? []) {
    if (reader === null || reading.reader === reader) addReading(begun, reading);
  }
  return { exam, absence: exam?.image === undefined ? whyAbsent(study, subject, { timepoint, exam }) : null, begun };
}

/** Null when nobody has said why: a film that may still come. */
function whyAbsent(...[study, subject, visit]: Parameters<typeof visitAbsence>): AbsentStatus | null {
  const told = visitAbsence(study, subject, visit);
  return told === 'unavailable' && visit.exam?.missing === undefined ? null : told;
}

function addReading(begun: Map<Level, Begun[]>, { vertebrae, reported }: Reading): void {
  const add = (level: Level, what: Begun): void => {
    const others = begun.get(level);
    if (others) others.push(what);
    else begun.set(level, [what]);
  };
  const told = new Set<Level>();
  for (const vertebra of vertebrae) {
    const what = begunVertebra(vertebra);
    if (what === null) continue;
    add(vertebra.level, what);
    told.add(vertebra.level);
  }
  for (const { level } of reported) {
    if (told.has(level)) continue;
    add(level, reportedLevel(reported.filter((each) => each.level === level)));
    told.add(level);
  }
}

/** Null: the vertebra has a note or a grade, and no points. */
function begunVertebra(vertebra: Vertebra): Begun | null {
  if (vertebra.missing !== undefined) return { state: 'missing', reason: vertebra.missing, vertebra: null };
  const progress = isPlaced(vertebra) && vertebra.finalisedAt === undefined ? 'complete' : vertebraProgress(vertebra);
  if (progress === 'empty' || progress === 'missing') return null;
  return { state: progress === 'complete' ? 'read' : progress, reason: null, vertebra };
}

/** The usual case of a large study, told without asking for each landmark's state. */
function isPlaced({ level, landmarks }: Vertebra): boolean {
  for (const code of landmarksOf(level)) if (landmarks[code] === undefined) return false;
  return true;
}

function reportedLevel(reported: readonly ReportedValue[]): Begun {
  if (reported.some(({ value }) => value !== null)) return { state: 'read', reason: null, vertebra: null };
  return { state: 'missing', reason: reported[0]?.missing ?? 'not_reported', vertebra: null };
}

/** `protocol` null: readings are not compared now; `isOpen` then says that there is something to compare. */
function cellOf(visit: Visit, level: Level | null, protocol: Protocol | null): Judged {
  const { exam, absence } = visit;
  const begun = (level === null ? undefined : visit.begun.get(level)) ?? [];
  const [first, second] = begun;
  if (first === undefined) {
    if (exam?.image !== undefined) return CELL.toDo;
    return absence === null ? CELL.noFilm : closed('missing', absence, 0);
  }
  if (second === undefined) return closed(first.state, first.reason, 1);
  const measured = begun.filter(({ state }) => state !== 'missing');
  if (measured.length === 0) return closed('missing', first.reason, begun.length);
  if (measured.some(({ state }) => state === 'partly')) return closed('partly', null, begun.length);
  const settled = measured.every(({ state }) => state === 'finalised') ? 'finalised' : 'read';
  const vertebrae = measured.flatMap(({ vertebra }) => vertebra ?? []);
  if (vertebrae.length < 2 || exam === undefined) return closed(settled, null, begun.length);
  if (protocol === null) return { cell: closed(settled, null, begun.length).cell, isOpen: true };
  return closed(areDisputed(vertebrae, exam, protocol) ? 'disputed' : settled, null, begun.length);
}

interface Judged {
  readonly cell: GridCell;
  readonly isOpen: boolean;
}

const known = new Map<string, Judged>();

/** Equal cells are one object: a large study has a hundred thousand of them in a few kinds. */
function closed(state: CellState, reason: AbsentStatus | null, readings: number): Judged {
  const key = `${state} ${reason ?? ''} ${readings}`;
  const same = known.get(key);
  if (same) return same;
  const made = { cell: { state, reason, readings }, isOpen: false };
  known.set(key, made);
  return made;
}

const CELL = { toDo: closed('toDo', null, 0), noFilm: closed('noFilm', null, 0) };

const emptyCounts = (): Record<CellState, number> => ({
  disputed: 0,
  partly: 0,
  toDo: 0,
  noFilm: 0,
  missing: 0,
  read: 0,
  finalised: 0,
});

/** Cells of which nothing is left to do: measured without dispute, or missing with a reason. */
export const answeredCells = ({ read, finalised, missing }: StateCounts): number => read + finalised + missing;
