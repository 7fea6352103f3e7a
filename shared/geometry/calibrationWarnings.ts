import { isPlausibleMagnification } from './magnification.ts';
import type { Plane, Spacing, SpacingAttributes } from './spacing.ts';
import { calibrationType, type SpacingCandidate } from './spacingCandidates.ts';
import { compareSpacing, readAspect, readSpacing } from './validSpacing.ts';

/** What each warning code of a calibration means, for the reader. */
export const CALIBRATION_WARNINGS: Readonly<Record<string, string>> = {
  invalid_PixelSpacing: 'The file gives a Pixel Spacing that is not two positive numbers; it is not used.',
  invalid_ImagerPixelSpacing:
    'The file gives an Imager Pixel Spacing that is not two positive numbers; it is not used.',
  invalid_NominalScannedPixelSpacing:
    'The file gives a Nominal Scanned Pixel Spacing that is not two positive numbers; it is not used.',
  invalid_ObjectPixelSpacingInCenterOfBeam:
    'The file gives an object pixel spacing that is not two positive numbers; it is not used.',
  invalid_PixelAspectRatio:
    'The file gives a Pixel Aspect Ratio that is not two positive numbers; square pixels assumed.',
  unknown_calibration_type: 'The file names a calibration type that DICOM does not define; it is not used.',
  calibration_type_without_correction:
    'The file states a calibration, but its Pixel Spacing is that of the detector: nothing was corrected.',
  pixel_spacing_larger_than_detector_spacing:
    'Pixel Spacing is larger than the detector spacing, which no magnifying beam can give; the detector spacing is used.',
  calibrated_spacing_larger_than_detector_spacing:
    'The calibrated spacing is larger than the detector spacing, which no magnifying beam can give; check the calibration.',
  pixel_shape_differs_from_detector:
    'The calibrated spacing has another pixel shape than the detector; check the calibration.',
  implausible_magnification_factor:
    'The magnification is outside 1 to 3, which does not fit a radiograph of the spine; it is not offered.',
  magnification_factor_disagrees_with_distances:
    'The magnification factor and the distances of the file disagree by more than 1 %; no estimate is offered.',
  user_calibration_unusable:
    'The calibration that was recorded cannot be computed any more; the rule for files is used instead.',
};

/** Codes for everything in the file that the reader has to know about the spacing in force. */
export function fileWarnings(
  attributes: SpacingAttributes,
  candidates: readonly SpacingCandidate[],
): readonly string[] {
  const bySource = (source: string): SpacingCandidate | undefined =>
    candidates.find((candidate) => candidate.source === source);
  const chosen = candidates.find((candidate) => candidate.status === 'in_force');
  const pixel = bySource('pixel_spacing');
  const magnified = chosen?.plane === 'detector' || chosen?.plane === 'film';
  const unchanged = pixel === undefined || pixel.whyNot === 'equal_to_detector_spacing';
  const type = calibrationType(attributes);
  const found: readonly (readonly [boolean, string])[] = [
    [type === null && (attributes.pixelSpacingCalibrationType ?? '').trim() !== '', 'unknown_calibration_type'],
    [magnified && unchanged && type !== null, 'calibration_type_without_correction'],
    [
      magnified && pixel?.whyNot === 'pixel_spacing_larger_than_detector_spacing',
      'pixel_spacing_larger_than_detector_spacing',
    ],
  ];
  return [
    ...invalidValues(attributes),
    ...found.flatMap(([holds, code]) => (holds ? [code] : [])),
    ...(chosen?.warnings ?? []),
    ...(bySource('estimated_magnification')?.warnings ?? []),
  ];
}

function invalidValues(attributes: SpacingAttributes): readonly string[] {
  const pairs = {
    PixelSpacing: attributes.pixelSpacing,
    ImagerPixelSpacing: attributes.imagerPixelSpacing,
    NominalScannedPixelSpacing: attributes.nominalScannedPixelSpacing,
    ObjectPixelSpacingInCenterOfBeam: attributes.objectPixelSpacingInCenterOfBeam,
  };
  const invalid = Object.entries(pairs).filter(([, pair]) => readSpacing(pair) === 'invalid');
  const codes = invalid.map(([keyword]) => `invalid_${keyword}`);
  return readAspect(attributes.pixelAspectRatio) === 'invalid' ? [...codes, 'invalid_PixelAspectRatio'] : codes;
}

/** A spacing at the patient is at most the detector's: codes for a user's calibration that says otherwise. */
export function userWarnings(by: {
  readonly spacing: Spacing;
  readonly plane: Plane;
  readonly base: { readonly candidates: readonly SpacingCandidate[]; readonly warnings: readonly string[] };
}): readonly string[] {
  const { spacing, plane, base } = by;
  const aspect = base.warnings.filter((code) => code === 'invalid_PixelAspectRatio');
  const atDetector = base.candidates.find((candidate) => candidate.plane === 'detector')?.spacing ?? null;
  if (atDetector === null || plane !== 'patient_user') return aspect;
  const comparison = compareSpacing(spacing, atDetector);
  if (comparison === 'larger') return [...aspect, 'calibrated_spacing_larger_than_detector_spacing'];
  const implied = atDetector.columnSpacing / spacing.columnSpacing;
  if (comparison === 'smaller' && !isPlausibleMagnification(implied)) {
    return [...aspect, 'implausible_magnification_factor'];
  }
  return aspect;
}
