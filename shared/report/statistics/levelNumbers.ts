import type { Plane } from '../../geometry/spacing.ts';
import type { Landmark } from '../../spine/landmarks.ts';
import { levelOrder } from '../../spine/levels.ts';
import type { Level } from '../../spine/levels.ts';
import type { ChangeMeasure } from '../../study/measureChange.ts';
import { withConsensusThroughout } from '../../study/consensus.ts';
import { measureLevel, startedLevels } from '../../study/measureStudy.ts';
import type { LevelKey, LevelMeasures, LevelVisit } from '../../study/measureStudy.ts';
import type { Study, Subject, Vertebra } from '../../study/study.ts';
import type { StudyValue } from '../../study/valueStatus.ts';

/** The measures that the statistics compare, in their order, with the names under which the results stand. */
export const OUTCOMES = [
  { measure: 'wedge_angle', key: 'wedge', unit: 'deg' },
  { measure: 'h_ant', key: 'h_ant', unit: 'mm' },
  { measure: 'h_mid', key: 'h_mid', unit: 'mm' },
  { measure: 'h_post', key: 'h_post', unit: 'mm' },
  { measure: 'ratio_ap', key: 'ratio_ap', unit: '1' },
  { measure: 'ratio_mp', key: 'ratio_mp', unit: '1' },
] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type OutcomeMeasure = Outcome['measure'];

/** One level of one subject in one reading, reduced to what the statistics need. */
export interface LevelNumbers extends LevelKey {
  readonly subject: Subject;
  readonly visits: readonly VisitNumbers[];
}

export interface VisitNumbers {
  readonly timepoint: string;
  readonly values: Readonly<Record<OutcomeMeasure, StudyValue>>;
  /** Against the baseline; undefined at the baseline itself. */
  readonly changes: Readonly<Record<ChangeMeasure, StudyValue>> | undefined;
  /** Where its millimetres are measured; null for reported values, whose plane nobody knows. */
  readonly plane: Plane | null;
  readonly vertebra: Vertebra | undefined;
  /** Millimetres of a pixel along x and y; null without a spacing. */
  readonly spacing: { readonly x: number; readonly y: number } | null;
}

/** All readings of one level of one subject; the first one is the reading that the comparisons use. */
export interface ReadLevel {
  readonly subject: Subject;
  readonly level: Level;
  readonly isIndex: boolean;
  readonly readings: readonly LevelNumbers[];
}

/**
 * The levels that a subject was treated at; of one who was not treated, those marked fractured; else all that were
 * started. Neighbours that serve as references are not outcomes.
 */
export function indexLevels(subject: Subject): readonly Level[] {
  if (subject.treatedLevels.length > 0) return headToFoot(subject.treatedLevels);
  const started = startedLevels(subject).map(({ level }) => level);
  const fractured = subject.exams.flatMap(({ readings }) =>
    readings.flatMap(({ vertebrae }) => vertebrae.flatMap((each) => (each.fractured === true ? [each.level] : []))),
  );
  return headToFoot(fractured.length > 0 ? fractured : started);
}

const headToFoot = (levels: readonly Level[]): readonly Level[] =>
  [...new Set(levels)].toSorted((a, b) => levelOrder(a) - levelOrder(b));

/** Which of several readings of a level the comparisons use. */
export interface ReadingChoice {
  /** Only this reader's readings; without it the first reader of the protocol who read the level. */
  readonly reader?: string | undefined;
}

/**
 * Every level that is an outcome or was read more than once. Points of a level that is neither are not even measured.
 * The reading that counts: of the reader asked for, else of the first in the protocol, and the first of that reader;
 * one without any number gives way to the next. What the readers agreed on comes before all readers.
 */
