/** Ranks from 1 with midranks for ties, and the sizes of the groups of ties. */
export interface Ranking {
  readonly ranks: Float64Array;
  /** One entry for every group of two or more equal values. */
  readonly ties: readonly number[];
}

/** Ranks numbers in ascending order; equal ones share the mean of their ranks. */
export function rankAll(values: ArrayLike<number>): Ranking {
  const order = Array.from({ length: values.length }, (_, index) => index);
  const at = (index: number | undefined): number => values[index ?? 0] ?? 0;
  order.sort((a, b) => at(a) - at(b));
  const ranks = new Float64Array(values.length);
  const ties: number[] = [];
  let start = 0;
  while (start < order.length) {
    let end = start + 1;
    while (end < order.length && at(order[end]) === at(order[start])) end += 1;
    // Positions start..end-1 have the ranks start+1..end.
    for (let position = start; position < end; position += 1) ranks[order[position] ?? 0] = (start + 1 + end) / 2;
    if (end - start > 1) ties.push(end - start);
    start = end;
  }
  return { ranks, ties };
}

/** The sum of t^3 - t over the groups of ties, which every correction for ties is made of. */
export const tieTerm = (ties: readonly number[]): number => ties.reduce((sum, t) => sum + t * t * t - t, 0);
