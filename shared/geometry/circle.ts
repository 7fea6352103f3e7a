import { between, cross, lengthOf, type Vector } from './vector.ts';

/** Points nearer to one line than this share of their extent have no circle that a click could mean. */
const FLATTEST = 0.02;

/**
 * Diameter of the circle through three points: the product of the sides over twice the triangle's area. Null where the
 * points are nearly in one line.
 */
export function circleDiameter(a: Vector, b: Vector, c: Vector): number | null {
  const sides = [between(a, b), between(b, c), between(c, a)].map(lengthOf);
  const twiceArea = Math.abs(cross(between(a, b), between(a, c)));
  const longest = Math.max(...sides);
  if (longest === 0 || twiceArea / (longest * longest) < FLATTEST) return null;
  return sides.reduce((product, side) => product * side, 1) / twiceArea;
}