export function* readLevels(study: Study, choice: ReadingChoice = {}): Generator<ReadLevel> {
  const rank = new Map(study.protocol.readers.map(({ id, role }, index) => [id, role === 'consensus' ? -1 : index]));
  const rankOf = ({ reader }: LevelKey): number => rank.get(reader) ?? rank.size;
  for (const own of study.subjects) {
    const subject = withConsensusThroughout(study.protocol, own);
    const index = new Set(indexLevels(subject));
    for (const keys of byLevel(startedLevels(subject))) {
      const [first] = keys;
      if (first === undefined || (keys.length === 1 && !index.has(first.level))) continue;
      const ordered = keys.toSorted((a, b) => rankOf(a) - rankOf(b) || a.reading - b.reading);
      const measured = ordered.map((key) => ({ ...toNumbers(measureLevel(study, subject, key)), subject: own }));
      const wanted = measured.filter(({ reader }) => choice.reader === undefined || reader === choice.reader);
      const primary = wanted.find(hasNumber) ?? wanted[0];
      const rest = measured.filter((each) => each !== primary);
      const isIndex = index.has(first.level) && primary !== undefined;
      const readings = primary === undefined ? rest : [primary, ...rest];
      yield { subject: own, level: first.level, isIndex, readings };
    }
  }
}

/** The keys come sorted by level. */
function byLevel(keys: readonly LevelKey[]): readonly (readonly LevelKey[])[] {
  const groups: LevelKey[][] = [];
  for (const key of keys) {
    const last = groups.at(-1);
    if (last?.[0]?.level === key.level) last.push(key);
    else groups.push([key]);
  }
  return groups;
}

const hasNumber = ({ visits }: LevelNumbers): boolean =>
  visits.some(({ values }) => OUTCOMES.some(({ measure }) => values[measure].value !== null));

/**
 * The levels that the comparisons are about, subjects in the order of the study: each in the reading that counts, those
 * that nobody has read with the reason at every visit.
 */
export function outcomeLevels(study: Study, read: readonly ReadLevel[]): readonly LevelNumbers[] {
  const shown = new Map(
    read.flatMap(({ subject, level, isIndex, readings: [first] }) =>
      isIndex && first !== undefined ? [[`${level} ${subject.id}`, first] as const] : [],
    ),
  );
  const reader = study.protocol.readers[0]?.id ?? '';
  return study.subjects.flatMap((subject) =>
    indexLevels(subject).map(
      (level) =>
        shown.get(`${level} ${subject.id}`) ??
        toNumbers(measureLevel(study, subject, { level, reader, reading: UNREAD })),
    ),
  );
}

/** No reading has this number. */
export const UNREAD = 0;

function toNumbers({ subject, level, reader, reading, visits, changes }: LevelMeasures): LevelNumbers {
  const changeTo = new Map(changes.map((change) => [change.to, change.values]));
  return {
    subject,
    level,
    reader,
    reading,
    visits: visits.map((visit) => ({
      timepoint: visit.timepoint,
      values: visit.values,
      changes: changeTo.get(visit.timepoint),
      plane: visit.geometry === null ? null : visit.calibration.plane,
      vertebra: visit.vertebra,
      spacing: spacingOf(visit),
    })),
  };
}

function spacingOf({ calibration }: LevelVisit): VisitNumbers['spacing'] {
  const { spacing } = calibration;
  return spacing === null ? null : { x: spacing.columnSpacing, y: spacing.rowSpacing };
}

export function visitAt({ visits }: LevelNumbers, timepoint: string): VisitNumbers | undefined {
  for (const visit of visits) if (visit.timepoint === timepoint) return visit;
  return undefined;
}

/** A landmark of a visit in millimetres, or in pixels without a spacing; undefined where it was not placed. */
export function landmarkPlace(visit: VisitNumbers | undefined, landmark: Landmark) {
  const point = visit?.vertebra?.landmarks[landmark];
  if (visit === undefined || point === undefined || visit.vertebra?.states[landmark]?.kind === 'derived')
    return undefined;
  const { x, y } = visit.spacing ?? { x: 1, y: 1 };
  return { x: point[0] * x, y: point[1] * y };
}
