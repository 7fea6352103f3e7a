import { levelOrder } from '../spine/levels.ts';
import { LANDMARKS } from '../spine/landmarks.ts';
import { inWords, secondNames, uniteFields, uniteLists, type Report } from './mergeConflicts.ts';
import { sameValue } from './sameValue.ts';
import type { Reading, ReportedValue, Vertebra } from './study.ts';

interface Both<T> {
  readonly first: T;
  readonly second: T;
  readonly where: string;
}

/**
 * Unites the readings of one film. A level that only one file has is taken; a level that one file has carried on with is
 * taken as it is there; a level that both have differently is kept twice, the second one as the reading of a reader of
 * its own (R1.b), so that no point is lost and none is moved.
 */
export function mergeReadings({ first, second, where }: Both<readonly Reading[]>, report: Report): readonly Reading[] {
  let readings: readonly Reading[] = first;
  for (const reading of second) readings = addReading(readings, reading, { where, report });
  return readings;
}

interface Place {
  readonly where: string;
  readonly report: Report;
}

const isSameReading = (a: Reading, b: Reading): boolean => a.reader === b.reader && a.number === b.number;

const reportedKey = ({ level, measure }: ReportedValue): string => `${level} ${measure}`;

function addReading(readings: readonly Reading[], added: Reading, { where, report }: Place): readonly Reading[] {
  const own = readings.find((reading) => isSameReading(reading, added));
  if (own === undefined) return [...readings, added];
  const place = `${where} ${added.reader}/${added.number}`;
  const left: { vertebrae: Vertebra[]; reported: ReportedValue[] } = { vertebrae: [], reported: [] };
  const vertebrae = uniteLists(
    { first: own.vertebrae, second: added.vertebrae },
    ({ level }) => level,
    (one, other) => {
      const united = mergeVertebra(one, other);
      if (united === null) left.vertebrae.push(other);
      return united ?? one;
    },
  );
  const reported = uniteLists({ first: own.reported, second: added.reported }, reportedKey, (one, other) => {
    if (one.value !== other.value || one.missing !== other.missing) left.reported.push(other);
    return one;
  });
  const known: Both<Reading> = { first: own, second: added, where: place };
  const fields = uniteFields(known, ['vertebrae', 'reported', 'startedAt', 'finishedAt', 'reader', 'number'], report);
  const startedAt = own.startedAt < added.startedAt ? own.startedAt : added.startedAt;
  const finished = [own.finishedAt, added.finishedAt].flatMap((at) => at ?? []).toSorted()[0];
  const isUnchanged =
    fields === own &&
    finished === own.finishedAt &&
    vertebrae === own.vertebrae &&
    reported === own.reported &&
    startedAt === own.startedAt;
  const times = { startedAt, ...(finished === undefined ? {} : { finishedAt: finished }) };
  const united = isUnchanged ? own : { ...fields, ...times, vertebrae: headToFoot(vertebrae), reported };
  const next = readings.map((reading) => (reading === own ? united : reading));
  const second: Second = { reading: added, own };
  const at: Place = { where: place, report };
  let kept: readonly Reading[] = next;
  for (const vertebra of left.vertebrae) kept = keepVertebra(kept, vertebra, second, at);
  for (const value of left.reported) kept = keepReported(kept, value, second, at);
  return kept;
}

interface Second {
  /** Everything of the reading but its contents. */
  readonly reading: Reading;
  readonly own: Reading;
}

