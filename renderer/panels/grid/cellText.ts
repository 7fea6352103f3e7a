import type { CellState, GridCell } from '../../editor/gridCells.ts';
import { codeText, text } from '../../messages/text.ts';

/** A shape for each state, so that nothing is told by colour alone. */
export const CELL_MARKS: Readonly<Record<CellState, string>> = {
  toDo: '○',
  partly: '◐',
  read: '●',
  finalised: '✓',
  missing: '–',
  disputed: '≠',
  noFilm: '·',
};

export const stateText = (state: CellState): string => text(`cell.${state}`);

/** What a cell says in words: its state, or the reason why there is nothing. */
export const cellText = ({ state, reason }: GridCell): string =>
  state === 'missing' && reason !== null ? codeText('reason', reason) : stateText(state);
