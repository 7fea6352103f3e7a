import { directionOf, type Line } from '../geometry/line.ts';
import { midpoint } from '../geometry/point.ts';
import { add, between, cross, dot, lengthOf, signedAngle, unit, type Vector } from '../geometry/vector.ts';
import type { Degrees } from '../units.ts';

/** +1: anterior lies to the right when caudal points down (the patient faces right on an upright image); -1: left. */
export type Handedness = 1 | -1;

/** Two endplates as one anatomical frame: directions come from the labels of the points, never from the image. */
export interface EndplatePair {
  /** Mean direction from posterior to anterior; not of length 1. */
  readonly anterior: Vector;
  /** From the middle of the upper line to the middle of the lower one. */
  readonly caudal: Vector;
  readonly handedness: Handedness;
  /** Kyphotic (converging anteriorly) positive, lordotic negative, parallel 0. */
  readonly angle: Degrees;
}

export type EndplateFault = 'degenerate_endplate' | 'degenerate_vertebra' | 'endplates_point_in_opposite_directions';

/** Sine of the angle between anterior and caudal below which their side is rounding noise. */
const SIDE_NOISE = 1e-12;

/**
 * The signed angle between two endplate chords, each from its posterior to its anterior corner, in physical space.
 *
 *     a = u_s/|u_s| + u_i/|u_i|    c = middle of lower - middle of upper    h = sign(cross(a, c))
 *     theta = h * atan2(cross(u_i, u_s), dot(u_i, u_s))
 *
 * `h` and the cross product both change sign under a mirror, so theta is independent of the side the patient faces, of
 * flips and of rotation. The same formula gives the wedge angle of one body and the regional angles (Cobb, Gardner).
 */
export function endplateAngle(upper: Line, lower: Line): EndplatePair | EndplateFault {
  const superior = directionOf(upper);
  const inferior = directionOf(lower);
  if (lengthOf(superior) === 0 || lengthOf(inferior) === 0) return 'degenerate_endplate';
  if (dot(superior, inferior) <= 0) return 'endplates_point_in_opposite_directions';
  const anterior = add(unit(superior), unit(inferior));
  const caudal = between(midpoint(upper.from, upper.to), midpoint(lower.from, lower.to));
  const side = cross(anterior, caudal);
  if (Math.abs(side) <= SIDE_NOISE * lengthOf(anterior) * lengthOf(caudal)) return 'degenerate_vertebra';
  const handedness = side > 0 ? 1 : -1;
  return { anterior, caudal, handedness, angle: handedness * signedAngle(inferior, superior) + 0 };
}
