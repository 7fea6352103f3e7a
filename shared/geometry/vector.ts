import type { Degrees } from '../units.ts';

/** A direction with a length, in any one space whose y points down. */
export interface Vector {
  readonly x: number;
  readonly y: number;
}

export const between = (from: Vector, to: Vector): Vector => ({ x: to.x - from.x, y: to.y - from.y });

export const add = (a: Vector, b: Vector): Vector => ({ x: a.x + b.x, y: a.y + b.y });

export const scale = (vector: Vector, factor: number): Vector => ({ x: vector.x * factor, y: vector.y * factor });

export const lengthOf = (vector: Vector): number => Math.hypot(vector.x, vector.y);

/** The vector of length 1 in the same direction; a vector without length has none and stays as it is. */
export function unit(vector: Vector): Vector {
  const length = lengthOf(vector);
  return length > 0 ? scale(vector, 1 / length) : vector;
}

export const dot = (a: Vector, b: Vector): number => a.x * b.x + a.y * b.y;

/** z of the cross product: positive when `b` lies clockwise of `a` on a screen whose y points down. */
export const cross = (a: Vector, b: Vector): number => a.x * b.y - a.y * b.x;

/**
 * Angle from one direction to another, -180 to 180 degrees, positive from x towards y (clockwise on a screen).
 * By atan2: acos of the dot product loses the sign and all precision near 0, a slope fails on vertical lines.
 */
export const signedAngle = (from: Vector, to: Vector): Degrees =>
  (Math.atan2(cross(from, to), dot(from, to)) * 180) / Math.PI;
