import type { ExpectedHeight } from './expectedHeight.ts';
import { genantEstimate, type GenantEstimate } from './genant.ts';
import {
  derive,
  isMeasured,
  lossPercent,
  measured,
  missing,
  ratioOf,
  valueOf,
  type Measure,
  type Unit,
} from './measure.ts';
import type { HeightId } from './vertebraMeasures.ts';

export const ADJACENT_MEASURE_IDS = [
  'expectedAnteriorHeight',
  'expectedMiddleHeight',
  'expectedPosteriorHeight',
  'anteriorCompression',
  'middleCompression',
  'posteriorCompression',
  'anteriorRemaining',
  'middleRemaining',
  'posteriorRemaining',
  'crushRatioAbove',
  'crushRatioBelow',
  'crushRatioMean',
] as const;
export type AdjacentMeasureId = (typeof ADJACENT_MEASURE_IDS)[number];

/** Which expected height belongs to which height. */
export const EXPECTED_HEIGHT_ID = {
  anteriorHeight: 'expectedAnteriorHeight',
  middleHeight: 'expectedMiddleHeight',
  posteriorHeight: 'expectedPosteriorHeight',
} as const satisfies Record<HeightId, AdjacentMeasureId>;

/** One vertebra against the intact ones beside it, in the same image: free of magnification, except the heights. */
export interface AdjacentMeasures {
  readonly measures: Readonly<Record<AdjacentMeasureId, Measure>>;
  /** Where the expected heights come from; null without an intact neighbour. */
  readonly expected: Readonly<Record<HeightId, ExpectedHeight | null>>;
  /** The preferred basis of the grade. */
  readonly genant: GenantEstimate | null;
  /** True when some expected height rests on one side only. */
  readonly singleReference: boolean;
}

/**
 * Compression (loss) in percent, 100 (1 - H/Hexp), for each height; `remaining` is 100 H/Hexp, named apart because some
 * papers print it under the same name. Never clamped: a negative loss is shown. Crush ratios compare posterior heights
 * with the references above and below (O'Neill 1994, "posterior I / II") and with their expected height.
 */
export function adjacentMeasures(
  heights: Readonly<Record<HeightId, Measure>>,
  expected: Readonly<Record<HeightId, ExpectedHeight | null>>,
  unit: Unit,
): AdjacentMeasures {
  const hasHeights = isMeasured(heights.posteriorHeight) || heights.posteriorHeight.missing !== 'not_applicable';
  const heightOf = (height: number | undefined): Measure =>
    height === undefined ? missing(hasHeights ? 'no_intact_neighbour' : 'not_applicable') : measured(height, unit);
  const share = (id: HeightId): Measure => ratioOf(heights[id], heightOf(expected[id]?.height));
  const shares = {
    anterior: share('anteriorHeight'),
    middle: share('middleHeight'),
    posterior: share('posteriorHeight'),
  };
  const { anteriorHeight, middleHeight, posteriorHeight } = expected;
  const losses = {
    anterior: lossPercent(shares.anterior),
    middle: lossPercent(shares.middle),
    posterior: lossPercent(shares.posterior),
  };
  return {
    measures: {
      expectedAnteriorHeight: heightOf(anteriorHeight?.height),
      expectedMiddleHeight: heightOf(middleHeight?.height),
      expectedPosteriorHeight: heightOf(posteriorHeight?.height),
      anteriorCompression: losses.anterior,
      middleCompression: losses.middle,
      posteriorCompression: losses.posterior,
      anteriorRemaining: inPercent(shares.anterior),
      middleRemaining: inPercent(shares.middle),
      posteriorRemaining: inPercent(shares.posterior),
      crushRatioAbove: ratioOf(heights.posteriorHeight, heightOf(posteriorHeight?.above?.height)),
      crushRatioBelow: ratioOf(heights.posteriorHeight, heightOf(posteriorHeight?.below?.height)),
      crushRatioMean: shares.posterior,
    },
    expected,
    genant: genantEstimate('adjacent', {
      anterior: valueOf(losses.anterior),
      middle: valueOf(losses.middle),
      posterior: valueOf(losses.posterior),
    }),
    singleReference: Object.values(expected).some((each) => each?.singleReference === true),
  };
}

const inPercent = (ratio: Measure): Measure => derive([ratio], (value = 0) => measured(100 * value, '%'));
