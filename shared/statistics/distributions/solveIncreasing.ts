/**
 * The x between `low` and `high` at which an increasing function reaches 0, to the last digit, by halving: slower than
 * Newton and never wrong. The ends are returned where the function does not change its sign between them.
 */
export function solveIncreasing(f: (x: number) => number, low: number, high: number): number {
  let below = low;
  let above = high;
  for (;;) {
    const middle = below + (above - below) / 2;
    if (!(middle > below && middle < above)) return above;
    if (f(middle) < 0) below = middle;
    else above = middle;
  }
}

/** A bound that lies beyond the root: 1, 2, 4, ... times `start`. */
export function boundBeyond(isBeyond: (x: number) => boolean, start: number): number {
  let bound = start;
  while (!isBeyond(bound) && Math.abs(bound) < 1e300) bound *= 2;
  return bound;
}
