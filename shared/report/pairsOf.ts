import { absent, type StudyValue } from '../study/valueStatus.ts';
import { changeTo, valueAt, type Outcome } from './outcomes.ts';
import type { LevelNumbers } from './statistics/levelNumbers.ts';
import { pairsBetween } from './statistics/outcomeStatistics.ts';

/** The levels that can be compared between the baseline and a later visit, and the others with their reasons. */
export interface LevelPairs {
  readonly pairs: ReturnType<typeof pairsBetween>;
  /** One entry for every level without a pair. */
  readonly missing: readonly StudyValue[];
}

/** The visits of a comparison. */
export interface Between {
  readonly baseline: string;
  readonly later: string;
}

/** Pairs of an outcome as the statistics take them. Values that may not be subtracted are no pair. */
export function pairsOf(levels: readonly LevelNumbers[], outcome: Outcome, between: Between): LevelPairs {
  const missing = levels.flatMap((level) => {
    const change = changeTo(level, outcome, between.later);
    if (change.value === null) return [change];
    const ends = [between.baseline, between.later].map((timepoint) => valueAt(level, outcome, timepoint));
    return ends.some(({ value }) => value === null) ? [absent('not_measured')] : [];
  });
  return { pairs: pairsBetween(levels, outcome.compared, between), missing };
}
