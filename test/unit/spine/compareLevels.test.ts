import { describe, expect, test } from 'vitest';
import type { Comparability } from '../../../shared/geometry/millimetresComparable.ts';
import { compareLevels } from '../../../shared/spine/compareLevels.ts';
import type { Level } from '../../../shared/spine/levels.ts';
import { measureSpine, type LevelMeasures } from '../../../shared/spine/measureSpine.ts';
import type { MeasuringCalibration } from '../../../shared/spine/measureVertebra.ts';
import { bodyOf, PIXELS, read, TENTH } from './bodies.ts';

/** L1 between two bodies of 250 px; its front has the given height, its back 240 px. */
function imageOf(anterior: number, calibration: MeasuringCalibration = TENTH, zoom = 1): LevelMeasures {
  const body = (row: number, front: number, back: number) =>
    bodyOf({ row: row * zoom, anterior: front * zoom, posterior: back * zoom, depth: 300 * zoom });
  const vertebrae = new Map<Level, { landmarks: ReturnType<typeof bodyOf> }>([
    ['T12', { landmarks: body(200, 250, 250) }],
    ['L1', { landmarks: body(500, anterior, 240) }],
    ['L2', { landmarks: body(800, 250, 250) }],
  ]);
  const level = measureSpine(vertebrae, calibration).levels.get('L1');
  if (level === undefined) throw new Error('L1 was not measured');
  return level;
}

const SAME: Comparability = { comparable: true, sameMethod: true, reason: 'both_patient_same_method' };
const MAGNIFIED: Comparability = { comparable: false, sameMethod: false, reason: 'detector_distances_unknown' };

describe('15 mm before, 20 mm after, 25 mm expected', () => {
  const comparison = compareLevels(imageOf(150), imageOf(200), SAME);

  test('gained 5 mm, beyond the 3 mm of reading error', () => {
    expect(comparison.changes.anteriorHeight).toEqual({
      change: { value: 5, unit: 'mm' },
      threshold: 3,
      verdict: 'beyond',
    });
    expect(comparison.changes.posteriorHeight).toMatchObject({ change: { value: 0 }, verdict: 'within' });
    expect(comparison.readingError.provisional).toBe(true);
  });

  test('lost 9.5 degrees of kyphosis: later less earlier is negative, the correction positive', () => {
    // 2 atan(45 / 300) - 2 atan(20 / 300) = 17.06 - 7.63.
    expect(read(comparison.changes.wedgeAngle.change)).toBeCloseTo(-9.433, 3);
    expect(read(comparison.kyphosisCorrection)).toBeCloseTo(9.433, 3);
    expect(comparison.changes.wedgeAngle.verdict).toBe('beyond');
  });

  test('restored half of what was lost, raw and normalised', () => {
    expect(read(comparison.raw.anteriorHeight.percentOfLost)).toBeCloseTo(50, 9);
    expect(read(comparison.normalised.anteriorHeight.percentOfLost)).toBeCloseTo(50, 9);
    expect(comparison.preferred).toBe('raw');
  });

  test('withholds the share of a posterior loss of 1 mm, which nobody can read', () => {
    expect(read(comparison.raw.posteriorHeight.percentOfLost)).toBe('lost_height_below_detectable');
    expect(read(comparison.normalised.posteriorHeight.percentOfLost)).toBe('lost_height_below_detectable');
  });

  test('judges a ratio by the error of its heights: 3 / 24 * sqrt(1 + (15/24)^2) = 0.147', () => {
    expect(comparison.changes.wedgeRatio.threshold).toBeCloseTo(0.1474, 4);
    expect(comparison.changes.wedgePercent.threshold).toBeCloseTo(14.74, 2);
    expect(comparison.changes.wedgeRatio.verdict).toBe('beyond');
  });

  test('judges a loss against the neighbours by the error of its heights: 100 * 3 / 25 * sqrt(1 + (15/25)^2) = 13.99', () => {
    const { anteriorCompression, anteriorRemaining, expectedAnteriorHeight, crushRatioMean } =
      comparison.adjacentChanges;
    // 40 % lost before, 20 % after.
    expect(read(anteriorCompression.change)).toBeCloseTo(-20, 9);
    expect(anteriorCompression.threshold).toBeCloseTo(13.994, 3);
    expect(anteriorCompression.verdict).toBe('beyond');
    expect(read(anteriorRemaining.change)).toBeCloseTo(20, 9);
    expect(expectedAnteriorHeight).toEqual({ change: { value: 0, unit: 'mm' }, threshold: 3, verdict: 'within' });
    expect(crushRatioMean).toMatchObject({ verdict: 'within' });
  });

  test('leaves the Cobb angle of the intact neighbours alone', () => {
    expect(comparison.segmentChanges.cobb).toEqual({
      change: { value: 0, unit: 'deg' },
      threshold: 5,
      verdict: 'within',
    });
  });
});

describe('images that may not be subtracted', () => {
  const comparison = compareLevels(imageOf(150), imageOf(200, TENTH, 1.1), MAGNIFIED);

  test('have no change in mm and no raw restoration', () => {
    expect(comparison.changes.anteriorHeight).toEqual({
      change: { missing: 'not_comparable' },
      threshold: null,
      verdict: 'unknown',
    });
    expect(read(comparison.changes.area.change)).toBe('not_comparable');
    expect(read(comparison.raw.anteriorHeight.absolute)).toBe('not_comparable');
  });

  test('have ratios, angles and the normalised restoration, untouched by the magnification', () => {
    expect(read(comparison.changes.wedgeRatio.change)).toBeCloseTo(5 / 24, 9);
    expect(read(comparison.normalised.anteriorHeight.percentOfLost)).toBeCloseTo(50, 9);
    expect(comparison.preferred).toBe('normalised');
  });
});

test('images calibrated by different methods are subtracted, but the normalised restoration comes first', () => {
  const different: Comparability = { comparable: true, sameMethod: false, reason: 'both_patient' };
  const comparison = compareLevels(imageOf(150), imageOf(200), different);
  expect(read(comparison.changes.anteriorHeight.change)).toBe(5);
  expect(comparison.preferred).toBe('normalised');
});

test('images in pixels compare ratios and angles; heights say that they are not calibrated', () => {
  const uncalibrated: Comparability = { comparable: false, sameMethod: false, reason: 'uncalibrated' };
  const comparison = compareLevels(imageOf(150, PIXELS), imageOf(200, PIXELS), uncalibrated);
  expect(read(comparison.changes.anteriorHeight.change)).toBe('uncalibrated');
  expect(comparison.changes.wedgeRatio).toMatchObject({ threshold: null, verdict: 'unknown' });
  expect(comparison.changes.wedgeAngle.verdict).toBe('beyond');
  expect(read(comparison.normalised.anteriorHeight.percentOfLost)).toBeCloseTo(50, 9);
});

test('a study with its own reading error is judged by that', () => {
  const own = { angleDeg: 12, heightMm: 6, provisional: false };
  const comparison = compareLevels(imageOf(150), imageOf(200), SAME, own);
  expect(comparison.changes.anteriorHeight.verdict).toBe('within');
  expect(comparison.changes.wedgeAngle.verdict).toBe('within');
});
