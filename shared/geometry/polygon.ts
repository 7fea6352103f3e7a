import { between, cross, type Vector } from './vector.ts';

/** Area enclosed by the corners taken in order (shoelace formula), in squared units; never negative. */
export function polygonArea(corners: readonly Vector[]): number {
  const [first, ...others] = corners;
  if (first === undefined) return 0;
  // Seen from the first corner: far from the origin the products would cancel and lose digits.
  const arms = others.map((corner) => between(first, corner));
  const doubled = arms.reduce((sum, arm, index) => {
    const next = arms[index + 1];
    return next === undefined ? sum : sum + cross(arm, next);
  }, 0);
  return Math.abs(doubled) / 2;
}
