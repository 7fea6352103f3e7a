import type { StudyValue, ValueStatus } from '../study/valueStatus.ts';
import { statusWords } from './cells.ts';

/** How many of these values are missing, by status, the most frequent first. */
export function countMissing(values: readonly StudyValue[]): readonly (readonly [ValueStatus, number])[] {
  const counts = new Map<ValueStatus, number>();
  for (const { value, status } of values) if (value === null) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

/** The same in words, e.g. "4 unavailable, 1 not reported"; empty where nothing is missing. */
export const missingWords = (values: readonly StudyValue[]): string =>
  countMissing(values)
    .map(([status, count]) => `${count} ${statusWords(status).toLowerCase()}`)
    .join(', ');
