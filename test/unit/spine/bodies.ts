import type { Landmark, PlacedLandmarks } from '../../../shared/spine/landmarks.ts';
import { valueOf, type Measure } from '../../../shared/spine/measure.ts';
import type { MeasuringCalibration } from '../../../shared/spine/measureVertebra.ts';

/** 0.1 mm a pixel, so that 200 px are 20 mm. */
export const TENTH: MeasuringCalibration = {
  spacing: { rowSpacing: 0.1, columnSpacing: 0.1 },
  relativeSpacing: { rowSpacing: 1, columnSpacing: 1 },
  plane: 'patient_user',
  label: 'mm (user calibrated)',
};

export const PIXELS: MeasuringCalibration = {
  spacing: null,
  relativeSpacing: { rowSpacing: 1, columnSpacing: 1 },
  plane: 'none',
  label: 'px',
};

interface Shape {
  /** Heights in pixels. */
  readonly anterior?: number;
  readonly middle?: number;
  readonly posterior?: number;
  readonly depth?: number;
  /** Row of the middle of the body. */
  readonly row?: number;
  readonly facing?: 'right' | 'left';
}

/** A body that is symmetric about a horizontal line, 300 px deep, 200 px high unless told otherwise. */
export function bodyOf(shape: Shape = {}): PlacedLandmarks {
  const { anterior = 200, posterior = 200, depth = 300, row = 500, facing = 'right' } = shape;
  const middle = shape.middle ?? (anterior + posterior) / 2;
  const side = facing === 'right' ? 1 : -1;
  const at = (column: number, height: number, sign: number) => ({
    x: 500 + side * column,
    y: row + (sign * height) / 2,
  });
  return {
    SA: at(depth / 2, anterior, -1),
    SM: at(0, middle, -1),
    SP: at(-depth / 2, posterior, -1),
    IP: at(-depth / 2, posterior, 1),
    IM: at(0, middle, 1),
    IA: at(depth / 2, anterior, 1),
  };
}

export const only = (landmarks: PlacedLandmarks, ...codes: readonly Landmark[]): PlacedLandmarks =>
  Object.fromEntries(codes.map((code) => [code, landmarks[code]]));

/** The number of a measure, or the code of the reason why there is none. */
export const read = (measure: Measure): number | string =>
  valueOf(measure) ?? ('missing' in measure ? measure.missing : '');
