import type { AppState } from '../files/app.ts';

/** The panel of numbers: what the reader chose, else wherever it has room beside the films. */
export const areResultsShown = ({ room, resultsShown }: Pick<AppState, 'room' | 'resultsShown'>): boolean =>
  resultsShown ?? room !== 'small';
