import type { Unit } from '../../shared/spine/measure.ts';
import { screenLocale } from './language.ts';

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

/** Decimals on the screen: 0.1 mm, 0.1 px, 0.1 degree, 0.1 %, 0.01 for ratios, none for areas. Files have more. */
export const decimalsOf = (unit: Unit): number =>
  (({ '1': 2, mm2: 0, px2: 0 }) as Partial<Record<Unit, number>>)[unit] ?? 1;

/** Numbers on the screen follow the reader's language; files never do. Digits are always 0 to 9: they are typed back. */
const numberFormat = (options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  new Intl.NumberFormat(screenLocale(), { ...options, useGrouping: false, numberingSystem: 'latn' });

/** Fixed decimals, a true minus sign, never "-0.0". */
export function showNumber(value: number, decimals: number): string {
  const rounded = Number(value.toFixed(decimals));
  const text = numberFormat({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
    Math.abs(rounded),
  );
  return rounded < 0 ? `−${text}` : text;
}

/** Decimals that tell the parts of a grey window apart: none from 100 on, three digits of a small one after a rescale. */
export function windowDecimals(width: number): number {
  return width >= 100 ? 0 : Math.min(9, Math.max(0, 2 - Math.floor(Math.log10(Math.max(width, 1e-9)))));
}

/** A change carries its sign: +6.3, −8.4, 0.0. */
export function showChange(value: number, decimals: number): string {
  const shown = showNumber(value, decimals);
  return Number(value.toFixed(decimals)) > 0 ? `+${shown}` : shown;
}

/** A number as it stands in a field: every digit that was typed, the reader's own decimal sign, no grouping. */
export const typedNumber = (value: number): string => numberFormat({ maximumFractionDigits: 12 }).format(value);

/** A typed number with a comma or a point; null when it is not one. */
export function readNumber(typed: string): number | null {
  const text = typed.trim().replace(',', '.').replace('−', '-');
  if (!/^[+-]?\d+(\.\d*)?$|^[+-]?\.\d+$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

export const showTime = (date: Date): string =>
  new Intl.DateTimeFormat(screenLocale(), { hour: '2-digit', minute: '2-digit' }).format(date);

export const showDate = (date: Date): string => new Intl.DateTimeFormat(screenLocale()).format(date);

/** A calendar day, `2025-03-01`, with the month in letters: nobody has to know which number is the month. */
export const showDay = (isoDate: string): string =>
  new Intl.DateTimeFormat(screenLocale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${isoDate}T00:00:00Z`),
  );

export const showDateTime = (date: Date): string => `${showDate(date)} ${showTime(date)}`;

/** The steps of the arrow keys in image pixels, without and with Shift, as they are read: 0.25 and 2.5. */
export const nudgeSteps = (step: number): { readonly step: string; readonly coarse: string } => ({
  step: withoutZeros(step),
  coarse: withoutZeros(10 * step),
});

/** At most two decimals, none that is zero at the end. */
const withoutZeros = (value: number): string =>
  showNumber(value, [0, 1].find((decimals) => Number(value.toFixed(decimals)) === value) ?? 2);
