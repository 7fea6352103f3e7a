import { meanOf } from './descriptive.ts';
import type { Pair } from './paired.ts';

/** A value that belongs to a patient, who may have several (one for every level). */
export interface OfSubject<T> {
  readonly subject: string;
  readonly value: T;
}

/**
 * One pair per patient: the mean of that patient's pairs. Levels of one patient are not independent of each other, so
 * this is the primary unit of every comparison; the order is that of the first appearance.
 */
export function pairPerSubject(pairs: readonly OfSubject<Pair>[]): readonly OfSubject<Pair>[] {
  return [...groupBySubject(pairs)].map(([subject, own]) => ({
    subject,
    value: { first: meanOf(own.map(({ first }) => first)), second: meanOf(own.map(({ second }) => second)) },
  }));
}

/** One value per patient: the mean of that patient's values. */
export function meanPerSubject(values: readonly OfSubject<number>[]): readonly OfSubject<number>[] {
  return [...groupBySubject(values)].map(([subject, own]) => ({ subject, value: meanOf(own) }));
}

export function groupBySubject<T>(values: readonly OfSubject<T>[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const { subject, value } of values) {
    const group = groups.get(subject);
    if (group === undefined) groups.set(subject, [value]);
    else group.push(value);
  }
  return groups;
}
