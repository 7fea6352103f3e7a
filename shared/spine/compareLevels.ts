import type { Comparability } from '../geometry/millimetresComparable.ts';
import { ADJACENT_MEASURE_IDS, EXPECTED_HEIGHT_ID, type AdjacentMeasureId } from './compression.ts';
import { derive, isMeasured, measured, missing, valueOf, type Measure } from './measure.ts';
import type { LevelMeasures } from './measureSpine.ts';
import { normalisedRestoration, restoration, type NormalisedRestoration, type Restoration } from './restoration.ts';
import { SEGMENT_ANGLE_IDS, type SegmentAngleId } from './segmentAngles.ts';
import {
  judgeChange,
  PROVISIONAL_READING_ERROR,
  ratioReadingError,
  type ReadingError,
  type Verdict,
} from './uncertainty.ts';
import { HEIGHT_IDS, VERTEBRA_MEASURE_IDS, type HeightId, type VertebraMeasureId } from './vertebraMeasures.ts';

/** A later value less an earlier one, with what it is worth. */
export interface Change {
  /** Later - earlier: height gained is positive, kyphosis corrected is negative. */
  readonly change: Measure;
  /** The smallest change that is more than reading error, in the unit of the change; null where none is known. */
  readonly threshold: number | null;
  readonly verdict: Verdict;
}

/** One level in an earlier and a later image. */
export interface LevelComparison {
  readonly comparability: Comparability;
  readonly readingError: ReadingError;
  readonly changes: Readonly<Record<VertebraMeasureId, Change>>;
  /** Against the neighbours of each image, which take its magnification out; expected heights are lengths as others. */
  readonly adjacentChanges: Readonly<Record<AdjacentMeasureId, Change>>;
  readonly segmentChanges: Readonly<Record<SegmentAngleId, Change>>;
  /** Wedge before - wedge after: positive when less kyphotic (Phillips 2003, Spine 28:2260). */
  readonly kyphosisCorrection: Measure;
  /** In millimetres; every value is `not_comparable` where the two images may not be subtracted. */
  readonly raw: Readonly<Record<HeightId, Restoration>>;
  /** By the neighbours of each image: free of magnification. */
  readonly normalised: Readonly<Record<HeightId, NormalisedRestoration>>;
  /** Which of the two comes first in tables and sentences. */
  readonly preferred: 'raw' | 'normalised';
}

/**
 * Compares one level before and after. Lengths are subtracted only when `comparability` allows it; ratios, angles and
 * the normalised restoration always are. `readingError` is the study's own, else the provisional 5 degrees and 3 mm.
 */
export function compareLevels(
  pre: LevelMeasures,
  post: LevelMeasures,
  comparability: Comparability,
  readingError: ReadingError = PROVISIONAL_READING_ERROR,
): LevelComparison {
  const change = (id: VertebraMeasureId): Change => changeOf(id, pre, post, comparability, readingError);
  const wedge = change('wedgeAngle').change;
  const detectable = pre.lengthUnit === 'mm' ? readingError.heightMm : null;
  const inputs = (id: HeightId): Parameters<typeof normalisedRestoration>[0] => ({
    pre: pre.measures[id],
    post: post.measures[id],
    expected: pre.adjacent.measures[EXPECTED_HEIGHT_ID[id]],
    expectedPost: post.adjacent.measures[EXPECTED_HEIGHT_ID[id]],
    detectable,
  });
  const raw = (id: HeightId): Restoration =>
    comparability.comparable
      ? restoration(inputs(id))
      : restoration({ ...inputs(id), post: missing(reasonOf(comparability)) });
  return {
    comparability,
    readingError,
    changes: fromIds(VERTEBRA_MEASURE_IDS, change),
    adjacentChanges: fromIds(ADJACENT_MEASURE_IDS, (id) => adjacentChange(id, pre, post, comparability, readingError)),
    segmentChanges: fromIds(SEGMENT_ANGLE_IDS, (id) => segmentChange(id, pre, post, readingError)),
    kyphosisCorrection: derive([wedge], (value = 0) => measured(-value, 'deg')),
    raw: fromIds(HEIGHT_IDS, raw),
    normalised: fromIds(HEIGHT_IDS, (id) => normalisedRestoration(inputs(id))),
    preferred: comparability.sameMethod ? 'raw' : 'normalised',
  };
}

const fromIds = <Id extends string, T>(ids: readonly Id[], make: (id: Id) => T): Readonly<Record<Id, T>> =>
  Object.fromEntries(ids.map((id) => [id, make(id)])) as Record<Id, T>;

