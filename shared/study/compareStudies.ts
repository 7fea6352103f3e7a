import { LANDMARKS } from '../spine/landmarks.ts';
import { sameValue } from './sameValue.ts';
import type { Exam, Reading, Study, Subject, Vertebra } from './study.ts';

/** How two versions of a study differ, in numbers that a reader can weigh. */
export interface StudyDifferences {
  readonly subjectsOnlyBefore: number;
  readonly subjectsOnlyAfter: number;
  readonly pointsOnlyBefore: number;
  readonly pointsOnlyAfter: number;
  /** In both, at another place. */
  readonly pointsMoved: number;
  /** Levels of a reading that differ in a point, a state, a grade or a note. */
  readonly levelsDiffering: number;
  /** Fields beside the points: facts of subjects and films, scores, calibrations, notes, the protocol. */
  readonly otherValues: number;
}

export const NO_DIFFERENCES: StudyDifferences = {
  subjectsOnlyBefore: 0,
  subjectsOnlyAfter: 0,
  pointsOnlyBefore: 0,
  pointsOnlyAfter: 0,
  pointsMoved: 0,
  levelsDiffering: 0,
  otherValues: 0,
};

export const isSameStudy = (differences: StudyDifferences): boolean =>
  Object.values(differences).every((count) => count === 0);

/** Compares by what things are called: subjects by id, films by timepoint, readings by reader and number, levels. */
export function compareStudies(before: Study, after: Study): StudyDifferences {
  const { subjects: _, ...studyBefore } = before;
  const { subjects: __, ...studyAfter } = after;
  let sum: StudyDifferences = { ...NO_DIFFERENCES, otherValues: fieldsDiffering(studyBefore, studyAfter) };
  for (const [one, other] of pairs(before.subjects, after.subjects, ({ id }) => id)) {
    if (one === other) continue;
    sum = add(sum, compareSubjects(one, other));
    if (one === undefined) sum = add(sum, { subjectsOnlyAfter: 1 });
    if (other === undefined) sum = add(sum, { subjectsOnlyBefore: 1 });
  }
  return sum;
}

function compareSubjects(before: Subject | undefined, after: Subject | undefined): StudyDifferences {
  const { exams: examsBefore = [], ...factsBefore } = before ?? {};
  const { exams: examsAfter = [], ...factsAfter } = after ?? {};
  const isBoth = before !== undefined && after !== undefined;
  const otherValues = isBoth ? fieldsDiffering(factsBefore, factsAfter) : 0;
  return Array.from(pairs(examsBefore, examsAfter, ({ timepoint }) => timepoint)).reduce(
    (sum, [one, other]) => add(sum, compareExams(one, other)),
    { ...NO_DIFFERENCES, otherValues },
  );
}

function compareExams(before: Exam | undefined, after: Exam | undefined): StudyDifferences {
  const { readings: readingsBefore = [], ...factsBefore } = before ?? {};
  const { readings: readingsAfter = [], ...factsAfter } = after ?? {};
  const isBoth = before !== undefined && after !== undefined;
  const otherValues = isBoth ? fieldsDiffering(factsBefore, factsAfter) : 0;
  return Array.from(pairs(readingsBefore, readingsAfter, ({ reader, number }) => `${reader} ${number}`)).reduce(
    (sum, [one, other]) => add(sum, compareReadings(one, other)),
    { ...NO_DIFFERENCES, otherValues },
  );
}

function compareReadings(before: Reading | undefined, after: Reading | undefined): StudyDifferences {
  const { vertebrae: vertebraeBefore = [], ...factsBefore } = before ?? {};
  const { vertebrae: vertebraeAfter = [], ...factsAfter } = after ?? {};
  const isBoth = before !== undefined && after !== undefined;
  const otherValues = isBoth ? fieldsDiffering(factsBefore, factsAfter) : 0;
  return Array.from(pairs(vertebraeBefore, vertebraeAfter, ({ level }) => level)).reduce(
    (sum, [one, other]) => add(sum, compareVertebrae(one, other)),
    { ...NO_DIFFERENCES, otherValues },
  );
}

function compareVertebrae(before: Vertebra | undefined, after: Vertebra | undefined): StudyDifferences {
  if (sameValue(before, after)) return NO_DIFFERENCES;
  const both = LANDMARKS.map((code) => [before?.landmarks[code], after?.landmarks[code]] as const);
  const { landmarks: _, measuredAt: __, ...factsBefore } = before ?? {};
  const { landmarks: ___, measuredAt: ____, ...factsAfter } = after ?? {};
  const isBoth = before !== undefined && after !== undefined;
  return {
    ...NO_DIFFERENCES,
    pointsOnlyBefore: both.filter(([one, other]) => one !== undefined && other === undefined).length,
    pointsOnlyAfter: both.filter(([one, other]) => one === undefined && other !== undefined).length,
    pointsMoved: both.filter(([one, other]) => one !== undefined && other !== undefined && !sameValue(one, other))
      .length,
    levelsDiffering: 1,
    otherValues: isBoth ? fieldsDiffering(factsBefore, factsAfter) : 0,
  };
}

/** Fields on the first level that are not equal. */
function fieldsDiffering(before: object, after: object): number {
  const one = new Map<string, unknown>(Object.entries(before));
  const other = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...one.keys(), ...other.keys()])].filter((key) => !sameValue(one.get(key), other.get(key)))
    .length;
}

function* pairs<T>(
  before: readonly T[],
  after: readonly T[],
  key: (item: T) => string,
): Generator<readonly [T | undefined, T | undefined]> {
  const others = new Map(after.map((item) => [key(item), item]));
  const seen = new Set<string>();
  for (const item of before) {
    seen.add(key(item));
    yield [item, others.get(key(item))];
  }
  for (const item of after) if (!seen.has(key(item))) yield [undefined, item];
}

const add = (sum: StudyDifferences, more: Partial<StudyDifferences>): StudyDifferences => ({
  subjectsOnlyBefore: sum.subjectsOnlyBefore + (more.subjectsOnlyBefore ?? 0),
  subjectsOnlyAfter: sum.subjectsOnlyAfter + (more.subjectsOnlyAfter ?? 0),
  pointsOnlyBefore: sum.pointsOnlyBefore + (more.pointsOnlyBefore ?? 0),
  pointsOnlyAfter: sum.pointsOnlyAfter + (more.pointsOnlyAfter ?? 0),
  pointsMoved: sum.pointsMoved + (more.pointsMoved ?? 0),
  levelsDiffering: sum.levelsDiffering + (more.levelsDiffering ?? 0),
  otherValues: sum.otherValues + (more.otherValues ?? 0),
});