/** What the second file has differently goes to a reader of its own; a merge done again finds it there already. */
function keepVertebra(
  readings: readonly Reading[],
  vertebra: Vertebra,
  of: Second,
  { where, report }: Place,
): readonly Reading[] {
  const { level } = vertebra;
  for (const reader of secondNames(of.reading.reader)) {
    const present = findSecond(readings, of.reading, reader);
    const there = present?.vertebrae.find((each) => each.level === level);
    if (there !== undefined && !sameValue(there, vertebra)) continue;
    const first = of.own.vertebrae.find((each) => each.level === level);
    const words = { first: first === undefined ? 'nothing' : pointsInWords(first), second: pointsInWords(vertebra) };
    const keptAt = `${reader}/${of.reading.number}`;
    report({ where: `${where} ${level}`, what: 'level read differently', ...words, kept: 'both', keptAt });
    if (there !== undefined) return readings;
    const placed = present ?? { ...of.reading, reader, vertebrae: [], reported: [] };
    return withReading(readings, { ...placed, vertebrae: headToFoot([...placed.vertebrae, vertebra]) });
  }
  return readings;
}

function keepReported(
  readings: readonly Reading[],
  value: ReportedValue,
  of: Second,
  { where, report }: Place,
): readonly Reading[] {
  const isHere = ({ level, measure }: ReportedValue): boolean => level === value.level && measure === value.measure;
  for (const reader of secondNames(of.reading.reader)) {
    const present = findSecond(readings, of.reading, reader);
    const there = present?.reported.find(isHere);
    if (there !== undefined && !sameValue(there, value)) continue;
    const first = of.own.reported.find(isHere);
    const words = { first: inWords(first?.value ?? first?.missing), second: inWords(value.value ?? value.missing) };
    const keptAt = `${reader}/${of.reading.number}`;
    report({
      where: `${where} ${value.level} ${value.measure}`,
      what: 'reported value',
      ...words,
      kept: 'both',
      keptAt,
    });
    if (there !== undefined) return readings;
    const placed = present ?? { ...of.reading, reader, vertebrae: [], reported: [] };
    return withReading(readings, { ...placed, reported: [...placed.reported, value] });
  }
  return readings;
}

const findSecond = (readings: readonly Reading[], { number }: Reading, reader: string): Reading | undefined =>
  readings.find((reading) => reading.reader === reader && reading.number === number);

const withReading = (readings: readonly Reading[], added: Reading): readonly Reading[] =>
  readings.some((reading) => isSameReading(reading, added))
    ? readings.map((reading) => (isSameReading(reading, added) ? added : reading))
    : [...readings, added];

function pointsInWords({ landmarks, missing, measuredAt }: Vertebra): string {
  const placed = LANDMARKS.flatMap((code) => {
    const point = landmarks[code];
    return point === undefined ? [] : [`${code} ${point.map((part) => Math.round(part * 10) / 10).join(',')}`];
  });
  const what = placed.length > 0 ? placed.join(' ') : (missing ?? 'no points');
  return inWords(measuredAt === undefined ? what : `${what} (${measuredAt})`);
}

/**
 * One of the two where the other says nothing beside it: the same points, or fewer of them, and no other mark, grade,
 * reason or note. Null: they contradict each other.
 */
function mergeVertebra(first: Vertebra, second: Vertebra): Vertebra | null {
  if (sameValue(first, second) || isPartOf(second, first)) return first;
  return isPartOf(first, second) ? second : null;
}

/** Every field of the one stands in the other, with the same content. */
function isWithin(some: object, all: object): boolean {
  const known = new Map(Object.entries(all));
  return Object.entries(some).every(([name, value]) => value === undefined || sameValue(known.get(name), value));
}

/** Times do not count: a level is carried on with later than it was begun. */
function isPartOf(part: Vertebra, whole: Vertebra): boolean {
  const { landmarks, states, measuredAt: _, revisions, seal, ...facts } = part;
  const isSealKept = part.finalisedAt === undefined || sameValue(seal, whole.seal);
  const isHistoryKept = isSealKept && revisions.every((revision, index) => sameValue(revision, whole.revisions[index]));
  return (
    isWithin(landmarks, whole.landmarks) && isWithin(states, whole.states) && isWithin(facts, whole) && isHistoryKept
  );
}

const headToFoot = (vertebrae: readonly Vertebra[]): readonly Vertebra[] =>
  vertebrae.toSorted((a, b) => levelOrder(a.level) - levelOrder(b.level));
