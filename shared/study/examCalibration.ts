import {
  calibrationFromCandidate,
  calibrationFromFile,
  calibrationFromKnownDisc,
  calibrationFromKnownLength,
  calibrationFromTyped,
} from '../geometry/calibration.ts';
import type { CalibrationError, FileCalibration } from '../geometry/calibration.ts';
import type { Calibration } from '../geometry/spacing.ts';
import { success } from '../result.ts';
import type { Result } from '../result.ts';
import type { CalibrationEntry, Exam } from './study.ts';

const NO_ATTRIBUTES = {};

/** The warning of a calibration whose ledger entry cannot be computed. */
export const UNUSABLE_CALIBRATION = 'user_calibration_unusable';

/** What the image file alone gives, with every other spacing it holds; pixels for an exam without an image. */
export const fileCalibration = (exam: Exam | undefined): FileCalibration =>
  calibrationFromFile(exam?.image?.spacing ?? NO_ATTRIBUTES);

/** The entry of the ledger that is in force: the last one; undefined: the rule for files decides. */
export const calibrationInForce = (exam: Exam | undefined): CalibrationEntry | undefined => exam?.calibrations.at(-1);

/**
 * The calibration of an exam: the last entry of its ledger, recomputed from what the entry stores (a measured length is
 * stored as its two points), else the rule for files. An entry that cannot be computed any more, e.g. from a file that
 * was edited by hand, gives the rule for files with the warning `user_calibration_unusable`, never a guess.
 */
export function examCalibration(exam: Exam | undefined): Calibration {
  const base = fileCalibration(exam);
  const entry = calibrationInForce(exam);
  if (entry === undefined) return base;
  const calibration = fromEntry(entry, base);
  if (calibration.ok) return calibration.value;
  return { ...base, warnings: [...base.warnings, UNUSABLE_CALIBRATION] };
}

function fromEntry(entry: CalibrationEntry, base: FileCalibration): Result<Calibration, CalibrationError> {
  switch (entry.kind) {
    case 'automatic':
      return success(base);
    case 'line':
      return calibrationFromKnownLength({
        from: { x: entry.from[0], y: entry.from[1] },
        to: { x: entry.to[0], y: entry.to[1] },
        knownMm: entry.knownMm,
        base,
        object: entry.object,
      });
    case 'disc': {
      const [a, b, c] = entry.rim;
      return calibrationFromKnownDisc({
        rim: [toPoint(a), toPoint(b), toPoint(c)],
        knownMm: entry.knownMm,
        base,
        object: entry.object,
      });
    }
    case 'typed':
      return calibrationFromTyped({ spacing: entry.spacing, plane: entry.plane, base });
    case 'file':
      return calibrationFromCandidate(base, entry.source);
  }
}

const toPoint = ([x, y]: readonly [number, number]): { x: number; y: number } => ({ x, y });
