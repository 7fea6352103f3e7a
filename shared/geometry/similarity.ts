import type { Affine } from './affine.ts';
import { dot, lengthOf, scale, type Vector } from './vector.ts';

/**
 * The map of shift, rotation and one scale that carries `from` onto `to` with the least sum of squared distances, pair by
 * pair (Umeyama 1991, IEEE PAMI 13:376; in the plane it has a closed form). `mirrored`: the map turns the plane over.
 * `scale`: given, it is kept and only shift and rotation are found. Null for fewer than two pairs, or when the points of
 * one side all coincide.
 */
export function similarity(
  from: readonly Vector[],
  to: readonly Vector[],
  options: { readonly mirrored?: boolean; readonly scale?: number } = {},
): Affine | null {
  if (from.length < 2 || from.length !== to.length) return null;
  const side = options.mirrored === true ? -1 : 1;
  const sources = from.map(({ x, y }) => ({ x, y: side * y }));
  const [source, target] = [meanOf(sources), meanOf(to)];
  let [along, across, spread] = [0, 0, 0];
  for (const [index, point] of sources.entries()) {
    const f = { x: point.x - source.x, y: point.y - source.y };
    // There are as many as on the other side.
    const partner = to[index] as Vector;
    const t = { x: partner.x - target.x, y: partner.y - target.y };
    along += dot(f, t);
    across += f.x * t.y - f.y * t.x;
    spread += dot(f, f);
  }
  const turn = { x: along, y: across };
  const length = lengthOf(turn);
  if (!(spread > 0) || !(length > 0)) return null;
  const { x: cosine, y: sine } = scale(turn, options.scale === undefined ? 1 / spread : options.scale / length);
  return {
    a: cosine,
    b: sine,
    c: -sine * side,
    d: cosine * side,
    e: target.x - cosine * source.x + sine * source.y,
    f: target.y - sine * source.x - cosine * source.y,
  };
}

/** The mean of points; of none, the origin. */
export function meanOf(points: readonly Vector[]): Vector {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return scale(sum, 1 / Math.max(1, points.length));
}
