import type { Plane, SpacingSource } from './spacing.ts';

/** What decides whether millimetres of two images may be subtracted. Distances in millimetres, as in the file. */
export interface ComparableCalibration {
  readonly plane: Plane;
  readonly source: SpacingSource;
  /** As in `Calibration`: tells a fiducial from a geometric correction. */
  readonly label?: string;
  readonly distanceSourceToDetector?: number;
  readonly distanceSourceToPatient?: number;
  /** The detector or unit, where it is known; two known and different devices are not compared. */
  readonly device?: string;
  /** Content hash of the image, where two readings of one image may meet. */
  readonly image?: string;
}

export type ComparisonReason =
  | 'same_image'
  | 'both_patient_same_method'
  | 'both_patient'
  | 'same_detector_geometry'
  | 'uncalibrated'
  | 'different_planes'
  | 'plane_unknown'
  | 'film_magnification_unknown'
  | 'detector_distances_unknown'
  | 'detector_distances_differ'
  | 'different_devices';

export interface Comparability {
  /** True when heights in millimetres of the two images may be subtracted. */
  readonly comparable: boolean;
  /** True when raw restoration may come first; else the variant normalised by neighbours does. */
  readonly sameMethod: boolean;
  readonly reason: ComparisonReason;
}

/** Distances are written to the millimetre; 0.1 % changes a height of 30 mm by 0.03 mm. */
const SAME_DISTANCE = 1e-3;

export const COMPARISON_REASONS: Readonly<Record<ComparisonReason, string>> = {
  same_image: 'Both are readings of one image, with one spacing.',
  both_patient_same_method: 'Both images are calibrated at the patient by the same method.',
  both_patient: 'Both images are calibrated at the patient, by different methods.',
  same_detector_geometry: 'Both images are measured at the detector with the same distances, so equally magnified.',
  uncalibrated: 'At least one image has no millimetres; ratios and angles are compared.',
  different_planes: 'The two images are measured in different planes; ratios and angles are compared.',
  plane_unknown: 'The plane of at least one image is unknown; ratios and angles are compared.',
  film_magnification_unknown: 'The magnification of scanned films is unknown; ratios and angles are compared.',
  detector_distances_unknown:
    'Both images are measured at the detector and their magnification is unknown; ratios and angles are compared.',
  detector_distances_differ: 'The two images are magnified differently; ratios and angles are compared.',
  different_devices: 'The two images come from different devices; ratios and angles are compared.',
};

/**
 * Absolute millimetres of two images may be subtracted only if both are in the patient plane, or both at the detector
 * with the same source-detector and source-patient distances and device. Otherwise only ratios, angles and heights
 * normalised by neighbours are compared. Magnification of one patient's spine differs by several percent between
 * images (Shigematsu 2013: 0 to 32 %), as much as the height that a kyphoplasty restores.
 */
export function millimetresComparable(a: ComparableCalibration, b: ComparableCalibration): Comparability {
  if (a.plane === 'none' || b.plane === 'none') return no('uncalibrated');
  if (a.image !== undefined && a.image === b.image && a.source === b.source && a.label === b.label) {
    return { comparable: true, sameMethod: true, reason: 'same_image' };
  }
  if (a.plane === 'unknown' || b.plane === 'unknown') return no('plane_unknown');
  if (isPatient(a.plane) && isPatient(b.plane)) {
    const sameMethod = a.source === b.source && a.label === b.label;
    return { comparable: true, sameMethod, reason: sameMethod ? 'both_patient_same_method' : 'both_patient' };
  }
  if (a.plane !== b.plane) return no('different_planes');
  if (a.plane === 'film') return no('film_magnification_unknown');
  return atDetector(a, b);
}

const no = (reason: ComparisonReason): Comparability => ({ comparable: false, sameMethod: false, reason });

const isPatient = (plane: Plane): boolean => plane === 'patient_user' || plane === 'patient_file';

function atDetector(a: ComparableCalibration, b: ComparableCalibration): Comparability {
  if (a.device !== undefined && b.device !== undefined && a.device !== b.device) return no('different_devices');
  const detector = sameDistance(a.distanceSourceToDetector, b.distanceSourceToDetector);
  const patient = sameDistance(a.distanceSourceToPatient, b.distanceSourceToPatient);
  if (detector === null || patient === null) return no('detector_distances_unknown');
  if (!detector || !patient) return no('detector_distances_differ');
  return { comparable: true, sameMethod: false, reason: 'same_detector_geometry' };
}

/** Null when a distance is missing or not a positive number: 0 stands for "not recorded" in many files. */
function sameDistance(a: number | undefined, b: number | undefined): boolean | null {
  if (!(a !== undefined && a > 0) || !(b !== undefined && b > 0)) return null;
  return Math.abs(a / b - 1) <= SAME_DISTANCE;
}
