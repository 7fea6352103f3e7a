import { adjacentMeasures, type AdjacentMeasures } from './compression.ts';
import { expectedHeight, type ExpectedHeight } from './expectedHeight.ts';
import { worstFirst, type Issue } from './issue.ts';
import type { PlacedLandmarks } from './landmarks.ts';
import { levelAt, levelSequence } from './levelSequence.ts';
import { LEVELS, type Level } from './levels.ts';
import { valueOf } from './measure.ts';
import { measureVertebra, type MeasuringCalibration, type VertebraMeasures } from './measureVertebra.ts';
import { checkSpine, type FacingEvidence } from './plausibility.ts';
import { segmentAngles, type FarcyBaselines, type Neighbours, type SegmentAngles } from './segmentAngles.ts';
import type { HeightId } from './vertebraMeasures.ts';

/** One vertebra of a reading, with what decides whether it may serve as a reference for others. */
export interface SpineVertebra {
  readonly landmarks: PlacedLandmarks;
  readonly fractured?: boolean;
  readonly treated?: boolean;
  readonly degenerate?: boolean;
  /** The reader's own semiquantitative grade. */
  readonly sqGrade?: number;
}

export interface LevelMeasures extends VertebraMeasures {
  readonly level: Level;
  readonly adjacent: AdjacentMeasures;
  readonly segments: SegmentAngles;
  /** True when the other levels may use this one as a reference. */
  readonly intact: boolean;
}

export interface SpineMeasures {
  /** From head to foot. */
  readonly levels: ReadonlyMap<Level, LevelMeasures>;
  /** Of all levels, worst first. */
  readonly issues: readonly Issue[];
}

export interface SpineOptions extends FacingEvidence {
  readonly farcyBaselines?: FarcyBaselines;
  /** The levels that the caller names as references; without them the rule for intact neighbours decides. */
  readonly references?: readonly Level[];
  /** Neighbours that the caller names for the regional angles of a level, where they are not the next ones. */
  readonly neighbours?: ReadonlyMap<Level, Neighbours>;
}

/**
 * Every measure of one image: each body by itself, against its intact neighbours, and the regional angles; with the
 * checks along the spine. Derived from points and calibration alone, so it may be recomputed at any time.
 */
export function measureSpine(
  vertebrae: ReadonlyMap<Level, SpineVertebra>,
  calibration: MeasuringCalibration,
  options: SpineOptions = {},
): SpineMeasures {
  const present = LEVELS.filter((level) => vertebrae.has(level));
  const alone = new Map(
    present.map((level) => [level, measureVertebra(vertebrae.get(level)?.landmarks ?? {}, calibration, { level })]),
  );
  const checks = checkSpine(alone, options);
  const checked = new Map(
    [...alone].map(([level, measures]) => [
      level,
      { ...measures, level, issues: worstFirst([...measures.issues, ...(checks.get(level) ?? [])]) },
    ]),
  );
  const sequence = levelSequence(present);
  const neighboursOf = (level: Level): Neighbours =>
    options.neighbours?.get(level) ?? { above: levelAt(sequence, level, -1), below: levelAt(sequence, level, 1) };
  const isIntact = (level: Level): boolean =>
    options.references?.includes(level) ?? isReference(vertebrae.get(level), checked.get(level));
  const referenceHeight = (level: Level, id: HeightId): number | null => {
    const measures = checked.get(level);
    return measures !== undefined && isIntact(level) ? valueOf(measures.measures[id]) : null;
  };
  const expectedOf = (level: Level, id: HeightId): ExpectedHeight | null =>
    level === 'S1' ? null : expectedHeight(level, id, sequence, referenceHeight);
  const levels = [...checked].map(([level, measures]): readonly [Level, LevelMeasures] => [
    level,
    {
      ...measures,
      intact: isIntact(level),
      adjacent: adjacentMeasures(
        measures.measures,
        {
          anteriorHeight: expectedOf(level, 'anteriorHeight'),
          middleHeight: expectedOf(level, 'middleHeight'),
          posteriorHeight: expectedOf(level, 'posteriorHeight'),
        },
        measures.lengthUnit,
      ),
      segments: segmentAngles(level, neighboursOf(level), (name) => checked.get(name)?.body, options.farcyBaselines),
    },
  ]);
  return {
    levels: new Map(levels),
    issues: worstFirst(levels.flatMap(([, { issues }]) => issues)),
  };
}

/**
 * A neighbour is a reference when nobody marked it fractured, treated or degenerate, no grade of its own is above 0,
 * and its points raise no doubt about which end is which.
 */
export function isReference(vertebra: SpineVertebra | undefined, measures: VertebraMeasures | undefined): boolean {
  if (vertebra === undefined || measures === undefined) return false;
  const { fractured, treated, degenerate, sqGrade } = vertebra;
  if (fractured === true || treated === true || degenerate === true || (sqGrade ?? 0) > 0) return false;
  return measures.genantWithin?.grade === 0 && measures.issues.every(({ severity }) => severity === 'warning');
}
