/** An interval from low to high. In the results of statistics it covers 95 % unless its name says otherwise. */
export type Interval = readonly [low: number, high: number];

/** The share of results outside a 95 % interval. */
export const ALPHA = 0.05;
