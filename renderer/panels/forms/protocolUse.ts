import type { Study, Subject } from '../../../shared/study/study.ts';

/** How many subjects use each timepoint, arm and reader of the protocol, by its id. */
export interface ProtocolUse {
  readonly timepoints: ReadonlyMap<string, number>;
  readonly arms: ReadonlyMap<string, number>;
  readonly readers: ReadonlyMap<string, number>;
}

export function protocolUse({ subjects }: Pick<Study, 'subjects'>): ProtocolUse {
  return {
    timepoints: countSubjects(subjects, ({ exams, clinical }) => [
      ...exams.map(({ timepoint }) => timepoint),
      ...clinical.scores.map(({ timepoint }) => timepoint),
      ...clinical.events.flatMap(({ timepoint }) => timepoint ?? []),
    ]),
    arms: countSubjects(subjects, ({ arm }) => (arm === undefined ? [] : [arm])),
    readers: countSubjects(subjects, ({ exams }) =>
      exams.flatMap(({ readings }) => readings.map(({ reader }) => reader)),
    ),
  };
}

function countSubjects(
  subjects: readonly Subject[],
  idsOf: (subject: Subject) => readonly string[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const subject of subjects) {
    for (const id of new Set(idsOf(subject))) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** The first of `prefix1`, `prefix2`, ... that no entry has. */
export function freeId(prefix: string, entries: readonly { readonly id: string }[]): string {
  for (let number = entries.length + 1; ; number += 1) {
    const id = `${prefix}${number}`;
    if (entries.every((entry) => entry.id !== id)) return id;
  }
}
