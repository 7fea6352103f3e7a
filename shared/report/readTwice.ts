import type { Readings } from '../statistics/agreement/blandAltman.ts';
import type { Protocol } from '../study/study.ts';
import type { Outcome } from './outcomes.ts';
import { readersOf } from './statistics/agreementStatistics.ts';
import type { ReadLevel } from './statistics/levelNumbers.ts';
import { betweenReaders, valueRows, withinReader, type Comparison, type Rater } from './statistics/readAgreement.ts';

/** Two readings of the same films. */
export interface ReadTwice {
  readonly kind: 'between' | 'within';
  readonly a: Rater;
  readonly b: Rater;
  readonly comparison: Comparison;
}

/** First readings of every two readers, in the order of the protocol; then the first two readings of every reader. */
export function readTwice(protocol: Protocol, levels: readonly ReadLevel[]): readonly ReadTwice[] {
  const readers = readersOf(protocol, levels);
  const between = readers.flatMap((first, index) =>
    readers.slice(index + 1).map((second) => betweenReaders(levels, [first, second])),
  );
  const within = readers.map((reader) => withinReader(levels, reader));
  return [
    ...between.flatMap((comparison) => firstTwo('between', comparison)),
    ...within.flatMap((comparison) => firstTwo('within', comparison)),
  ];
}

function firstTwo(kind: ReadTwice['kind'], { raters: [a, b], films }: Comparison): readonly ReadTwice[] {
  if (a === undefined || b === undefined) return [];
  const both = films
    .map((film) => ({ ...film, visits: film.visits.slice(0, 2) }))
    .filter(({ visits }) => visits.every((visit) => visit?.vertebra !== undefined));
  return both.length === 0 ? [] : [{ kind, a, b, comparison: { raters: [a, b], films: both } }];
}

/** The films of which both readings give the outcome, and the patients whom they belong to. */
export function readingsOf({ comparison }: ReadTwice, { measure }: Outcome) {
  const { rows } = valueRows(comparison, measure);
  const films = rows.map(({ values: [a = 0, b = 0] }): Readings => ({ a, b }));
  return { films, patients: new Set(rows.map(({ subject }) => subject)).size };
}

export const raterName = ({ reader, reading }: Rater): string => `${reader}, reading ${reading}`;
