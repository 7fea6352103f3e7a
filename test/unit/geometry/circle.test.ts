import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibrationFromFile, calibrationFromKnownDisc } from '../../../shared/geometry/calibration.ts';
import { circleDiameter } from '../../../shared/geometry/circle.ts';

const onCircle = (radius: number, degrees: number, x = 0, y = 0) => ({
  x: x + radius * Math.cos((degrees * Math.PI) / 180),
  y: y + radius * Math.sin((degrees * Math.PI) / 180),
});

describe('The circle through three points', () => {
  test('of a right triangle with sides 3, 4, 5 has the hypotenuse as its diameter', () => {
    expect(circleDiameter({ x: 0, y: 0 }, { x: 3, y: 0 }, { x: 0, y: 4 })).toBeCloseTo(5, 12);
  });

  test('does not exist for points in one line or in one place', () => {
    expect(circleDiameter({ x: 0, y: 0 }, { x: 5, y: 5 }, { x: 10, y: 10 })).toBeNull();
    expect(circleDiameter({ x: 1, y: 1 }, { x: 1, y: 1 }, { x: 1, y: 1 })).toBeNull();
  });

  test('is found from any three well spread points, wherever it lies', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5, max: 500, noNaN: true }),
        fc.double({ min: 0, max: 360, noNaN: true }),
        (radius, turn) => {
          const [a, b, c] = [0, 110, 235].map((angle) => onCircle(radius, angle + turn, 300, -200));
          expect(circleDiameter(a!, b!, c!)).toBeCloseTo(2 * radius, 6);
        },
      ),
    );
  });
});

describe('A ball of known size', () => {
  test('of 25 mm that is 100 pixels wide gives 0.25 mm per pixel at the patient', () => {
    const rim = [onCircle(50, 10, 400, 300), onCircle(50, 130, 400, 300), onCircle(50, 250, 400, 300)] as const;
    const calibration = calibrationFromKnownDisc({ rim, knownMm: 25, base: calibrationFromFile({}), object: 'ball' });
    expect(calibration.ok && calibration.value.spacing?.columnSpacing).toBeCloseTo(0.25, 9);
    expect(calibration.ok && calibration.value.plane).toBe('patient_user');
  });

  test('is round in the patient, so pixels that are twice as high give an ellipse of half the rows', () => {
    const rim = [0, 120, 240].map((angle) => {
      const { x, y } = onCircle(50, angle, 400, 300);
      return { x, y: y / 2 };
    });
    const base = calibrationFromFile({ pixelAspectRatio: [2, 1] });
    const calibration = calibrationFromKnownDisc({ rim: [rim[0]!, rim[1]!, rim[2]!], knownMm: 25, base });
    expect(calibration.ok && calibration.value.spacing).toEqual({
      columnSpacing: expect.closeTo(0.25, 9),
      rowSpacing: expect.closeTo(0.5, 9),
    });
  });

  test('three points in one line, or no length, are refused in words', () => {
    const line = [
      { x: 0, y: 0 },
      { x: 5, y: 0 },
      { x: 10, y: 0 },
    ] as const;
    const base = calibrationFromFile({});
    expect(calibrationFromKnownDisc({ rim: line, knownMm: 25, base })).toMatchObject({
      ok: false,
      error: { code: 'line_too_short' },
    });
    const rim = [onCircle(50, 0), onCircle(50, 120), onCircle(50, 240)] as const;
    expect(calibrationFromKnownDisc({ rim, knownMm: 0, base })).toMatchObject({
      ok: false,
      error: { code: 'invalid_length' },
    });
  });
});
