import type { SpacingAttributes } from './spacing.ts';

/** A conflict larger than this between the stated factor and the stated distances makes both untrustworthy. */
const LARGEST_CONFLICT = 0.01;
const SMALLEST_FACTOR = 1;
const LARGEST_FACTOR = 3;

/** What a file says about the magnification between patient and detector. */
export type StatedMagnification =
  | { readonly kind: 'absent' }
  | { readonly kind: 'usable'; readonly factor: number }
  | { readonly kind: 'refused'; readonly warnings: readonly [string, ...string[]] };

/** A beam diverges, so an object before the detector is imaged 1 to 3 times its size; a factor below 1 is inverted. */
export const isPlausibleMagnification = (factor: number): boolean =>
  factor >= SMALLEST_FACTOR && factor <= LARGEST_FACTOR;

/**
 * Estimated Radiographic Magnification Factor (0018,1114), or else source-detector over source-patient distance
 * (0018,1110)/(0018,1111). An estimate: the second distance refers to the isocentre or field centre, not to the
 * vertebra, so it is offered to the reader and never applied silently (DICOM PS3.3 C.8.11.7, C.8.7.1).
 */
export function statedMagnification(attributes: SpacingAttributes): StatedMagnification {
  const factor = attributes.estimatedRadiographicMagnificationFactor;
  const fromDistances = distanceRatio(attributes.distanceSourceToDetector, attributes.distanceSourceToPatient);
  const stated = [factor, fromDistances].filter((value) => value !== undefined);
  const [first] = stated;
  if (first === undefined) return { kind: 'absent' };
  const warnings: string[] = [];
  if (stated.some((value) => !isPlausibleMagnification(value))) warnings.push('implausible_magnification_factor');
  if (factor !== undefined && fromDistances !== undefined && disagree(factor, fromDistances)) {
    warnings.push('magnification_factor_disagrees_with_distances');
  }
  const [warning, ...others] = warnings;
  return warning === undefined
    ? { kind: 'usable', factor: first }
    : { kind: 'refused', warnings: [warning, ...others] };
}

/** Distances of 0 stand for "not recorded" in many files. */
function distanceRatio(toDetector: number | undefined, toPatient: number | undefined): number | undefined {
  if (toDetector === undefined || toPatient === undefined || toDetector === 0 || toPatient === 0) return undefined;
  return toDetector / toPatient;
}

/** Written so that a factor that is not a number disagrees. */
const disagree = (factor: number, fromDistances: number): boolean =>
  !(Math.abs(factor / fromDistances - 1) <= LARGEST_CONFLICT);
