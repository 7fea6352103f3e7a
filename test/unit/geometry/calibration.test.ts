import { describe, expect, test } from 'vitest';
import {
  calibrationFromCandidate,
  calibrationFromFile,
  calibrationFromKnownLength,
  calibrationFromTyped,
  type CalibrationError,
} from '../../../shared/geometry/calibration.ts';
import { CALIBRATION_WARNINGS } from '../../../shared/geometry/calibrationWarnings.ts';
import type { Calibration } from '../../../shared/geometry/spacing.ts';
import type { Result } from '../../../shared/result.ts';

const DETECTOR = calibrationFromFile({ imagerPixelSpacing: [0.2, 0.2] });
const NOTHING = calibrationFromFile({});
const TALL = calibrationFromFile({ imagerPixelSpacing: [0.2, 0.1] });

function valueOf(result: Result<Calibration, CalibrationError>): Calibration {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const codeOf = (result: Result<Calibration, CalibrationError>): string => (result.ok ? 'ok' : result.error.code);

describe('a spacing that is not two positive numbers', () => {
  test.each([
    ['one number', [0.1]],
    ['three numbers', [0.1, 0.1, 0.1]],
    ['a negative number', [-0.1, 0.1]],
    ['no number', [0.1, Number.NaN]],
    ['infinity', [0.1, Number.POSITIVE_INFINITY]],
    ['more than a metre a pixel', [1000, 1000]],
    ['less than an atom a pixel', [1e-12, 1e-12]],
  ])('%s is not used and is named', (_, pair) => {
    const calibration = calibrationFromFile({ pixelSpacing: pair, imagerPixelSpacing: pair });
    expect(calibration.spacing).toBeNull();
    expect(calibration.label).toBe('px');
    expect(calibration.warnings).toEqual(['invalid_PixelSpacing', 'invalid_ImagerPixelSpacing']);
    expect(calibration.candidates.map(({ status, whyNot }) => [status, whyNot])).toEqual([
      ['refused', 'invalid_spacing'],
      ['refused', 'invalid_spacing'],
    ]);
  });

  test.each([
    ['one number', [2]],
    ['three numbers', [1, 1, 1]],
    ['a pixel 1000 times as tall as wide', [1000, 1]],
    ['a pixel 1000 times as wide as tall', [1, 1000]],
    ['a negative one', [-1, 1]],
  ])('%s is no aspect ratio', (_, pair) => {
    const { relativeSpacing, warnings } = calibrationFromFile({ pixelAspectRatio: pair });
    expect(relativeSpacing).toEqual({ rowSpacing: 1, columnSpacing: 1 });
    expect(warnings).toEqual(['invalid_PixelAspectRatio']);
  });

  test('an estimate of the magnification says nothing where there is no detector spacing to divide', () => {
    const usable = calibrationFromFile({ estimatedRadiographicMagnificationFactor: 1.2 });
    expect(usable.candidates.map(({ source, status, whyNot }) => [source, status, whyNot])).toEqual([
      ['estimated_magnification', 'refused', 'no_detector_spacing'],
    ]);
    const inverted = calibrationFromFile({ estimatedRadiographicMagnificationFactor: 0.5, pixelSpacing: [0.1, 0.1] });
    expect(inverted.warnings).not.toContain('implausible_magnification_factor');
    expect(inverted.candidates.at(-1)?.whyNot).toBe('implausible_magnification_factor');
  });

  test('an empty value is no value: nothing to warn of', () => {
    expect(calibrationFromFile({ pixelSpacing: [] }).warnings).toEqual([]);
  });

  test('an invalid aspect ratio leaves square pixels and says so', () => {
    const calibration = calibrationFromFile({ pixelAspectRatio: [1, 0] });
    expect(calibration.relativeSpacing).toEqual({ rowSpacing: 1, columnSpacing: 1 });
    expect(calibration.aspect).toBe('assumed_square');
    expect(calibration.warnings).toEqual(['invalid_PixelAspectRatio']);
  });

  test('an invalid Pixel Spacing does not hide a valid detector spacing', () => {
    const calibration = calibrationFromFile({ pixelSpacing: [0, 0], imagerPixelSpacing: [0.2, 0.2] });
    expect(calibration.plane).toBe('detector');
    expect(calibration.warnings).toEqual(['invalid_PixelSpacing']);
  });
});

describe('the candidates', () => {
  test('stand side by side: a fiducial in force, the detector available, the estimate not offered', () => {
    const calibration = calibrationFromFile({
      pixelSpacing: [0.1, 0.1],
      pixelSpacingCalibrationType: 'fiducial ',
      pixelSpacingCalibrationDescription: 'steel ball 25 mm',
      imagerPixelSpacing: [0.12, 0.12],
      estimatedRadiographicMagnificationFactor: 1.2,
    });
    expect(calibration.detail).toBe('steel ball 25 mm');
    expect(calibration.candidates.map(({ source, status, plane }) => [source, status, plane])).toEqual([
      ['pixel_spacing', 'in_force', 'patient_file'],
      ['imager_pixel_spacing', 'available', 'detector'],
      ['estimated_magnification', 'refused', 'patient_file'],
    ]);
  });

  test('film with an equal Pixel Spacing stays film', () => {
    const calibration = calibrationFromFile({
      pixelSpacing: [0.085, 0.085],
      nominalScannedPixelSpacing: [0.085, 0.085],
    });
    expect(calibration.label).toBe('mm on film (magnified)');
    expect(calibration.candidates[0]?.whyNot).toBe('equal_to_detector_spacing');
  });

  test('a calibration type that DICOM does not know is not believed', () => {
    const calibration = calibrationFromFile({ pixelSpacing: [0.1, 0.1], pixelSpacingCalibrationType: 'GUESS' });
    expect(calibration.plane).toBe('unknown');
    expect(calibration.warnings).toEqual(['unknown_calibration_type']);
  });

  test('a Pixel Spacing smaller in one direction and larger in the other is impossible', () => {
    const calibration = calibrationFromFile({ pixelSpacing: [0.1, 0.3], imagerPixelSpacing: [0.2, 0.2] });
    expect(calibration.plane).toBe('detector');
    expect(calibration.warnings).toEqual(['pixel_spacing_larger_than_detector_spacing']);
  });

  test.each([
    [0.20001, 'equal_to_detector_spacing'],
    [0.20003, 'pixel_spacing_larger_than_detector_spacing'],
    [0.19999, 'equal_to_detector_spacing'],
    [0.19997, null],
  ])('a Pixel Spacing of %d beside a detector of 0.2: equal within a ten-thousandth', (pitch, whyNot) => {
    const calibration = calibrationFromFile({ pixelSpacing: [pitch, pitch], imagerPixelSpacing: [0.2, 0.2] });
    expect(calibration.candidates[0]?.whyNot).toBe(whyNot);
  });

  test('a calibrated pixel of another shape than the detector is told', () => {
    const calibration = calibrationFromFile({ pixelSpacing: [0.1, 0.19], imagerPixelSpacing: [0.2, 0.2] });
    expect(calibration.plane).toBe('patient_file');
    expect(calibration.warnings).toEqual(['pixel_shape_differs_from_detector']);
  });

  test('distances of 0 are not recorded distances', () => {
    const attributes = { imagerPixelSpacing: [0.2, 0.2], distanceSourceToDetector: 1150, distanceSourceToPatient: 0 };
    const calibration = calibrationFromFile(attributes);
    expect(calibration.warnings).toEqual([]);
    expect(calibration.candidates).toHaveLength(1);
  });

  test.each([
    [1, 'offered'],
    [3, 'offered'],
    [0.999, 'refused'],
    [3.001, 'refused'],
    [Number.NaN, 'refused'],
    [-1.2, 'refused'],
  ])('a magnification factor of %d is %s', (factor, status) => {
    const calibration = calibrationFromFile({
      imagerPixelSpacing: [0.2, 0.2],
      estimatedRadiographicMagnificationFactor: factor,
    });
    expect(calibration.spacing).toEqual({ rowSpacing: 0.2, columnSpacing: 0.2 });
    expect(calibration.candidates[1]?.status).toBe(status);
  });

  test('a factor and distances within 1 % agree: 1.21 against 1150/950 = 1.2105', () => {
    const calibration = calibrationFromFile({
      imagerPixelSpacing: [0.2, 0.2],
      estimatedRadiographicMagnificationFactor: 1.21,
      distanceSourceToDetector: 1150,
      distanceSourceToPatient: 950,
    });
    expect(calibration.candidates[1]?.label).toBe('mm (estimated: detector / 1.210)');
  });
});

describe('a chosen candidate', () => {
  const base = calibrationFromFile({ imagerPixelSpacing: [0.2, 0.2], estimatedRadiographicMagnificationFactor: 1.25 });

  test('takes the place of the rule: 0.2 mm / 1.25 = 0.16 mm', () => {
    const chosen = valueOf(calibrationFromCandidate(base, 'estimated_magnification'));
    expect(chosen.spacing?.columnSpacing).toBeCloseTo(0.16, 12);
    expect(chosen).toMatchObject({ plane: 'patient_file', label: 'mm (estimated: detector / 1.250)', warnings: [] });
  });

  test('must be in the file and not refused', () => {
    expect(codeOf(calibrationFromCandidate(base, 'pixel_spacing'))).toBe('no_such_candidate');
    const impossible = calibrationFromFile({ pixelSpacing: [0.3, 0.3], imagerPixelSpacing: [0.2, 0.2] });
    expect(codeOf(calibrationFromCandidate(impossible, 'pixel_spacing'))).toBe('no_such_candidate');
  });
});

describe('a known length', () => {
  test('of 25 mm over 250 px without any spacing gives 0.1 mm a pixel', () => {
    const line = { from: { x: 0, y: 0 }, to: { x: 150, y: 200 }, knownMm: 25, base: NOTHING, object: 'ball' };
    expect(valueOf(calibrationFromKnownLength(line))).toEqual({
      source: 'user_line',
      plane: 'patient_user',
      spacing: { rowSpacing: 0.1, columnSpacing: 0.1 },
      relativeSpacing: { rowSpacing: 1, columnSpacing: 1 },
      label: 'mm (user calibrated)',
      detail: 'ball, 25 mm',
      warnings: [],
    });
  });

  test('keeps the shape of the pixel: 100 rows of twice the height are 200 columns long', () => {
    const line = { from: { x: 5, y: 0 }, to: { x: 5, y: 100 }, knownMm: 16, base: TALL };
    const { spacing } = valueOf(calibrationFromKnownLength(line));
    expect(spacing?.rowSpacing).toBeCloseTo(0.16, 12);
    expect(spacing?.columnSpacing).toBeCloseTo(0.08, 12);
  });

  test('that makes the patient larger than the detector is told', () => {
    const line = { from: { x: 0, y: 0 }, to: { x: 100, y: 0 }, knownMm: 30, base: DETECTOR };
    expect(valueOf(calibrationFromKnownLength(line)).warnings).toEqual([
      'calibrated_spacing_larger_than_detector_spacing',
    ]);
  });

  test('that implies a magnification above 3 is told: 0.2 mm at the detector, 0.05 mm here', () => {
    const line = { from: { x: 0, y: 0 }, to: { x: 100, y: 0 }, knownMm: 5, base: DETECTOR };
    expect(valueOf(calibrationFromKnownLength(line)).warnings).toEqual(['implausible_magnification_factor']);
  });

  test.each([
    ['no length', { x: 0, y: 0 }, 25, 'line_too_short'],
    ['half a pixel', { x: 0.5, y: 0 }, 25, 'line_too_short'],
    ['an end that is no number', { x: Number.NaN, y: 0 }, 25, 'line_too_short'],
    ['0 mm', { x: 100, y: 0 }, 0, 'invalid_length'],
    ['negative mm', { x: 100, y: 0 }, -25, 'invalid_length'],
    ['no number of mm', { x: 100, y: 0 }, Number.NaN, 'invalid_length'],
    ['more than 2 m', { x: 100, y: 0 }, 2001, 'invalid_length'],
    ['500 mm a pixel', { x: 2, y: 0 }, 1000, 'implausible_spacing'],
  ])('with %s is refused', (_, to, knownMm, code) => {
    expect(codeOf(calibrationFromKnownLength({ from: { x: 0, y: 0 }, to, knownMm, base: NOTHING }))).toBe(code);
  });
});

describe('a typed spacing', () => {
  test('carries the plane that the user names', () => {
    const spacing = { rowSpacing: 0.15, columnSpacing: 0.15 };
    expect(valueOf(calibrationFromTyped({ spacing, plane: 'detector' })).label).toBe('mm at detector (magnified)');
    expect(valueOf(calibrationFromTyped({ spacing, plane: 'film' })).label).toBe('mm on film (magnified)');
    expect(valueOf(calibrationFromTyped({ spacing, plane: 'patient_user' })).source).toBe('user_typed');
  });

  test('of zero is refused', () => {
    const spacing = { rowSpacing: 0, columnSpacing: 0.15 };
    expect(codeOf(calibrationFromTyped({ spacing, plane: 'detector' }))).toBe('implausible_spacing');
  });
});

test('every warning has a sentence', () => {
  const impossible = calibrationFromFile({
    pixelSpacing: [0.3, 0.3],
    imagerPixelSpacing: [0.2, 0.2],
    nominalScannedPixelSpacing: [0, 0],
    objectPixelSpacingInCenterOfBeam: [0, 0],
    pixelAspectRatio: [0, 0],
    pixelSpacingCalibrationType: 'other',
    estimatedRadiographicMagnificationFactor: 0.5,
    distanceSourceToDetector: 1000,
    distanceSourceToPatient: 800,
  });
  expect(impossible.warnings).toHaveLength(7);
  expect(impossible.warnings.filter((code) => CALIBRATION_WARNINGS[code] === undefined)).toEqual([]);
});
