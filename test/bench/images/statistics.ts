export const round = (value: number, digits = 1): number => Math.round(value * 10 ** digits) / 10 ** digits;

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value that `share` of the values do not exceed; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const least = (values: readonly number[]): number => Math.min(...values);
