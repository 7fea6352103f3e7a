import type { ImagePoint, PhysicalPoint } from '../units.ts';
import type { Spacing } from './spacing.ts';
import { between, lengthOf, type Vector } from './vector.ts';

/**
 * Stored pixels to millimetres (or to relative units, when `spacing` is relative): X = x * column spacing,
 * Y = y * row spacing (DICOM PS3.3 10.7.1.3). Every length and every angle is computed after this conversion; with
 * non-square pixels an angle computed in pixels is wrong.
 */
export const toPhysical = (point: ImagePoint, spacing: Spacing): PhysicalPoint => ({
  x: point.x * spacing.columnSpacing,
  y: point.y * spacing.rowSpacing,
});

/** Distance of two points of one space, in its unit. */
export const distance = (a: Vector, b: Vector): number => lengthOf(between(a, b));

export const midpoint = (a: Vector, b: Vector): Vector => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
