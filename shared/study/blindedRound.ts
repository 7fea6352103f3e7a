import type { Level } from '../spine/levels.ts';

/** One blinded reading of the study: who reads which films in which order, and who was blinded when. */
export interface BlindedRound {
  readonly id: string;
  /** 0 to 2^32 - 1. With it and the same films the lists can be made again (`planReadingList`). */
  readonly seed: number;
  /** How many of the films each reader is shown a second time, in percent. */
  readonly repeatPercent: number;
  readonly lists: readonly ReadingList[];
  /** Oldest first, never shortened. The window is blinded while the last entry says so. */
  readonly log: readonly BlindingEntry[];
}

/** The films of one reader, in the order in which he is shown them. */
export interface ReadingList {
  readonly reader: string;
  readonly films: readonly ListedFilm[];
}

export interface ListedFilm {
  readonly subjectId: string;
  readonly timepoint: string;
  /** The number of the reading that is made of it; the one of a repeat is one higher. */
  readonly reading: number;
  /** The levels that are to be read. */
  readonly levels: readonly Level[];
}

export interface BlindingEntry {
  readonly action: 'blinded' | 'unblinded';
  readonly at: string;
  /** Code or initials of who did it. */
  readonly by: string;
  readonly reason: string;
  /** How many of how many films were finished at that moment. */
  readonly finished: number;
  readonly films: number;
}
