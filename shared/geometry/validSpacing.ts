import type { Spacing } from './spacing.ts';

/**
 * Outside these no radiograph exists (a detector pixel measures 0.05 to 0.5 mm) and arithmetic with the value would end
 * in infinities; such a value is refused like a zero.
 */
const SMALLEST_MM = 1e-4;
const LARGEST_MM = 100;

/** Spacings are often written with three digits, which alone bends the shape of a pixel by up to half a percent. */
const SAME_SHAPE = 0.01;

const SMALLEST_ASPECT = 0.01;
const LARGEST_ASPECT = 100;

/** Relative tolerance below which two spacings are the same number, written with other digits. */
const EQUAL = 1e-4;

export const isPossibleSpacing = (millimetres: number): boolean =>
  Number.isFinite(millimetres) && millimetres >= SMALLEST_MM && millimetres <= LARGEST_MM;

/**
 * Reads a [row, column] pair. `absent`: nothing was written. `invalid`: anything but two positive, possible numbers.
 */
export function readSpacing(pair: readonly number[] | undefined): Spacing | 'absent' | 'invalid' {
  if (pair === undefined || pair.length === 0) return 'absent';
  const [rowSpacing, columnSpacing] = pair;
  if (pair.length !== 2 || rowSpacing === undefined || columnSpacing === undefined) return 'invalid';
  return isPossibleSpacing(rowSpacing) && isPossibleSpacing(columnSpacing) ? { rowSpacing, columnSpacing } : 'invalid';
}

/** Reads Pixel Aspect Ratio (0028,0034), [vertical, horizontal], as a relative spacing with column 1. */
export function readAspect(pair: readonly number[] | undefined): Spacing | 'absent' | 'invalid' {
  if (pair === undefined || pair.length === 0) return 'absent';
  const [vertical, horizontal] = pair;
  if (pair.length !== 2 || vertical === undefined || horizontal === undefined) return 'invalid';
  if (!(vertical > 0) || !(horizontal > 0)) return 'invalid';
  const rowSpacing = vertical / horizontal;
  const possible = rowSpacing >= SMALLEST_ASPECT && rowSpacing <= LARGEST_ASPECT;
  return possible ? { rowSpacing, columnSpacing: 1 } : 'invalid';
}

/** The spacing in column widths: row\column divided by column. */
export const relativeTo = (spacing: Spacing): Spacing => ({
  rowSpacing: spacing.rowSpacing / spacing.columnSpacing,
  columnSpacing: 1,
});

export const scaleSpacing = (spacing: Spacing, factor: number): Spacing => ({
  rowSpacing: spacing.rowSpacing * factor,
  columnSpacing: spacing.columnSpacing * factor,
});

/** `larger` wins over `smaller`: one direction alone is enough to be impossible for a magnifying beam. */
export function compareSpacing(spacing: Spacing, other: Spacing): 'equal' | 'smaller' | 'larger' {
  const excess = [spacing.rowSpacing / other.rowSpacing - 1, spacing.columnSpacing / other.columnSpacing - 1];
  if (excess.some((share) => share > EQUAL)) return 'larger';
  return excess.some((share) => share < -EQUAL) ? 'smaller' : 'equal';
}

/** True when a pixel is as tall for its width by one spacing as by the other. */
export const sameShape = (spacing: Spacing, other: Spacing): boolean =>
  Math.abs(relativeTo(spacing).rowSpacing / relativeTo(other).rowSpacing - 1) <= SAME_SHAPE;
