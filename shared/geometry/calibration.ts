import { failure, success, type Result } from '../result.ts';
import type { ImagePoint, Millimetres } from '../units.ts';
import { fileWarnings, userWarnings } from './calibrationWarnings.ts';
import { circleDiameter } from './circle.ts';
import { distance, toPhysical } from './point.ts';
import type { Calibration, Spacing, SpacingAttributes, SpacingSource } from './spacing.ts';
import { LABELS, spacingCandidates, type SpacingCandidate } from './spacingCandidates.ts';
import { isPossibleSpacing, readAspect, relativeTo, scaleSpacing } from './validSpacing.ts';

/** Where the shape of a pixel is known from; it matters for ratios and angles even without millimetres. */
export type AspectSource = 'from_spacing' | 'from_file' | 'assumed_square';

/** The calibration that follows from the file alone, with every other spacing beside it. */
export interface FileCalibration extends Calibration {
  readonly aspect: AspectSource;
  readonly candidates: readonly SpacingCandidate[];
}

export interface CalibrationError {
  readonly code: 'line_too_short' | 'invalid_length' | 'implausible_spacing' | 'no_such_candidate';
  /** What is wrong and what to do, in one sentence. */
  readonly message: string;
}

/** Pixels measured at less than this would make the click itself the largest error of the study. */
const SHORTEST_LINE_PX = 1;
const LONGEST_OBJECT_MM = 2000;

const INVALID_LENGTH: CalibrationError = {
  code: 'invalid_length',
  message: 'Type the true length in millimetres, more than 0 and at most 2000.',
};

/**
 * The spacing in force by the file alone, rows 1 to 8 of the calibration rule; never fails, because a picture without a
 * usable spacing is measured in pixels. Source: DICOM PS3.3 10.7.1 (Pixel Spacing Calibration Macro) and C.8.11.7.
 */
export function calibrationFromFile(attributes: SpacingAttributes): FileCalibration {
  const candidates = spacingCandidates(attributes);
  const chosen = candidates.find((candidate) => candidate.status === 'in_force');
  const warnings = fileWarnings(attributes, candidates);
  if (chosen === undefined || chosen.spacing === null) {
    const aspect = readAspect(attributes.pixelAspectRatio);
    const known = aspect !== 'absent' && aspect !== 'invalid';
    return {
      source: 'none',
      plane: 'none',
      spacing: null,
      relativeSpacing: known ? aspect : { rowSpacing: 1, columnSpacing: 1 },
      label: LABELS.none,
      warnings,
      aspect: known ? 'from_file' : 'assumed_square',
      candidates,
    };
  }
  return { ...inForce(chosen, chosen.spacing), warnings, aspect: 'from_spacing', candidates };
}

/**
 * A known length drawn on the image, at the depth of the vertebra: both spacings are multiplied by one factor, so the
 * shape of the pixel stays as the file gives it. Errors: a line shorter than one pixel, a length that is not between 0
 * and 2 m, a spacing that no radiograph has.
 */
export function calibrationFromKnownLength(line: {
  readonly from: ImagePoint;
  readonly to: ImagePoint;
  readonly knownMm: Millimetres;
  readonly base: FileCalibration;
  /** What was measured, in the user's words. */
  readonly object?: string;
}): Result<Calibration, CalibrationError> {
  const { from, to, knownMm, base, object } = line;
  if (!(knownMm > 0) || knownMm > LONGEST_OBJECT_MM) return failure(INVALID_LENGTH);
  const relativeLength = distance(toPhysical(from, base.relativeSpacing), toPhysical(to, base.relativeSpacing));
  if (!(relativeLength >= SHORTEST_LINE_PX)) {
    return failure({
      code: 'line_too_short',
      message: 'The two ends of the calibration line lie together; draw it again.',
    });
  }
  return userCalibration({
    source: 'user_line',
    plane: 'patient_user',
    spacing: scaleSpacing(base.relativeSpacing, knownMm / relativeLength),
    base,
    detail: [object?.trim(), `${knownMm} mm`].filter(Boolean).join(', '),
  });
}

