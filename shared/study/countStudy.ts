import type { Study, Subject } from './study.ts';

export interface StudyCounts {
  /** Levels of readings that have at least one point. */
  readonly levels: number;
  readonly points: number;
}

const ofSubject = new WeakMap<Subject, StudyCounts>();

/** How much was measured. Counts a subject once for as long as it is unchanged: an edit of a large study stays cheap. */
export function countStudy({ subjects }: Study): StudyCounts {
  let levels = 0;
  let points = 0;
  for (const subject of subjects) {
    let counts = ofSubject.get(subject);
    if (counts === undefined) ofSubject.set(subject, (counts = countSubject(subject)));
    levels += counts.levels;
    points += counts.points;
  }
  return { levels, points };
}

function countSubject({ exams }: Subject): StudyCounts {
  const counts = exams
    .flatMap(({ readings }) => readings.flatMap(({ vertebrae }) => vertebrae))
    .map(({ landmarks }) => Object.values(landmarks).filter((point) => point !== undefined).length);
  return { levels: counts.filter((count) => count > 0).length, points: counts.reduce((sum, count) => sum + count, 0) };
}
