import { measureLevel } from '../study/measureStudy.ts';
import { baselineTimepoint } from '../study/find.ts';
import type { Study, Subject } from '../study/study.ts';
import type { Level } from '../spine/levels.ts';
import { indexLevels, type LevelNumbers, type ReadLevel } from './statistics/levelNumbers.ts';

/** The levels that a report is about: the same, in the same readings, that the statistics compare. */
export interface LevelSeries {
  /** Subjects in the order of the study, levels from head to foot. Levels that nobody has read are among them. */
  readonly levels: readonly LevelNumbers[];
  /** The visit that changes are counted from. */
  readonly baseline: string;
  /** `treated` where every subject has treated levels; else levels marked fractured or measured stand for some. */
  readonly basis: 'treated' | 'mixed' | 'measured';
  /** How many levels are shown in whose reading, most first. */
  readonly readings: readonly { readonly reader: string; readonly reading: number; readonly levels: number }[];
}

/** From everything that was read: the treated levels (of subjects without one: the fractured, else the measured ones) with their numbers. */
export function levelSeries(study: Study, all: readonly ReadLevel[]): LevelSeries {
  const read = new Map<string, LevelNumbers>();
  for (const { subject, level, isIndex, readings } of all) {
    const [shown] = readings;
    if (isIndex && shown !== undefined) read.set(`${subject.id} ${level}`, shown);
  }
  const levels = study.subjects.flatMap((subject) =>
    indexLevels(subject).map((level) => read.get(`${subject.id} ${level}`) ?? unreadLevel(study, subject, level)),
  );
  const treated = study.subjects.filter(({ treatedLevels }) => treatedLevels.length > 0).length;
  const withLevels = new Set(levels.map(({ subject }) => subject.id)).size;
  return {
    levels,
    baseline: baselineTimepoint(study.protocol),
    basis: treated === 0 ? 'measured' : treated >= withLevels ? 'treated' : 'mixed',
    readings: countReadings([...read.values()]),
  };
}

/** A level without points says why at every visit: no film, a death, or that it was not measured. */
function unreadLevel(study: Study, subject: Subject, level: Level): LevelNumbers {
  const key = { level, reader: study.protocol.readers[0]?.id ?? '', reading: 1 };
  const { visits, changes } = measureLevel(study, subject, key);
  return {
    ...key,
    subject,
    visits: visits.map(({ timepoint, values }) => ({
      timepoint,
      values,
      changes: changes.find(({ to }) => to === timepoint)?.values,
      plane: null,
      vertebra: undefined,
      spacing: null,
    })),
  };
}

function countReadings(levels: readonly LevelNumbers[]): LevelSeries['readings'] {
  const counts = new Map<string, { reader: string; reading: number; levels: number }>();
  for (const { reader, reading } of levels) {
    const key = `${reader} ${reading}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { reader, reading, levels: 1 });
    else known.levels += 1;
  }
  return [...counts.values()].sort((a, b) => b.levels - a.levels);
}