/**
 * A ball or disc of known diameter, by three points of its rim: the circle through them, in physical proportions, so that
 * the shape of the pixel does not matter. A ball casts a disc of its own size times the magnification at its depth.
 * Errors: three points that are nearly in one line, and those of a known length.
 */
export function calibrationFromKnownDisc(disc: {
  readonly rim: readonly [ImagePoint, ImagePoint, ImagePoint];
  /** The true diameter. */
  readonly knownMm: Millimetres;
  readonly base: FileCalibration;
  readonly object?: string;
}): Result<Calibration, CalibrationError> {
  const { rim, knownMm, base, object } = disc;
  if (!(knownMm > 0) || knownMm > LONGEST_OBJECT_MM) return failure(INVALID_LENGTH);
  const [a, b, c] = rim;
  const diameter = circleDiameter(
    toPhysical(a, base.relativeSpacing),
    toPhysical(b, base.relativeSpacing),
    toPhysical(c, base.relativeSpacing),
  );
  if (diameter === null || !(diameter >= SHORTEST_LINE_PX)) {
    return failure({
      code: 'line_too_short',
      message: 'The three points of the rim lie in one line; mark them far apart on the circle.',
    });
  }
  return userCalibration({
    source: 'user_line',
    plane: 'patient_user',
    spacing: scaleSpacing(base.relativeSpacing, knownMm / diameter),
    base,
    detail: [object?.trim(), `${knownMm} mm`].filter(Boolean).join(', '),
  });
}

/** A spacing typed by the user, who also says in which plane it was known. Errors: a spacing that no radiograph has. */
export function calibrationFromTyped(typed: {
  readonly spacing: Spacing;
  readonly plane: 'patient_user' | 'detector' | 'film';
  readonly base?: FileCalibration;
}): Result<Calibration, CalibrationError> {
  return userCalibration({ ...typed, source: 'user_typed' });
}

/** Another spacing of the file, chosen by the user. Errors: a source the file does not hold, or that was refused. */
export function calibrationFromCandidate(
  base: FileCalibration,
  source: SpacingSource,
): Result<Calibration, CalibrationError> {
  const candidate = base.candidates.find((each) => each.source === source && each.status !== 'refused');
  if (candidate === undefined || candidate.spacing === null) {
    return failure({ code: 'no_such_candidate', message: 'The image file holds no usable spacing of this kind.' });
  }
  return success({ ...inForce(candidate, candidate.spacing), warnings: candidate.warnings });
}

function inForce(candidate: SpacingCandidate, spacing: Spacing): Omit<Calibration, 'warnings'> {
  const { source, plane, label, detail } = candidate;
  const relativeSpacing = relativeTo(spacing);
  return { source, plane, spacing, relativeSpacing, label, ...(detail === undefined ? {} : { detail }) };
}

const USER_LABELS: Record<'patient_user' | 'detector' | 'film', string> = {
  patient_user: LABELS.user,
  detector: LABELS.detector,
  film: LABELS.film,
};

function userCalibration(by: {
  readonly source: 'user_line' | 'user_typed';
  readonly plane: 'patient_user' | 'detector' | 'film';
  readonly spacing: Spacing;
  readonly base?: FileCalibration;
  readonly detail?: string;
}): Result<Calibration, CalibrationError> {
  const { source, plane, spacing, base, detail } = by;
  if (!isPossibleSpacing(spacing.rowSpacing) || !isPossibleSpacing(spacing.columnSpacing)) {
    return failure({
      code: 'implausible_spacing',
      message: 'No radiograph has such a pixel spacing; check the length or the spacing and its unit (millimetres).',
    });
  }
  return success({
    source,
    plane,
    spacing,
    relativeSpacing: relativeTo(spacing),
    label: USER_LABELS[plane],
    ...(detail === undefined ? {} : { detail }),
    warnings: base === undefined ? [] : userWarnings({ spacing, plane, base }),
  });
}
