import type { Landmark } from '../../shared/spine/landmarks.ts';
import type { ViewPoint } from '../../shared/units.ts';

/** From a point to the middle of its label, in CSS pixels: clear of the handle and its ring. */
const AWAY = 19;
/** From a line to the middle of a label beside it. */
const CLEAR = 13;

type Places = ReadonlyMap<Landmark, ViewPoint>;

/**
 * Where the labels of a vertebra's points stand: outside of the body. A corner's away from its middle; a middle point's
 * across its endplate and clear of the line between the corners, which a concave endplate lies inside of.
 */
export function labelPlaces(at: Places): ReadonlyMap<Landmark, ViewPoint> {
  const middle = meanOf([...at.values()]);
  return new Map(
    [...at].map(([code, point]) => {
      const line = code === 'SM' ? ends(at, 'SA', 'SP') : code === 'IM' ? ends(at, 'IA', 'IP') : null;
      return [code, (line && acrossLine(point, line, middle)) ?? awayFrom(point, middle, AWAY)] as const;
    }),
  );
}

/** Beside the front of the body, where the name of the level stands; null before both points in front are there. */
export function namePlace(at: Places): ViewPoint | null {
  const front = ends(at, 'SA', 'IA');
  const behind = ends(at, 'SP', 'IP');
  if (!front || !behind) return null;
  return awayFrom(meanOf(front), meanOf(behind), AWAY + 5);
}

type Ends = readonly [ViewPoint, ViewPoint];

function ends(at: Places, first: Landmark, second: Landmark): Ends | null {
  const [from, to] = [at.get(first), at.get(second)];
  return from && to ? [from, to] : null;
}

function acrossLine(point: ViewPoint, [from, to]: Ends, inside: ViewPoint): ViewPoint | null {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length < 1) return null;
  const normal = { x: dy / length, y: -dx / length };
  const beyond = (place: ViewPoint): number => (place.x - from.x) * normal.x + (place.y - from.y) * normal.y;
  const out = beyond(inside) > 0 ? -1 : 1;
  const depth = -out * beyond(point);
  const reach = out * Math.max(AWAY, depth + CLEAR);
  return { x: point.x + normal.x * reach, y: point.y + normal.y * reach };
}

function awayFrom(point: ViewPoint, middle: ViewPoint, by: number): ViewPoint {
  const [dx, dy] = [point.x - middle.x, point.y - middle.y];
  const length = Math.hypot(dx, dy);
  if (length < 1) return { x: point.x, y: point.y - by };
  return { x: point.x + (dx / length) * by, y: point.y + (dy / length) * by };
}

function meanOf(points: readonly ViewPoint[]): ViewPoint {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / Math.max(1, points.length), y: sum.y / Math.max(1, points.length) };
}
