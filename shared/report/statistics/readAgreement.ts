import type { Landmark } from '../../spine/landmarks.ts';
import type { StudyValue } from '../../study/valueStatus.ts';
import type { Place } from '../../statistics/agreement/scatter.ts';
import {
  landmarkPlace,
  type LevelNumbers,
  type OutcomeMeasure,
  type ReadLevel,
  type VisitNumbers,
} from './levelNumbers.ts';

/** One reader's reading of a number. */
export interface Rater {
  readonly reader: string;
  readonly reading: number;
}

/** One vertebra on one film, in the readings that are compared, in their order; undefined where one lacks. */
export interface Film {
  readonly subject: string;
  readonly level: string;
  readonly visits: readonly (VisitNumbers | undefined)[];
}

/** Readings that are compared: the first ones of several readers, or all those of one reader. */
export interface Comparison {
  readonly raters: readonly Rater[];
  readonly films: readonly Film[];
}

/** The first readings of all readers against each other. */
export const betweenReaders = (levels: readonly ReadLevel[], readers: readonly string[]): Comparison =>
  comparison(
    levels,
    readers.map((reader) => ({ reader, reading: 1 })),
  );

/** The readings of one reader against each other. */
export function withinReader(levels: readonly ReadLevel[], reader: string): Comparison {
  const numbers = new Set(
    levels.flatMap(({ readings }) => readings.flatMap((each) => (each.reader === reader ? [each.reading] : []))),
  );
  return comparison(
    levels,
    [...numbers].sort((a, b) => a - b).map((reading) => ({ reader, reading })),
  );
}

function comparison(levels: readonly ReadLevel[], raters: readonly Rater[]): Comparison {
  return { raters, films: levels.flatMap(({ readings }) => filmsOf(readings, raters)) };
}

/** The films of a level that two of the readings at least have anything of. */
function filmsOf(readings: readonly LevelNumbers[], raters: readonly Rater[]): readonly Film[] {
  const own = raters.map((rater) =>
    readings.find((each) => each.reader === rater.reader && each.reading === rater.reading),
  );
  const [any] = own.flatMap((each) => each ?? []);
  if (any === undefined || own.filter((each) => each !== undefined).length < 2) return [];
  return any.visits.flatMap((_, order) => {
    const visits = own.map((each) => each?.visits[order]);
    const read = visits.filter((visit) => visit?.vertebra !== undefined);
    return read.length < 2 ? [] : [{ subject: any.subject.code, level: any.level, visits }];
  });
}

/** Complete rows of values that were measured on films, with the number of films that lack one. */
export function valueRows({ films }: Comparison, measure: OutcomeMeasure) {
  const rows: { readonly subject: string; readonly values: readonly number[] }[] = [];
  let dropped = 0;
  for (const { subject, visits } of films) {
    const values = visits.flatMap((visit) => measuredValue(visit?.values[measure]));
    if (values.length === visits.length) rows.push({ subject, values });
    else dropped += 1;
  }
  return { rows, dropped };
}

/** A typed or imported value is no reading of a film. */
const measuredValue = (value: StudyValue | undefined): readonly number[] =>
  value === undefined || value.value === null || value.status === 'reported' ? [] : [value.value];

/** The places of one landmark on every film, in millimetres on films with a spacing, in pixels on the others. */
export function landmarkPlaces(
  { films }: Comparison,
  landmark: Landmark,
  unit: 'mm' | 'px',
): readonly (readonly Place[])[] {
  return films.flatMap(({ visits }) => {
    const isMm = visits.some((visit) => visit !== undefined && visit.spacing !== null);
    if (isMm !== (unit === 'mm')) return [];
    return [visits.flatMap((visit) => landmarkPlace(visit, landmark) ?? [])];
  });
}
