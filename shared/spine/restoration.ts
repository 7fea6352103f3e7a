import { derive, isMeasured, measured, missing, ratioOf, valueOf, type Measure, type Unit } from './measure.ts';

/**
 * The four usual forms of height restoration. The same restorations reported by them differ nearly four-fold
 * (McKiernan 2003, Spine 28:2517), so they are always shown together and named.
 */
export interface Restoration {
  /** R1: post - pre. */
  readonly absolute: Measure;
  /** R2: percent of the height before. */
  readonly percentOfInitial: Measure;
  /** R3: percent of the lost height; may exceed 100 (over-correction) or be negative (further collapse). */
  readonly percentOfLost: Measure;
  /** R4: percent of the expected height. */
  readonly percentOfReferent: Measure;
}

/** The same forms on fractions of the expected height in each image: free of magnification (R3n, R4n). */
export interface NormalisedRestoration extends Restoration {
  /** Height before and after, as fractions of what the neighbours of the same image let expect. */
  readonly preFraction: Measure;
  readonly postFraction: Measure;
}

export interface RestorationInput {
  readonly pre: Measure;
  readonly post: Measure;
  /** From the neighbours in the image before. */
  readonly expected: Measure;
  /**
   * Minimal detectable change of a height, in the unit of `pre`; a smaller loss cannot be told from reading error and
   * its restoration in percent is withheld. Null: not applied.
   */
  readonly detectable: number | null;
}

/**
 * R1 to R4 from heights of one scale. R3 is missing (`no_lost_height`) where nothing was lost and
 * (`lost_height_below_detectable`) where less was lost than can be detected; nothing is clamped.
 */
export function restoration({ pre, post, expected, detectable }: RestorationInput): Restoration {
  const unit: Unit = isMeasured(pre) ? pre.unit : '1';
  const gain = derive([pre, post], (before = 0, after = 0) => measured(after - before, unit));
  const lost = derive([pre, expected], (before = 0, whole = 0) => measured(whole - before, unit));
  const gainOf = (whole: Measure): Measure =>
    derive([gain, whole], (difference = 0, reference = 0) => {
      const percent = (100 * difference) / reference;
      return Number.isFinite(percent) ? measured(percent, '%') : missing('zero_height');
    });
  return {
    absolute: gain,
    percentOfInitial: gainOf(pre),
    percentOfLost: gainOf(detectableLoss(lost, detectable)),
    percentOfReferent: gainOf(expected),
  };
}

function detectableLoss(lost: Measure, detectable: number | null): Measure {
  return derive([lost], (loss = 0) => {
    if (loss <= 0) return missing('no_lost_height');
    return detectable !== null && loss < detectable ? missing('lost_height_below_detectable') : lost;
  });
}

/**
 * rho = H / Hexp in each image; R3n = 100 (rho_post - rho_pre) / (1 - rho_pre), R4n = 100 (rho_post - rho_pre). The form
 * to report whenever the two images are not calibrated at the patient by the same method: an image magnified 1.10 times
 * turns a true 42.9 % of R3 into 63.9 % in raw millimetres and leaves R3n as it is.
 */
export function normalisedRestoration(
  input: RestorationInput & {
    /** From the neighbours in the image after. */
    readonly expectedPost: Measure;
  },
): NormalisedRestoration {
  const { pre, post, expected, expectedPost, detectable } = input;
  const preFraction = ratioOf(pre, expected);
  const postFraction = ratioOf(post, expectedPost);
  const whole = valueOf(expected);
  return {
    preFraction,
    postFraction,
    ...restoration({
      pre: preFraction,
      post: postFraction,
      expected: measured(1, '1'),
      detectable: detectable === null || whole === null ? null : detectable / whole,
    }),
  };
}
