import { array, assert, constantFrom, double, oneof, option, property, record, type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibrationFromFile, calibrationFromKnownLength } from '../../shared/geometry/calibration.ts';
import { millimetresComparable } from '../../shared/geometry/millimetresComparable.ts';
import { distance, toPhysical } from '../../shared/geometry/point.ts';
import { PLANES, type SpacingAttributes } from '../../shared/geometry/spacing.ts';
import { number } from './spineShapes.ts';

const millimetre = number(0.05, 0.5);
const pair = oneof(
  millimetre.map((pitch) => [pitch, pitch]),
  record({ row: millimetre, column: millimetre }).map(({ row, column }) => [row, column]),
);
const wild = oneof(pair, array(double(), { maxLength: 3 }), constantFrom([0, 0], [0.1], [-0.1, 0.1], [1e300, 1e300]));
const optional = <T>(value: Arbitrary<T>): Arbitrary<T | undefined> => option(value, { nil: undefined });

const attributesOf = (value: Arbitrary<readonly number[]>): Arbitrary<SpacingAttributes> =>
  record({
    pixelSpacing: optional(value),
    imagerPixelSpacing: optional(value),
    nominalScannedPixelSpacing: optional(value),
    objectPixelSpacingInCenterOfBeam: optional(value),
    pixelAspectRatio: optional(value),
    pixelSpacingCalibrationType: constantFrom(undefined, 'FIDUCIAL', 'GEOMETRY', '', 'OTHER'),
    estimatedRadiographicMagnificationFactor: optional(oneof(number(0.8, 3.2), double())),
    distanceSourceToDetector: optional(oneof(number(900, 2000), double())),
    distanceSourceToPatient: optional(oneof(number(700, 1900), double())),
  });

const swapped = (values: readonly number[] | undefined): readonly number[] | undefined => values?.toReversed();

function swapRowsAndColumns(attributes: SpacingAttributes): SpacingAttributes {
  return {
    ...attributes,
    pixelSpacing: swapped(attributes.pixelSpacing),
    imagerPixelSpacing: swapped(attributes.imagerPixelSpacing),
    nominalScannedPixelSpacing: swapped(attributes.nominalScannedPixelSpacing),
    objectPixelSpacingInCenterOfBeam: swapped(attributes.objectPixelSpacingInCenterOfBeam),
    pixelAspectRatio: swapped(attributes.pixelAspectRatio),
  };
}

describe('the rule for files', () => {
  test('never throws, never uses a value that is no spacing, and puts exactly one candidate in force', () => {
    assert(
      property(attributesOf(wild), (attributes) => {
        const result = calibrationFromFile(attributes);
        const inForce = result.candidates.filter(({ status }) => status === 'in_force');
        expect(inForce).toHaveLength(result.spacing === null ? 0 : 1);
        expect(result.plane === 'none').toBe(result.spacing === null);
        const { rowSpacing, columnSpacing } = result.relativeSpacing;
        expect(columnSpacing).toBe(1);
        expect(rowSpacing > 0 && Number.isFinite(rowSpacing)).toBe(true);
        for (const { spacing, status } of result.candidates) {
          if (status !== 'refused') expect(spacing && spacing.rowSpacing > 0 && spacing.columnSpacing > 0).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('treats rows and columns alike: exchanging them in the file exchanges them in the result', () => {
    assert(
      property(attributesOf(wild), (attributes) => {
        const result = calibrationFromFile(attributes);
        const mirrored = calibrationFromFile(swapRowsAndColumns(attributes));
        expect([mirrored.plane, mirrored.label, mirrored.warnings]).toEqual([
          result.plane,
          result.label,
          result.warnings,
        ]);
        expect(mirrored.spacing).toEqual(
          result.spacing && { rowSpacing: result.spacing.columnSpacing, columnSpacing: result.spacing.rowSpacing },
        );
        expect(mirrored.relativeSpacing.rowSpacing).toBeCloseTo(1 / result.relativeSpacing.rowSpacing, 9);
      }),
      { numRuns: 1000 },
    );
  });

  test('does not depend on the unit: twice every spacing is the same choice, twice as large', () => {
    const twice = (values: readonly number[] | undefined): readonly number[] | undefined =>
      values?.map((value) => 2 * value);
    assert(
      property(attributesOf(pair), (attributes) => {
        const result = calibrationFromFile(attributes);
        const doubled = calibrationFromFile({
          ...attributes,
          pixelSpacing: twice(attributes.pixelSpacing),
          imagerPixelSpacing: twice(attributes.imagerPixelSpacing),
          nominalScannedPixelSpacing: twice(attributes.nominalScannedPixelSpacing),
          objectPixelSpacingInCenterOfBeam: twice(attributes.objectPixelSpacingInCenterOfBeam),
        });
        expect([doubled.source, doubled.plane, doubled.warnings]).toEqual([
          result.source,
          result.plane,
          result.warnings,
        ]);
        expect(doubled.spacing?.rowSpacing).toBe(result.spacing === null ? undefined : 2 * result.spacing.rowSpacing);
      }),
    );
  });

  test('never applies an estimate: only what the file states as a spacing is in force', () => {
    assert(
      property(attributesOf(pair), (attributes) => {
        const { spacing } = calibrationFromFile(attributes);
        const stated = [
          attributes.pixelSpacing,
          attributes.imagerPixelSpacing,
          attributes.nominalScannedPixelSpacing,
          attributes.objectPixelSpacingInCenterOfBeam,
        ].filter((each) => each !== undefined);
        if (spacing !== null) expect(stated).toContainEqual([spacing.rowSpacing, spacing.columnSpacing]);
        else expect(stated).toEqual([]);
      }),
    );
  });
});

describe('a drawn line', () => {
  const end = record({ x: number(0, 3000), y: number(0, 3000) });

  test('measures its own length afterwards, in either direction, and keeps the shape of the pixel', () => {
    assert(
      property(attributesOf(pair), end, end, number(5, 500), (attributes, from, to, knownMm) => {
        const base = calibrationFromFile(attributes);
        const result = calibrationFromKnownLength({ from, to, knownMm, base });
        const back = calibrationFromKnownLength({ from: to, to: from, knownMm, base });
        expect(back).toEqual(result);
        if (!result.ok || result.value.spacing === null) return;
        const { spacing } = result.value;
        expect(distance(toPhysical(from, spacing), toPhysical(to, spacing))).toBeCloseTo(knownMm, 6);
        expect(spacing.rowSpacing / spacing.columnSpacing).toBeCloseTo(base.relativeSpacing.rowSpacing, 9);
      }),
    );
  });
});

test('comparing is the same in either order, and an image compares with itself unless its scale is unknown', () => {
  const some = record({
    plane: constantFrom(...PLANES),
    source: constantFrom('user_line' as const, 'pixel_spacing' as const, 'imager_pixel_spacing' as const),
    distanceSourceToDetector: optional(oneof(number(900, 2000), constantFrom(0, Number.NaN))),
    distanceSourceToPatient: optional(number(700, 1900)),
    device: constantFrom(undefined, 'A', 'B'),
  });
  assert(
    property(some, some, (a, b) => {
      expect(millimetresComparable(b, a)).toEqual(millimetresComparable(a, b));
      if (a.plane === 'patient_user' || a.plane === 'patient_file')
        expect(millimetresComparable(a, a).comparable).toBe(true);
      if (a.plane === 'none' || a.plane === 'unknown' || a.plane === 'film') {
        expect(millimetresComparable(a, b).comparable).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});
