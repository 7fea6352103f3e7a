import { formatNumber } from '../export/formatNumber.ts';
import type { Interval } from '../statistics/interval.ts';

/**
 * Numbers of a report: a point as decimal sign in every region, fixed decimals so that columns align, a true minus sign,
 * never "-0.0". Rounds half away from zero on the decimal text, as the tables of the export do.
 */
export function fixed(value: number, decimals: number): string {
  const odd = beyondTables(value);
  if (odd !== null) return odd;
  const [whole = '0', fraction = ''] = formatNumber(value, decimals).split('.');
  const text = decimals === 0 ? whole : `${whole}.${fraction.padEnd(decimals, '0')}`;
  return text.replace('-', '−');
}

/** A number as it was given: at most `decimals` decimals and none that are 0. */
export const plain = (value: number, decimals: number): string =>
  beyondTables(value) ?? formatNumber(value, decimals).replace('-', '−');

/** What a damaged study may hold: a hundred digits would burst the table, and there is no digit of infinity. */
function beyondTables(value: number): string | null {
  if (!Number.isFinite(value)) return 'not finite';
  return Math.abs(value) < 1e12 ? null : value.toExponential(3).replace('-', '−');
}

/** A change carries its sign. */
export function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

export const interval = ([low, high]: Interval, decimals: number): string =>
  `${fixed(low, decimals)} to ${fixed(high, decimals)}`;

/** A mean and its SD; a single value has no SD. */
export const meanSd = (mean: number, sd: number | null, decimals: number): string =>
  sd === null ? fixed(mean, decimals) : `${fixed(mean, decimals)} ± ${fixed(sd, decimals)}`;

/** A p value with three significant digits; below 0.001 only that. */
export function pValue(p: number): string {
  if (p < 0.001) return '< 0.001';
  return Number(p.toPrecision(3)) >= 1 ? '1.00' : p.toPrecision(3);
}

export const percent = (value: number): string => `${fixed(value, 1)} %`;

/** "1 level", "2 levels". */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** "a", "a and b", "a, b and c". */
export function listed(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`;
}

/** A number with its unit: "5°", "3 mm". */
export const withUnit = (text: string, unit: '°' | 'mm'): string => (unit === '°' ? `${text}°` : `${text} ${unit}`);
