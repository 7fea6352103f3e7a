import { baselineTimepoint } from '../study/find.ts';
import type { Study } from '../study/study.ts';
import { outcomeLevels, UNREAD, type LevelNumbers, type ReadLevel } from './statistics/levelNumbers.ts';

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

/** From everything that was read: the levels that are outcomes, each in the reading that counts. */
export function levelSeries(study: Study, read: readonly ReadLevel[]): LevelSeries {
  const levels = outcomeLevels(study, read);
  const treated = study.subjects.filter(({ treatedLevels }) => treatedLevels.length > 0).length;
  const withLevels = new Set(levels.map(({ subject }) => subject.id)).size;
  return {
    levels,
    baseline: baselineTimepoint(study.protocol),
    basis: treated === 0 ? 'measured' : treated >= withLevels ? 'treated' : 'mixed',
    readings: countReadings(levels.filter(({ reading }) => reading !== UNREAD)),
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
