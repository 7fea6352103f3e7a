import type { Study, Subject } from './study.ts';

export interface StudyCounts {
  /** Levels of readings that have at least one point. */
  readonly levels: number;
  readonly points: number;
}

const ofStudy = new WeakMap<Study, StudyCounts>();
const ofSubject = new WeakMap<Subject, StudyCounts>();

/** How much was measured. Counts a subject once for as long as it is unchanged: an edit of a large study stays cheap. */
export function countStudy(study: Study): StudyCounts {
  const known = ofStudy.get(study);
  if (known !== undefined) return known;
  let levels = 0;
  let points = 0;
  for (const subject of study.subjects) {
    const counts = countSubject(subject);
    levels += counts.levels;
    points += counts.points;
  }
  const counts = { levels, points };
  ofStudy.set(study, counts);
  return counts;
}

export const isCounted = (study: Study): boolean => ofStudy.has(study);

/** Counted when it is seen for the first time. */
export function countSubject(subject: Subject): StudyCounts {
  let counts = ofSubject.get(subject);
  if (counts === undefined) ofSubject.set(subject, (counts = countExams(subject)));
  return counts;
}

function countExams({ exams }: Subject): StudyCounts {
  const counts = exams
    .flatMap(({ readings }) => readings.flatMap(({ vertebrae }) => vertebrae))
    .map(({ landmarks }) => Object.values(landmarks).filter((point) => point !== undefined).length);
  return { levels: counts.filter((count) => count > 0).length, points: counts.reduce((sum, count) => sum + count, 0) };
}
