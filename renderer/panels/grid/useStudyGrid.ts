import { useEffect, useMemo, useReducer } from 'react';
import type { Study } from '../../../shared/study/study.ts';
import { gridRows, type GridRows, type GridView } from '../../editor/gridView.ts';
import { studyGrid, type StudyGrid } from '../../editor/studyGrid.ts';

/** How long comparing readings may hold up the screen; what is left is done between two frames. */
const BUDGET_MS = 12;

export interface ShownGrid {
  readonly grid: StudyGrid;
  readonly rows: GridRows;
}

function timeLimit(milliseconds: number): () => boolean {
  const end = performance.now() + milliseconds;
  return () => performance.now() > end;
}

/** The cells of the study and the rows that the filter leaves. Readings of a large study are compared bit by bit. */
export function useStudyGrid(study: Study, { filter, sort }: Pick<GridView, 'filter' | 'sort'>): ShownGrid {
  const [round, nextRound] = useReducer((count: number) => count + 1, 0);
  const grid = useMemo(() => {
    // `round` asks for the same grid again, with more of its readings compared.
    return round >= 0 ? studyGrid(study, { reader: filter.reader, isTimeUp: timeLimit(BUDGET_MS) }) : null;
  }, [study, filter.reader, round]) as StudyGrid;
  useEffect(() => {
    if (grid.unjudged === 0) return undefined;
    const timer = setTimeout(nextRound, 4);
    return () => clearTimeout(timer);
  }, [grid]);
  const rows = useMemo(() => gridRows(grid, study, { filter, sort }), [grid, study, filter, sort]);
  return { grid, rows };
}