const reasonOf = ({ reason }: Comparability): 'uncalibrated' | 'not_comparable' =>
  reason === 'uncalibrated' ? 'uncalibrated' : 'not_comparable';

function changeOf(
  id: VertebraMeasureId,
  pre: LevelMeasures,
  post: LevelMeasures,
  comparability: Comparability,
  readingError: ReadingError,
): Change {
  const change = difference(pre.measures[id], post.measures[id], comparability);
  const threshold = isMeasured(change) ? thresholdOf(id, pre, change, readingError) : null;
  return { change, threshold, verdict: judgeChange(valueOf(change), threshold) };
}

const LENGTH_UNITS: readonly string[] = ['mm', 'px', 'mm2', 'px2'];

function difference(pre: Measure, post: Measure, comparability: Comparability): Measure {
  if (!isMeasured(pre)) return pre;
  if (!isMeasured(post)) return post;
  if (LENGTH_UNITS.includes(pre.unit) && !comparability.comparable) return missing(reasonOf(comparability));
  return pre.unit === post.unit ? measured(post.value - pre.value, pre.unit) : missing('not_comparable');
}

const RATIO_HEIGHTS: { readonly [id in VertebraMeasureId]?: readonly [HeightId, HeightId] } = {
  wedgeRatio: ['anteriorHeight', 'posteriorHeight'],
  midWedgeRatio: ['middleHeight', 'posteriorHeight'],
  midAnteriorRatio: ['middleHeight', 'anteriorHeight'],
  wedgePercent: ['anteriorHeight', 'posteriorHeight'],
  biconcavePercent: ['middleHeight', 'posteriorHeight'],
};

function thresholdOf(
  id: VertebraMeasureId,
  pre: LevelMeasures,
  change: { readonly unit: string },
  readingError: ReadingError,
): number | null {
  if (change.unit === 'deg') return readingError.angleDeg;
  if (change.unit === 'mm') return readingError.heightMm;
  const heights = RATIO_HEIGHTS[id];
  if (heights === undefined || pre.lengthUnit !== 'mm') return null;
  const [over, under] = heights.map((height) => valueOf(pre.measures[height]));
  if (typeof over !== 'number' || typeof under !== 'number') return null;
  const ratio = ratioReadingError({ over, under, heightMm: readingError.heightMm });
  return ratio !== null && change.unit === '%' ? 100 * ratio : ratio;
}

/** The height that a measure against the neighbours is a share of its expectation of. */
const SHARED_HEIGHT: { readonly [id in AdjacentMeasureId]?: HeightId } = {
  anteriorCompression: 'anteriorHeight',
  middleCompression: 'middleHeight',
  posteriorCompression: 'posteriorHeight',
  anteriorRemaining: 'anteriorHeight',
  middleRemaining: 'middleHeight',
  posteriorRemaining: 'posteriorHeight',
  crushRatioAbove: 'posteriorHeight',
  crushRatioBelow: 'posteriorHeight',
  crushRatioMean: 'posteriorHeight',
};

/**
 * Shares are judged by the error of the ratio H/Hexp, as if the expected height rested on one neighbour: with two its own
 * error is smaller, and the threshold errs on the safe side.
 */
function adjacentChange(
  id: AdjacentMeasureId,
  pre: LevelMeasures,
  post: LevelMeasures,
  comparability: Comparability,
  { heightMm }: ReadingError,
): Change {
  const change = difference(pre.adjacent.measures[id], post.adjacent.measures[id], comparability);
  const threshold = isMeasured(change) ? thresholdOfShare(change.unit) : null;
  return { change, threshold, verdict: judgeChange(valueOf(change), threshold) };

  function thresholdOfShare(unit: string): number | null {
    if (unit === 'mm') return heightMm;
    const height = SHARED_HEIGHT[id];
    if (height === undefined || pre.lengthUnit !== 'mm') return null;
    const over = valueOf(pre.measures[height]);
    const under = valueOf(pre.adjacent.measures[EXPECTED_HEIGHT_ID[height]]);
    if (over === null || under === null) return null;
    const ratio = ratioReadingError({ over, under, heightMm });
    return ratio !== null && unit === '%' ? 100 * ratio : ratio;
  }
}

function segmentChange(
  id: SegmentAngleId,
  pre: LevelMeasures,
  post: LevelMeasures,
  readingError: ReadingError,
): Change {
  const before = pre.segments[id]?.angle ?? missing('not_applicable');
  const after = post.segments[id]?.angle ?? missing('not_applicable');
  const change = derive([before, after], (earlier = 0, later = 0) => measured(later - earlier, 'deg'));
  return { change, threshold: readingError.angleDeg, verdict: judgeChange(valueOf(change), readingError.angleDeg) };
}
