import type { Landmark } from './landmarks.ts';

/** Units as they are printed; '1' is a ratio. */
export type Unit = 'mm' | 'px' | 'mm2' | 'px2' | 'deg' | '%' | '1';

export interface Measured {
  readonly value: number;
  readonly unit: Unit;
}

/** Why a measure has no value. A reason is never turned into 0. */
export type MissingCode =
  | 'points_missing'
  | 'not_applicable'
  | 'degenerate_endplate'
  | 'degenerate_vertebra'
  | 'endplates_point_in_opposite_directions'
  | 'zero_height'
  | 'uncalibrated'
  | 'not_comparable'
  | 'no_intact_neighbour'
  | 'neighbour_not_measured'
  | 'no_lost_height'
  | 'lost_height_below_detectable';

export interface Missing {
  readonly missing: MissingCode;
  /** The landmarks still to be placed, for `points_missing`. */
  readonly landmarks?: readonly Landmark[];
}

/** A number with its unit, or the reason why there is none. The number is finite and never rounded. */
export type Measure = Measured | Missing;

export const isMeasured = (measure: Measure): measure is Measured => 'value' in measure;

export const valueOf = (measure: Measure): number | null => (isMeasured(measure) ? measure.value : null);

/** Adding 0 turns -0 into 0, which prints without a sign. */
export const measured = (value: number, unit: Unit): Measured => ({ value: value + 0, unit });

export const missing = (code: MissingCode, landmarks?: readonly Landmark[]): Missing =>
  landmarks === undefined ? { missing: code } : { missing: code, landmarks };

/** Applies a formula to measures; the first that is missing gives the reason. */
export function derive(inputs: readonly Measure[], formula: (...values: readonly number[]) => Measure): Measure {
  const absent = inputs.find((input) => !isMeasured(input));
  if (absent !== undefined) return absent;
  return formula(...inputs.map((input) => (isMeasured(input) ? input.value : Number.NaN)));
}

/** A millionth of a millimetre or pixel: nothing that a hand or a detector can tell from 0. */
const NOTHING = 1e-6;

/** `numerator / denominator` as a ratio; a denominator of 0, or too near to it to divide by, has none. */
export const ratioOf = (numerator: Measure, denominator: Measure): Measure =>
  derive([numerator, denominator], (over = 0, under = 0) => {
    const ratio = over / under;
    return Number.isFinite(100 * ratio) && Math.abs(under) >= NOTHING ? measured(ratio, '1') : missing('zero_height');
  });

/** Loss in percent of a whole: 100 (1 - ratio). Negative where the part is larger than the whole. */
export const lossPercent = (ratio: Measure): Measure =>
  derive([ratio], (value = 0) => measured(100 * (1 - value), '%'));
