import { levelOrder, type Level } from '../spine/levels.ts';
import type { ListedFilm, ReadingList } from './blindedRound.ts';
import { startedLevels } from './measureStudy.ts';
import { seededRandom, shuffled } from './seededRandom.ts';
import type { Study, Subject } from './study.ts';

export interface ReadingPlan {
  readonly readers: readonly string[];
  readonly timepoints: readonly string[];
  /** The same levels on every film; null: of each subject those that are treated or that somebody has begun. */
  readonly levels: readonly Level[] | null;
  /** 0 to 100: of how many films each reader makes a second reading. */
  readonly repeatPercent: number;
  /** 0 to 2^32 - 1. */
  readonly seed: number;
}

/** As many other films as this lie between a film and its repeat, or a third of them where there are few. */
const MOST_BETWEEN = 10;

/** The lists of all readers. The same study and plan give the same lists; every reader has an order of his own. */
export function planReadingLists(study: Study, plan: ReadingPlan): readonly ReadingList[] {
  return plan.readers.map((reader, index) => {
    const random = seededRandom((plan.seed + Math.imul(index, 0x9e3779b9)) >>> 0);
    return { reader, films: orderFilms(filmsFor(study, reader, plan), plan.repeatPercent, random) };
  });
}

/** Every film of the chosen visits, with the number of this reader's next reading of it. */
function filmsFor(study: Study, reader: string, plan: ReadingPlan): readonly ListedFilm[] {
  return study.subjects.flatMap((subject) =>
    subject.exams.flatMap((exam): readonly ListedFilm[] => {
      if (exam.image === undefined || !plan.timepoints.includes(exam.timepoint)) return [];
      const own = exam.readings.flatMap((reading) => (reading.reader === reader ? [reading.number] : []));
      const levels = plan.levels ?? levelsOf(study, subject);
      return [{ subjectId: subject.id, timepoint: exam.timepoint, reading: Math.max(0, ...own) + 1, levels }];
    }),
  );
}

/** Treated and begun levels, from head to foot; of a subject without any, all levels of the protocol. */
function levelsOf(study: Study, subject: Subject): readonly Level[] {
  const levels = new Set([...subject.treatedLevels, ...startedLevels(subject).map(({ level }) => level)]);
  return levels.size === 0 ? study.protocol.levels : [...levels].toSorted((a, b) => levelOrder(a) - levelOrder(b));
}

/**
 * The films in random order with the repeats among them. Which films come twice is chosen among all with equal chance;
 * a repeat comes when enough other films lie between, so that nobody recognises it.
 */
function orderFilms(films: readonly ListedFilm[], repeatPercent: number, random: () => number): readonly ListedFilm[] {
  const order = shuffled(films, random);
  const repeats = Math.round((films.length * Math.min(100, Math.max(0, repeatPercent))) / 100);
  const apart = Math.max(1, Math.min(MOST_BETWEEN, Math.floor(films.length / 3)));
  // The order is random, so the first of it are a random choice; the last ones would have nothing between.
  const early = Math.max(repeats, films.length - apart);
  const twice = new Set(shuffled(order.slice(0, early), random).slice(0, repeats));
  // So many repeats leave no room among the first readings: they follow as a second round.
  const isSecondRound = repeats > films.length - apart;
  const list: ListedFilm[] = [];
  const waiting: { readonly film: ListedFilm; readonly since: number }[] = [];
  let next = 0;
  while (next < order.length || waiting.length > 0) {
    const left = order.length - next;
    const ready = waiting.filter(({ since }) => list.length - since > apart);
    const mayRepeat = ready.length > 0 && !(isSecondRound && left > 0);
    const isRepeat = left === 0 || (mayRepeat && random() * (left + ready.length) >= left);
    if (isRepeat) {
      const chosen = ready[Math.floor(random() * ready.length)] ?? waiting[0];
      if (chosen === undefined) break;
      waiting.splice(waiting.indexOf(chosen), 1);
      list.push({ ...chosen.film, reading: chosen.film.reading + 1 });
      continue;
    }
    const film = order[next];
    if (film === undefined) break;
    next += 1;
    if (twice.has(film)) waiting.push({ film, since: list.length });
    list.push(film);
  }
  return list;
}
