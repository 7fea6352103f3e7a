import { success } from '../../result.ts';
import { meanOf, sumOf } from '../descriptive.ts';
import { gap, type Answer } from '../gap.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** How far readings of one landmark lie apart, in the unit of the places. */
export interface Scatter {
  /** Vertebrae with the landmark in two readings at least. */
  readonly n: number;
  readonly readings: number;
  /** SD within a vertebra along x and along y. */
  readonly sdX: number;
  readonly sdY: number;
  /** Root mean square of both: the corner error s of the error model, on one axis. */
  readonly sd: number;
  /** Mean distance from the mean place of the vertebra. */
  readonly meanDistance: number;
  readonly maxDistance: number;
}

/** Scatter of one landmark over its readings, a list of places for each vertebra. Gap: `one_reader`. */
export function landmarkScatter(vertebrae: readonly (readonly Place[])[]): Answer<Scatter> {
  const repeated = vertebrae.filter((places) => places.length > 1);
  if (repeated.length === 0) return gap('one_reader', 'No vertebra has this landmark in two readings.');
  const offsets = repeated.map((places) => {
    const centre = { x: meanOf(places.map(({ x }) => x)), y: meanOf(places.map(({ y }) => y)) };
    return places.map(({ x, y }) => ({ x: x - centre.x, y: y - centre.y }));
  });
  const all = offsets.flat();
  const df = all.length - repeated.length;
  const variance = (along: (place: Place) => number): number => sumOf(all.map((place) => along(place) ** 2)) / df;
  const [alongX, alongY] = [variance(({ x }) => x), variance(({ y }) => y)];
  const distances = all.map(({ x, y }) => Math.hypot(x, y));
  return success({
    n: repeated.length,
    readings: all.length,
    sdX: Math.sqrt(alongX),
    sdY: Math.sqrt(alongY),
    sd: Math.sqrt((alongX + alongY) / 2),
    meanDistance: meanOf(distances),
    maxDistance: distances.reduce((largest, distance) => Math.max(largest, distance), 0),
  });
}
