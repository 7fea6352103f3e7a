import type { Readings } from '../statistics/agreement/blandAltman.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';
import type { LevelNumbers, ReadLevel } from './statistics/levelNumbers.ts';

/** One reader's reading of a number: R1, reading 2. */
export interface Rater {
  readonly reader: string;
  readonly reading: number;
}

/** Two readings of the same films. */
export interface ReadingPair {
  readonly a: Rater;
  readonly b: Rater;
  readonly kind: 'within' | 'between';
  /** Vertebrae on single films that both have read. */
  readonly values: readonly ReadValues[];
}

export interface ReadValues {
  readonly subject: string;
  readonly of: ReadonlyMap<Outcome['measure'], Readings>;
}

/**
 * All films read twice: the first readings of two readers against each other, and the first against the second reading
 * of one reader. Values that come from a table are no reading of a film.
 */
export function readingPairs(levels: readonly ReadLevel[]): readonly ReadingPair[] {
  const pairs = new Map<string, { readonly pair: Omit<ReadingPair, 'values'>; readonly values: ReadValues[] }>();
  for (const { readings } of levels) {
    for (const a of readings) {
      for (const b of readings) {
        const kind = kindOf(a, b);
        if (kind === null) continue;
        const name = `${a.reader} ${a.reading} ${b.reader} ${b.reading}`;
        const entry = pairs.get(name) ?? { pair: { a: rater(a), b: rater(b), kind }, values: [] };
        pairs.set(name, entry);
        entry.values.push(...readTwice(a, b));
      }
    }
  }
  return [...pairs.values()].flatMap(({ pair, values }) => (values.length === 0 ? [] : [{ ...pair, values }]));
}

/** The films of one level that both have read, with every measure that both have. */
function readTwice(a: LevelNumbers, b: LevelNumbers): readonly ReadValues[] {
  return a.visits.flatMap((visit, order) => {
    const of = new Map<Outcome['measure'], Readings>();
    for (const { measure } of OUTCOMES) {
      const [first, second] = [visit.values[measure], b.visits[order]?.values[measure]];
      if (first.value === null || second === undefined || second.value === null) continue;
      if (first.status === 'reported' || second.status === 'reported') continue;
      of.set(measure, { a: first.value, b: second.value });
    }
    return of.size === 0 ? [] : [{ subject: a.subject.id, of }];
  });
}

const rater = ({ reader, reading }: Rater): Rater => ({ reader, reading });

function kindOf(a: Rater, b: Rater): ReadingPair['kind'] | null {
  if (a.reader === b.reader) return a.reading === 1 && b.reading === 2 ? 'within' : null;
  return a.reader < b.reader && a.reading === 1 && b.reading === 1 ? 'between' : null;
}

export const raterName = ({ reader, reading }: Rater): string => `${reader}, reading ${reading}`;
