import type { Unit } from '../../shared/spine/measure.ts';

/** Units beside a number on the screen; a ratio has none. */
export const UNIT_TEXT: Readonly<Record<Unit, string>> = {
  mm: 'mm',
  px: 'px',
  mm2: 'mm²',
  px2: 'px²',
  deg: '°',
  '%': '%',
  '1': '',
};

/** Decimals on the screen: 0.1 mm, 0.1 px, 0.1 degree, 0.1 %, 0.01 for ratios. Tables and files have more. */
export const decimalsOf = (unit: Unit): number => (unit === '1' ? 2 : 1);

/** Numbers on the screen follow the reader's locale; files never do. */
const locale = (): string => (typeof navigator === 'undefined' ? 'en' : navigator.language);

/** Fixed decimals, a true minus sign, never "-0.0". */
export function showNumber(value: number, decimals: number): string {
  const rounded = Number(value.toFixed(decimals));
  const text = new Intl.NumberFormat(locale(), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  }).format(Math.abs(rounded));
  return rounded < 0 ? `−${text}` : text;
}

/** A change carries its sign: +6.3, −8.4, 0.0. */
export function showChange(value: number, decimals: number): string {
  const shown = showNumber(value, decimals);
  return Number(value.toFixed(decimals)) > 0 ? `+${shown}` : shown;
}

/** A number as it stands in a field: every digit that was typed, the reader's own decimal sign, no grouping. */
export const typedNumber = (value: number): string =>
  new Intl.NumberFormat(locale(), { maximumFractionDigits: 12, useGrouping: false }).format(value);

/** A typed number with a comma or a point; null when it is not one. */
export function readNumber(typed: string): number | null {
  const text = typed.trim().replace(',', '.').replace('−', '-');
  if (!/^[+-]?\d+(\.\d*)?$|^[+-]?\.\d+$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

export const showTime = (date: Date): string =>
  new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(date);
