import { expect } from 'vitest';

export interface Compared {
  /** Numbers that were compared. */
  readonly compared: number;
  /** One line for every number that differs or is missing: path, reference, ours. */
  readonly failures: readonly string[];
}

export interface CompareOptions {
  /** Keys of the reference that are not expected here, at any depth. */
  readonly without?: readonly string[];
  /** Largest difference in terms of the number itself, beside the digits given. */
  readonly tolerance?: number;
}

/**
 * Compares every number of a reference, wherever it stands, with the number under the same keys of ours: to 1e-9, or to
 * half a unit of the last digit of the ten (or fewer) that the reference gives.
 */
export function compareNumbers(ours: unknown, reference: unknown, options: CompareOptions = {}): Compared {
  const failures: string[] = [];
  let compared = 0;
  const visit = (mine: unknown, theirs: unknown, path: string): void => {
    if (typeof theirs === 'number') {
      compared += 1;
      const isClose = typeof mine === 'number' && Math.abs(mine - theirs) <= toleranceOf(theirs, options);
      if (!isClose) failures.push(`${path}: ${theirs} but ours is ${JSON.stringify(mine)}`);
      return;
    }
    if (typeof theirs !== 'object' || theirs === null) return;
    for (const [key, value] of Object.entries(theirs)) {
      if (options.without?.includes(key) === true) continue;
      visit((mine as Record<string, unknown> | null | undefined)?.[key], value, `${path}.${key}`);
    }
  };
  visit(ours, reference, '');
  return { compared, failures };
}

function toleranceOf(reference: number, { tolerance = 1e-9 }: CompareOptions): number {
  const [mantissa = '', exponent = '0'] = reference.toExponential().split('e');
  const decimals = mantissa.replace('-', '').split('.')[1]?.length ?? 0;
  // Seven digits and more are a rounded number; fewer are an exact one such as 14 or 0.25.
  const halfUnit = decimals < 6 ? 0 : 0.5000001 * 10 ** (Number(exponent) - decimals);
  return Math.max(tolerance * Math.abs(reference), halfUnit, 1e-15);
}

/** Every number of the reference is there and right, and there were at least that many. */
export function expectNumbers(ours: unknown, reference: unknown, atLeast: number, options: CompareOptions = {}): void {
  const { compared, failures } = compareNumbers(ours, reference, options);
  expect(failures).toEqual([]);
  expect(compared).toBeGreaterThanOrEqual(atLeast);
}
