import { describe, expect, test } from 'vitest';
import { addCalibration } from '../../../shared/study/edits/examEdits.ts';
import { calibrationInForce, examCalibration } from '../../../shared/study/examCalibration.ts';
import type { CalibrationEntry, Exam } from '../../../shared/study/study.ts';
import { AT, exampleStudy, image, twoFilms } from '../../support/exampleStudy.ts';

const noted = { at: AT, by: 'R1', reason: 'test' };

const examWith = (...entries: readonly CalibrationEntry[]): Exam => ({
  timepoint: 'pre',
  posture: 'unknown',
  calibrations: entries,
  display: {},
  readings: [],
  image: image('a', { spacing: { imagerPixelSpacing: [0.2, 0.2], nominalScannedPixelSpacing: [0.3, 0.3] } }),
});

describe('the calibration in force', () => {
  test('is the rule for files while the ledger is empty', () => {
    expect(examCalibration(examWith())).toMatchObject({ source: 'imager_pixel_spacing', plane: 'detector' });
    expect(calibrationInForce(examWith())).toBeUndefined();
  });

  test('is pixels for an exam without an image', () => {
    expect(examCalibration(undefined)).toMatchObject({ source: 'none', spacing: null, label: 'px' });
  });

  test('of a drawn line follows from its points: 100 px that are 15 mm make 0.15 mm a pixel', () => {
    const entry = { ...noted, kind: 'line', object: 'rod', knownMm: 15, from: [10, 10], to: [70, 90] } as const;
    const { spacing, source, plane } = examCalibration(examWith(entry));
    expect(spacing?.rowSpacing).toBeCloseTo(0.15, 12);
    expect(spacing?.columnSpacing).toBeCloseTo(0.15, 12);
    expect([source, plane]).toEqual(['user_line', 'patient_user']);
  });

  test('is the last entry: typed, another spacing of the file, and back to the rule', () => {
    const typed = { ...noted, kind: 'typed', spacing: { rowSpacing: 0.1, columnSpacing: 0.1 }, plane: 'film' } as const;
    expect(examCalibration(examWith(typed))).toMatchObject({ source: 'user_typed', plane: 'film' });
    const file = { ...noted, kind: 'file', source: 'nominal_scanned_pixel_spacing' } as const;
    expect(examCalibration(examWith(typed, file))).toMatchObject({ source: 'nominal_scanned_pixel_spacing' });
    const automatic = { ...noted, kind: 'automatic' } as const;
    expect(examCalibration(examWith(typed, file, automatic))).toMatchObject({ source: 'imager_pixel_spacing' });
  });

  test('that cannot be computed falls back to the rule and says so', () => {
    const entry = { ...noted, kind: 'line', object: 'rod', knownMm: 15, from: [10, 10], to: [10, 10] } as const;
    const calibration = examCalibration(examWith(entry));
    expect(calibration.source).toBe('imager_pixel_spacing');
    expect(calibration.warnings).toContain('user_calibration_unusable');
  });
});

test('the ledger only grows', () => {
  const study = twoFilms();
  const entry = { ...noted, kind: 'automatic' } as const;
  const after = addCalibration(study, { subjectId: 's1', timepoint: 'pre', entry });
  expect(after.subjects[0]?.exams[0]?.calibrations).toEqual([
    ...(study.subjects[0]?.exams[0]?.calibrations ?? []),
    entry,
  ]);
  expect(exampleStudy().subjects[0]?.exams[0]?.calibrations).toHaveLength(1);
});
