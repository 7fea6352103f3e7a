import type { Degrees, Millimetres } from '../units.ts';

/** The smallest change between two readings that is more than reading error (minimal detectable change, 95 %). */
export interface ReadingError {
  readonly angleDeg: Degrees;
  readonly heightMm: Millimetres;
  /** True until the study has measured its own reading error; shown beside every verdict. */
  readonly provisional: boolean;
}

/**
 * 5 degrees and 3 mm: the usual convention, and what a corner error of 0.5 to 0.7 mm gives. They hold until a site has
 * read at least 20 vertebrae twice (Alanay 2007, Eur Spine J 16:2126: repeats of one observer within 7 to 9 degrees and
 * 4.5 to 6.5 mm).
 */
export const PROVISIONAL_READING_ERROR: ReadingError = { angleDeg: 5, heightMm: 3, provisional: true };

/** `unknown`: there is no threshold for this quantity, for instance for heights in pixels. */
export type Verdict = 'within' | 'beyond' | 'unknown';

/** Rounding noise of a difference, far below what anyone reads: 10.1 - 5.1 is 4.999999999999999 and counts as 5. */
const GUARD = 1e-9;

/** Whether a change is more than the reading error; the threshold itself counts as beyond. */
export function judgeChange(change: number | null, threshold: number | null): Verdict {
  if (change === null || threshold === null) return 'unknown';
  return Math.abs(change) + GUARD >= threshold ? 'beyond' : 'within';
}

const Z95 = 1.959963984540054;

/** Minimal detectable change between two readings, 1.96 * sqrt(2) * SD (Weir 2005, J Strength Cond Res 19:231). */
export const minimalDetectableChange = (standardDeviation: number): number => Z95 * Math.SQRT2 * standardDeviation;

/** SD of a height whose two points are each placed with SD `pointSd`: sqrt(2) * s. */
export const heightSd = (pointSd: Millimetres): Millimetres => Math.SQRT2 * pointSd;

/**
 * SD of the angle between two endplates whose corners are placed with SD `pointSd` across the endplate:
 * (180/pi) s sqrt(2/Ls^2 + 2/Li^2), lengths in millimetres.
 */
export function angleSd(endplates: {
  readonly pointSd: Millimetres;
  readonly superiorLength: Millimetres;
  readonly inferiorLength: Millimetres;
}): Degrees {
  const { pointSd, superiorLength, inferiorLength } = endplates;
  return (180 / Math.PI) * pointSd * Math.sqrt(2 / superiorLength ** 2 + 2 / inferiorLength ** 2);
}

/**
 * The reading error of a ratio of two heights that follows from that of a height, to first order:
 * MDC(over/under) = MDC(height) / under * sqrt(1 + (over/under)^2). Heights in millimetres.
 */
export function ratioReadingError(heights: {
  readonly over: Millimetres;
  readonly under: Millimetres;
  readonly heightMm: Millimetres;
}): number | null {
  const { over, under, heightMm } = heights;
  const error = (heightMm / under) * Math.hypot(1, over / under);
  return Number.isFinite(error) ? error : null;
}
