import type { Level } from '../../shared/spine/levels.ts';
import { landmarksOf, vertebraProgress } from '../../shared/study/find.ts';
import type { Exam, Protocol, Reading, ReportedValue, Subject, Vertebra } from '../../shared/study/study.ts';
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

/** Whose readings count and when two of them differ; equal rules are one object, which remembers films. */
export interface CellRules {
  readonly reader: string | null;
  readonly protocol: Pick<Protocol, 'readingError'>;
  /** Under whom the readers' agreement stands; null: there is none. */
  readonly consensus: string | null;
  readonly films: WeakMap<Exam, { readonly levels: Levels; readonly column: Column }>;
}

export type Levels = readonly (Level | null)[];

export type StateCounts = Readonly<Record<CellState, number>>;

/** One visit of a subject: a cell for each of its levels. */
export interface Column {
  readonly cells: readonly GridCell[];
  readonly counts: StateCounts;
  /** False: some cell has readings that were not compared yet. */
  readonly isJudged: boolean;
}

let rulesKnown: readonly { readonly key: string; readonly rules: CellRules }[] = [];
const MOST_RULES = 4;

export function rulesOf(protocol: Pick<Protocol, 'readingError' | 'readers'>, reader: string | null): CellRules {
  const consensus = protocol.readers.find(({ role }) => role === 'consensus')?.id ?? null;
  const key = JSON.stringify([protocol.readingError, reader, consensus]);
  const known = rulesKnown.find((entry) => entry.key === key);
  const rules = known?.rules ?? { reader, protocol, consensus, films: new WeakMap() };
  rulesKnown = [{ key, rules }, ...rulesKnown.filter((entry) => entry !== known)].slice(0, MOST_RULES);
  return rules;
}

interface VisitPlace {
  readonly protocol: Protocol;
  readonly subject: Subject;
  readonly timepoint: string;
}

interface CellOptions {
  readonly levels: Levels;
  readonly rules: CellRules;
  /** Readings may be compared now, which takes its time. */
  readonly mayJudge: boolean;
}

/** The cells of one visit. What a film's readings say does not depend on the other visits, so it is remembered. */
export function visitCells(place: VisitPlace, options: CellOptions): Column {
  const { protocol, subject, timepoint } = place;
  const exam = subject.exams.find((each) => each.timepoint === timepoint);
  if (exam?.image === undefined) {
    return columnOf(exam, whyAbsent({ protocol }, subject, { timepoint, exam }), options);
  }
  const { levels, rules, mayJudge } = options;
  const known = rules.films.get(exam);
  if (known && sameLevels(known.levels, levels) && (known.column.isJudged || !mayJudge)) return known.column;
  const column = columnOf(exam, null, options);
  rules.films.set(exam, { levels, column });
  return column;
}

const sameLevels = (a: Levels, b: Levels): boolean =>
  a === b || (a.length === b.length && a.every((level, index) => level === b[index]));

/** Null when nobody has said why: a film that may still come. */
function whyAbsent(...[study, subject, visit]: Parameters<typeof visitAbsence>): AbsentStatus | null {
  const told = visitAbsence(study, subject, visit);
  return told === 'unavailable' && visit.exam?.missing === undefined ? null : told;
}

function columnOf(exam: Exam | undefined, absence: AbsentStatus | null, options: CellOptions): Column {
  const { levels, rules, mayJudge } = options;
  if (exam === undefined || exam.readings.length === 0) {
    return sameCells(cellOf({ exam, absence, begun: NOTHING }, rules).cell, levels.length);
  }
  const begun = new Map<Level, Begun[]>();
  const agreed = new Map<Level, Begun[]>();
  for (const reading of exam.readings) {
    if (reading.reader === rules.consensus) addReading(agreed, reading);
    if (rules.reader === null ? reading.reader !== rules.consensus : reading.reader === rules.reader)
      addReading(begun, reading);
  }
  let isJudged = true;
  const cells = levels.map((level) => {
    const of = (level === null ? undefined : begun.get(level)) ?? NOTHING;
    // What was agreed on is no longer disputed.
    const [settled] = (level === null ? undefined : agreed.get(level)) ?? NOTHING;
    if (settled && settled.state !== 'partly') return closed(settled.state, settled.reason, of.length).cell;
    const { cell, isOpen } = cellOf({ exam, absence, begun: of }, mayJudge ? rules : null);
    if (isOpen) isJudged = false;
    return cell;
  });
  return { cells, counts: countStates(cells), isJudged };
}

export const emptyCounts = (): Record<CellState, number> => ({
  disputed: 0,
  partly: 0,
  toDo: 0,
  noFilm: 0,
  missing: 0,
  read: 0,
  finalised: 0,
});

function countStates(cells: readonly GridCell[]): StateCounts {
  const counts = emptyCounts();
  for (const { state } of cells) counts[state] += 1;
  return counts;
}

const columnsAlike = new Map<GridCell, Column[]>();

/** A visit that says the same of every level: one column for all subjects with so many levels. */
function sameCells(cell: GridCell, length: number): Column {
  const known = columnsAlike.get(cell) ?? [];
  columnsAlike.set(cell, known);
  return (known[length] ??= {
    cells: Array.from({ length }, () => cell),
    counts: { ...emptyCounts(), [cell.state]: length },
    isJudged: true,
  });
}

interface Begun {
  readonly state: 'partly' | 'read' | 'finalised' | 'missing';
  readonly reason: AbsentStatus | null;
  readonly vertebra: Vertebra | null;
}

const NOTHING: readonly Begun[] = [];

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

interface LevelVisit {
  readonly exam: Exam | undefined;
  readonly absence: AbsentStatus | null;
  readonly begun: readonly Begun[];
}

/** `rules` null: readings are not compared now; `isOpen` then says that there is something to compare. */
function cellOf({ exam, absence, begun }: LevelVisit, rules: CellRules | null): Judged {
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
  if (rules === null) return { cell: closed(settled, null, begun.length).cell, isOpen: true };
  return closed(areDisputed(vertebrae, exam, rules.protocol) ? 'disputed' : settled, null, begun.length);
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
