import { assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlacedLandmarks } from '../../shared/spine/landmarks.ts';
import { valueOf } from '../../shared/spine/measure.ts';
import { measureVertebra, type VertebraMeasures } from '../../shared/spine/measureVertebra.ts';
import { exchangeLandmarks, REPAIRS } from '../../shared/spine/repairLandmarks.ts';
import { VERTEBRA_MEASURE_IDS, type VertebraMeasureId } from '../../shared/spine/vertebraMeasures.ts';
import { body, calibration, calibrationOf, number, onImage, pose, UPRIGHT } from './spineShapes.ts';

/** The power of the unit of length in each measure: 0 for angles and ratios. */
const POWER = (id: VertebraMeasureId): number => {
  if (id === 'area') return 2;
  return /Height|Endplate/.test(id) ? 1 : 0;
};

function expectSame(actual: VertebraMeasures, expected: VertebraMeasures, zoom = 1): void {
  for (const id of VERTEBRA_MEASURE_IDS) {
    const value = valueOf(expected.measures[id]);
    expect(value, id).not.toBeNull();
    const wanted = (value ?? 0) * zoom ** POWER(id);
    expect(Math.abs((valueOf(actual.measures[id]) ?? Number.NaN) - wanted), id).toBeLessThan(
      1e-8 * Math.max(1, Math.abs(wanted)),
    );
  }
}

describe('no measure changes', () => {
  test('when the image is mirrored, turned, moved or has other pixels; lengths grow with the magnification', () => {
    assert(
      property(body, pose, calibration, calibration, (shape, posed, some, other) => {
        const upright = measureVertebra(onImage(shape, some), some);
        expectSame(measureVertebra(onImage(shape, other, posed), other), upright, posed.zoom);
      }),
    );
  });

  test('but the side the body faces does, under a mirror alone', () => {
    assert(
      property(body, calibration, (shape, pixels) => {
        const upright = measureVertebra(onImage(shape, pixels), pixels);
        const mirrored = measureVertebra(onImage(shape, pixels, { ...UPRIGHT, mirrored: true }), pixels);
        expect([upright.handedness, mirrored.handedness]).toEqual([1, -1]);
        expect([upright.anteriorDirection, mirrored.anteriorDirection]).toEqual(['image_right', 'image_left']);
      }),
    );
  });

  test('when upper and lower endplate are exchanged, except which of them is which', () => {
    assert(
      property(body, pose, calibration, (shape, posed, pixels) => {
        const landmarks = onImage(shape, pixels, posed);
        const exchanged = exchangeLandmarks(landmarks, REPAIRS.swap_superior_inferior);
        const before = measureVertebra(landmarks, pixels);
        const after = measureVertebra(exchanged, pixels);
        const { superiorEndplate, inferiorEndplate } = before.measures;
        expectSame(after, {
          ...before,
          measures: { ...before.measures, superiorEndplate: inferiorEndplate, inferiorEndplate: superiorEndplate },
        });
      }),
    );
  });
});

const angleOf = (landmarks: PlacedLandmarks, pixels: Parameters<typeof measureVertebra>[1]): number =>
  valueOf(measureVertebra(landmarks, pixels).measures.wedgeAngle) ?? Number.NaN;

describe('the wedge angle', () => {
  test('changes its sign, and nothing else, when front and back are exchanged', () => {
    assert(
      property(body, pose, calibration, (shape, posed, pixels) => {
        const landmarks = onImage(shape, pixels, posed);
        const exchanged = exchangeLandmarks(landmarks, REPAIRS.swap_anterior_posterior);
        expect(angleOf(exchanged, pixels)).toBeCloseTo(-angleOf(landmarks, pixels), 9);
      }),
    );
  });

  test('of a symmetric trapezoid is 2 atan((Hp - Ha) / 2L)', () => {
    const height = number(8, 40);
    assert(
      property(number(20, 50), height, height, pose, calibration, (depth, anterior, posterior, posed, pixels) => {
        const trapezoid = {
          SA: { x: depth / 2, y: -anterior / 2 },
          SM: { x: 0, y: -10 },
          SP: { x: -depth / 2, y: -posterior / 2 },
          IP: { x: -depth / 2, y: posterior / 2 },
          IM: { x: 0, y: 10 },
          IA: { x: depth / 2, y: anterior / 2 },
        };
        const expected = (2 * Math.atan((posterior - anterior) / (2 * depth)) * 180) / Math.PI;
        expect(angleOf(onImage(trapezoid, pixels, posed), pixels)).toBeCloseTo(expected, 9);
      }),
    );
  });

  test('is wrong in pixels that are not square, and right after the spacing', () => {
    const shape = {
      SA: { x: 15, y: -9 },
      SM: { x: 0, y: -11 },
      SP: { x: -15, y: -13 },
      IP: { x: -15, y: 13 },
      IM: { x: 0, y: 11 },
      IA: { x: 15, y: 9 },
    };
    const tall = calibrationOf(0.2, 0.1);
    const turned = onImage(shape, tall, { ...UPRIGHT, degrees: 28 });
    expect(angleOf(turned, tall)).toBeCloseTo((2 * Math.atan(4 / 30) * 180) / Math.PI, 9);
    expect(Math.abs(angleOf(turned, calibrationOf(0.1, 0.1)) - angleOf(turned, tall))).toBeGreaterThan(1);
  });
});

test('a relative spacing gives the ratios and angles of the true one, and lengths in column widths', () => {
  assert(
    property(body, pose, calibration, (shape, posed, pixels) => {
      const landmarks = onImage(shape, pixels, posed);
      const calibrated = measureVertebra(landmarks, pixels);
      const relative = measureVertebra(landmarks, { ...pixels, spacing: null });
      expectSame(relative, calibrated, 1 / (pixels.spacing?.columnSpacing ?? 1));
      const { anteriorHeight, middleHeight, posteriorHeight } = relative.measures;
      expect(relative.pixelHeights).toEqual({ anteriorHeight, middleHeight, posteriorHeight });
      expect(calibrated.pixelHeights).toEqual(relative.pixelHeights);
    }),
  );
});
