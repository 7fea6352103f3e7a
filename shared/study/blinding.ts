import type { BlindedRound, ListedFilm, ReadingList } from './blindedRound.ts';
import { findReading } from './find.ts';
import type { Exam, Reading, Study } from './study.ts';

/** The round that is going on: the window is blinded. Null: the study is open to be seen. */
export function presentRound({ protocol }: Pick<Study, 'protocol'>): BlindedRound | null {
  const round = protocol.blinding?.at(-1);
  return round?.log.at(-1)?.action === 'blinded' ? round : null;
}

export const listOf = (round: BlindedRound, reader: string): ReadingList | null =>
  round.lists.find((list) => list.reader === reader) ?? null;

/** Where a listed film is in the study; undefined when its visit is gone. */
export function listedExam(study: Study, film: ListedFilm): Exam | undefined {
  const subject = study.subjects.find(({ id }) => id === film.subjectId);
  return subject?.exams.find(({ timepoint }) => timepoint === film.timepoint);
}

export const listedReading = (study: Study, reader: string, film: ListedFilm): Reading | undefined =>
  findReading(listedExam(study, film), { reader, reading: film.reading });

export interface ListProgress {
  readonly finished: number;
  readonly films: number;
  /** Positions in the list that are still to be read, in its order. */
  readonly open: readonly number[];
}

/** How far a reader is. A film whose visit has since left the study cannot be read and is not waited for. */
export function listProgress(study: Study, { reader, films }: ReadingList): ListProgress {
  const there = films.map((film, position) => ({ film, position, exam: listedExam(study, film) }));
  const readable = there.filter(({ exam }) => exam?.image !== undefined);
  const open = readable.filter(({ film }) => listedReading(study, reader, film)?.finishedAt === undefined);
  return {
    finished: readable.length - open.length,
    films: readable.length,
    open: open.map(({ position }) => position),
  };
}

/** All lists of a round together. */
export function roundProgress(
  study: Study,
  round: BlindedRound,
): { readonly finished: number; readonly films: number } {
  return round.lists
    .map((list) => listProgress(study, list))
    .reduce((sum, each) => ({ finished: sum.finished + each.finished, films: sum.films + each.films }), {
      finished: 0,
      films: 0,
    });
}
