import { statedMagnification } from './magnification.ts';
import type { Plane, Spacing, SpacingAttributes, SpacingSource } from './spacing.ts';
import { compareSpacing, readSpacing, sameShape, scaleSpacing } from './validSpacing.ts';

/** The sources that a file can hold. */
export type FileSource = Exclude<SpacingSource, 'user_line' | 'user_typed' | 'none'>;

/**
 * One spacing that the file holds or implies, shown beside the others. `in_force`: the rule chose it. `available`: the
 * reader may choose it instead. `offered`: an estimate that only the reader may choose. `refused`: see `whyNot`.
 */
export interface SpacingCandidate {
  readonly source: FileSource;
  readonly status: 'in_force' | 'available' | 'offered' | 'refused';
  /** Null where the values in the file are no spacing at all. */
  readonly spacing: Spacing | null;
  readonly plane: Plane;
  readonly label: string;
  readonly detail?: string;
  /** A code: why it is not in force; null for the one that is. */
  readonly whyNot: string | null;
  /** What the reader has to know when it is used. */
  readonly warnings: readonly string[];
}

type Unranked = Omit<SpacingCandidate, 'status' | 'whyNot'> & { readonly refusal: string | null };

export const LABELS = {
  user: 'mm (user calibrated)',
  objectPlane: 'mm (object plane, from file)',
  fiducial: 'mm (calibrated: fiducial)',
  geometry: 'mm (corrected: geometry)',
  methodNotStated: 'mm (calibrated, method not stated)',
  detector: 'mm at detector (magnified)',
  film: 'mm on film (magnified)',
  unknown: 'mm (plane unknown)',
  none: 'px',
} as const;

/**
 * Every spacing of the file, in the order of precedence: the first that is not refused is in force (DICOM PS3.3 10.7.1).
 * An estimate from a magnification factor comes last and is offered only while the detector plane is in force.
 */
export function spacingCandidates(attributes: SpacingAttributes): readonly SpacingCandidate[] {
  const imager = plainCandidate('imager_pixel_spacing', attributes.imagerPixelSpacing, 'detector', LABELS.detector);
  const nominal = plainCandidate(
    'nominal_scanned_pixel_spacing',
    attributes.nominalScannedPixelSpacing,
    'film',
    LABELS.film,
  );
  const ranked = rank([
    plainCandidate(
      'object_pixel_spacing',
      attributes.objectPixelSpacingInCenterOfBeam,
      'patient_file',
      LABELS.objectPlane,
    ),
    pixelSpacingCandidate(attributes, imager?.spacing ?? nominal?.spacing ?? null),
    imager,
    nominal,
  ]);
  const estimate = estimateCandidate(attributes, ranked);
  return estimate === null ? ranked : [...ranked, estimate];
}

function rank(inOrder: readonly (Unranked | null)[]): readonly SpacingCandidate[] {
  const present = inOrder.filter((candidate) => candidate !== null);
  const chosen = present.find((candidate) => candidate.refusal === null);
  return present.map(({ refusal, ...candidate }) => {
    if (refusal !== null) return { ...candidate, status: 'refused', whyNot: refusal };
    if (candidate.source === chosen?.source) return { ...candidate, status: 'in_force', whyNot: null };
    return { ...candidate, status: 'available', whyNot: 'another_spacing_comes_first' };
  });
}

function plainCandidate(
  source: FileSource,
  pair: readonly number[] | undefined,
  plane: Plane,
  label: string,
): Unranked | null {
  const spacing = readSpacing(pair);
  if (spacing === 'absent') return null;
  if (spacing === 'invalid') {
    return { source, spacing: null, plane, label, warnings: [], refusal: 'invalid_spacing' };
  }
  return { source, spacing, plane, label, warnings: [], refusal: null };
}

/**
 * Pixel Spacing (0028,0030) means the patient only when something says so: a calibration type, or a value smaller than
 * the detector's. Equal to the detector's it is the detector's; larger, without a type, it is impossible.
 */
function pixelSpacingCandidate(attributes: SpacingAttributes, detector: Spacing | null): Unranked | null {
  const plain = plainCandidate('pixel_spacing', attributes.pixelSpacing, 'unknown', LABELS.unknown);
  if (plain === null || plain.spacing === null) return plain;
  const type = calibrationType(attributes);
  const comparison = detector === null ? 'nothing_to_compare' : compareSpacing(plain.spacing, detector);
  if (comparison === 'equal') return { ...plain, refusal: 'equal_to_detector_spacing' };
  if (comparison === 'larger' && type === null) {
    return { ...plain, refusal: 'pixel_spacing_larger_than_detector_spacing' };
  }
  if (comparison === 'nothing_to_compare' && type === null) return plain;
  const description = attributes.pixelSpacingCalibrationDescription?.trim();
  return {
    ...plain,
    plane: 'patient_file',
    label: type === null ? LABELS.methodNotStated : LABELS[type],
    ...(description ? { detail: description } : {}),
    warnings: [
      ...(comparison === 'larger' ? ['calibrated_spacing_larger_than_detector_spacing'] : []),
      ...(detector !== null && !sameShape(plain.spacing, detector) ? ['pixel_shape_differs_from_detector'] : []),
    ],
  };
}

/** Pixel Spacing Calibration Type (0028,0A02); null for absent and for words that the standard does not define. */
export function calibrationType(attributes: SpacingAttributes): 'fiducial' | 'geometry' | null {
  const stated = attributes.pixelSpacingCalibrationType?.trim().toUpperCase();
  if (stated === 'FIDUCIAL') return 'fiducial';
  return stated === 'GEOMETRY' ? 'geometry' : null;
}

function estimateCandidate(
  attributes: SpacingAttributes,
  ranked: readonly SpacingCandidate[],
): SpacingCandidate | null {
  const magnification = statedMagnification(attributes);
  if (magnification.kind === 'absent') return null;
  const inForce = ranked.find((candidate) => candidate.status === 'in_force');
  const detector = ranked.find((candidate) => candidate.source === 'imager_pixel_spacing')?.spacing ?? null;
  const empty = {
    source: 'estimated_magnification',
    status: 'refused',
    spacing: null,
    plane: 'patient_file',
    label: 'mm (estimated)',
    warnings: [],
  } as const;
  if (magnification.kind === 'refused') {
    const matters = inForce?.plane === 'detector';
    return {
      ...empty,
      whyNot: magnification.warnings[0],
      warnings: matters ? magnification.warnings : [],
    };
  }
  if (detector === null) return { ...empty, whyNot: 'no_detector_spacing' };
  const offered = inForce?.plane === 'detector';
  const factor = magnification.factor.toFixed(3);
  return {
    ...empty,
    status: offered ? 'offered' : 'refused',
    spacing: scaleSpacing(detector, 1 / magnification.factor),
    label: `mm (estimated: detector / ${factor})`,
    whyNot: offered ? 'estimate_needs_consent' : 'another_spacing_comes_first',
  };
}
