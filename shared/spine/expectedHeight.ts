import { levelAt } from './levelSequence.ts';
import type { Level } from './levels.ts';
import type { HeightId } from './vertebraMeasures.ts';

/** The height that a vertebra would have had, from intact vertebrae of the same image; in their unit. */
export interface ExpectedHeight {
  readonly height: number;
  readonly above: ReferenceHeight | null;
  readonly below: ReferenceHeight | null;
  /** True when only one side has a reference: the curve of heights along the spine is then ignored. */
  readonly singleReference: boolean;
}

export interface ReferenceHeight {
  readonly level: Level;
  readonly height: number;
}

/** A reference further away says too little about this level. */
const FURTHEST_REFERENCE = 2;

/**
 * Expected height of one level: the nearest intact vertebra above and the nearest below, at most two levels away,
 * combined by linear interpolation on the level index (their mean when both are equally near). One side only: that
 * height. None: null. Same form as the loss of vertebral body height of PLoS ONE 0135735; Wang 2020 (Ann Transl Med)
 * on adjacent heights as referent; Buckens 2013 on the nearest unfractured vertebra.
 *
 * `heightOf` gives the height of an intact level and null for every other level.
 */
export function expectedHeight(
  level: Level,
  id: HeightId,
  sequence: readonly Level[],
  heightOf: (level: Level, id: HeightId) => number | null,
): ExpectedHeight | null {
  const above = nearest(level, id, -1, sequence, heightOf);
  const below = nearest(level, id, 1, sequence, heightOf);
  if (above === null && below === null) return null;
  const height = interpolate(sequence.indexOf(level), above, below, sequence);
  return { height, above, below, singleReference: above === null || below === null };
}

function nearest(
  level: Level,
  id: HeightId,
  direction: 1 | -1,
  sequence: readonly Level[],
  heightOf: (level: Level, id: HeightId) => number | null,
): ReferenceHeight | null {
  for (let steps = 1; steps <= FURTHEST_REFERENCE; steps += 1) {
    const candidate = levelAt(sequence, level, direction * steps);
    const height = candidate === null ? null : heightOf(candidate, id);
    if (candidate !== null && height !== null) return { level: candidate, height };
  }
  return null;
}

function interpolate(
  index: number,
  above: ReferenceHeight | null,
  below: ReferenceHeight | null,
  sequence: readonly Level[],
): number {
  if (above === null || below === null) return (above ?? below)?.height ?? Number.NaN;
  const upper = sequence.indexOf(above.level);
  const lower = sequence.indexOf(below.level);
  return above.height + ((below.height - above.height) * (index - upper)) / (lower - upper);
}
