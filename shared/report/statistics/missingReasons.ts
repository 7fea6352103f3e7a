import type { StudyValue } from '../../study/valueStatus.ts';
import type { Document } from './document.ts';

/** How many values are missing, by reason; a value that was never looked for counts as `not_measured`. */
export function countMissing(values: readonly (Pick<StudyValue, 'value' | 'status'> | undefined)[]): Document {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== undefined && value.value !== null) continue;
    const reason = reasonName(value?.status ?? 'not_measured');
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

/** The reference tables of series say `lost`. */
export const reasonName = (reason: string): string => (reason === 'lost_to_follow_up' ? 'lost' : reason);
