import { constantFrom, double, integer, record, tuple, type Arbitrary } from 'fast-check';
import { LANDMARKS, type PlacedLandmarks } from '../../shared/spine/landmarks.ts';
import type { MeasuringCalibration } from '../../shared/spine/measureVertebra.ts';
import { relativeTo } from '../../shared/geometry/validSpacing.ts';

export const number = (min: number, max: number): Arbitrary<number> =>
  double({ min, max, noNaN: true, noDefaultInfinity: true });

/** A calibration of square or other pixels, between 0.05 and 0.5 mm. */
export const calibration: Arbitrary<MeasuringCalibration> = tuple(number(0.05, 0.5), number(0.05, 0.5)).map(
  ([rowSpacing, columnSpacing]) => calibrationOf(rowSpacing, columnSpacing),
);

export const calibrationOf = (rowSpacing: number, columnSpacing: number): MeasuringCalibration => ({
  spacing: { rowSpacing, columnSpacing },
  relativeSpacing: relativeTo({ rowSpacing, columnSpacing }),
  plane: 'patient_user',
  label: 'mm (user calibrated)',
});

interface Millimetre {
  readonly x: number;
  readonly y: number;
}
export type BodyInMillimetres = Readonly<Record<(typeof LANDMARKS)[number], Millimetre>>;

/**
 * A body as a reader meets it, in millimetres on an upright image that faces right: endplates of 20 to 50 mm, heights of
 * 8 to 40 mm, each endplate tilted by up to 15 degrees, each corner moved by up to 1 mm.
 */
export const body: Arbitrary<BodyInMillimetres> = record({
  upper: number(20, 50),
  lower: number(20, 50),
  height: number(15, 40),
  tiltUpper: number(-8, 8),
  tiltLower: number(-8, 8),
  middleUpper: number(-2, 2),
  middleLower: number(-2, 2),
  shear: number(-4, 4),
}).map(({ upper, lower, height, tiltUpper, tiltLower, middleUpper, middleLower, shear }) => {
  const rise = (depth: number, degrees: number): number => (depth / 2) * Math.tan((degrees * Math.PI) / 180);
  const top = -height / 2;
  const bottom = height / 2;
  return {
    SA: { x: upper / 2, y: top + rise(upper, tiltUpper) },
    SM: { x: 0, y: top + middleUpper },
    SP: { x: -upper / 2, y: top - rise(upper, tiltUpper) },
    IP: { x: shear - lower / 2, y: bottom - rise(lower, tiltLower) },
    IM: { x: shear, y: bottom + middleLower },
    IA: { x: shear + lower / 2, y: bottom + rise(lower, tiltLower) },
  };
});

/** How a body may lie on an image: turned, mirrored, enlarged, moved. */
export interface Pose {
  readonly degrees: number;
  readonly mirrored: boolean;
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export const pose: Arbitrary<Pose> = record({
  degrees: integer({ min: 0, max: 359 }),
  mirrored: constantFrom(true, false),
  zoom: number(0.5, 2),
  x: number(-300, 300),
  y: number(-300, 300),
});

export const UPRIGHT: Pose = { degrees: 0, mirrored: false, zoom: 1, x: 0, y: 0 };

/** Puts a body of the patient on an image with these pixels. */
export function onImage(
  shape: BodyInMillimetres,
  { spacing, relativeSpacing }: MeasuringCalibration,
  { degrees, mirrored, zoom, x, y }: Pose = UPRIGHT,
): PlacedLandmarks {
  const angle = (degrees * Math.PI) / 180;
  const { rowSpacing, columnSpacing } = spacing ?? relativeSpacing;
  return Object.fromEntries(
    LANDMARKS.map((code) => {
      const point = { x: mirrored ? -shape[code].x : shape[code].x, y: shape[code].y };
      const turned = {
        x: zoom * (point.x * Math.cos(angle) - point.y * Math.sin(angle)) + x,
        y: zoom * (point.x * Math.sin(angle) + point.y * Math.cos(angle)) + y,
      };
      return [code, { x: turned.x / columnSpacing, y: turned.y / rowSpacing }];
    }),
  );
}
