import { between, cross, dot, type Vector } from './vector.ts';

/** A segment, with a direction: an endplate runs from its posterior to its anterior corner. */
export interface Line {
  readonly from: Vector;
  readonly to: Vector;
}

export const directionOf = (line: Line): Vector => between(line.from, line.to);

/** Where the foot of the perpendicular from `point` lies: 0 at `from`, 1 at `to`; null for a line without length. */
export function footOn(line: Line, point: Vector): number | null {
  const direction = directionOf(line);
  const squared = dot(direction, direction);
  return squared > 0 ? dot(between(line.from, point), direction) / squared : null;
}

/** True when the inner parts of two segments cross; touching ends do not count. */
export function segmentsCross(a: Line, b: Line): boolean {
  const alongA = directionOf(a);
  const alongB = directionOf(b);
  const endsOfB = cross(alongA, between(a.from, b.from)) * cross(alongA, between(a.from, b.to));
  const endsOfA = cross(alongB, between(b.from, a.from)) * cross(alongB, between(b.from, a.to));
  return endsOfA < 0 && endsOfB < 0;
}
