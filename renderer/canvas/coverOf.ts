import type { ViewPoint } from '../../shared/units.ts';
import type { Size } from '../editor/viewport.ts';

/** Sheets begin and end at multiples of this, so that a point that moves seldom makes its sheet anew. */
const STEP = 64;

/** A part of the view in CSS pixels. Its sides are whole numbers of device pixels at every usual pixel ratio. */
export interface Cover {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest part of the view in steps that holds the points and `reach` round them; null where none of it is seen. */
export function coverOf(points: readonly ViewPoint[], reach: number, view: Size): Cover | null {
  const across = span(
    points.map(({ x }) => x),
    reach,
    view.width,
  );
  const down = span(
    points.map(({ y }) => y),
    reach,
    view.height,
  );
  return across && down ? { left: across.from, top: down.from, width: across.length, height: down.length } : null;
}

function span(places: readonly number[], reach: number, end: number): { from: number; length: number } | null {
  const from = Math.max(0, Math.floor((Math.min(...places) - reach) / STEP) * STEP);
  const to = Math.min(Math.ceil(end / STEP) * STEP, Math.ceil((Math.max(...places) + reach) / STEP) * STEP);
  return to > from ? { from, length: to - from } : null;
}
