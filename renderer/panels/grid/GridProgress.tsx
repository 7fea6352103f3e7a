import type { ReactElement } from 'react';
import type { CellState } from '../../editor/gridCells.ts';
import { answeredCells, type StudyGrid } from '../../editor/studyGrid.ts';
import { text } from '../../messages/text.ts';
import { useApp, useAppState } from '../useApp.ts';
import { CELL_MARKS, stateText } from './cellText.ts';

/** From what is finished to what is to do; each count is a button that shows its rows. */
const ORDER: readonly CellState[] = ['finalised', 'read', 'missing', 'disputed', 'partly', 'toDo', 'noFilm'];

/** How far the whole study is, whatever the filter shows. */
export function GridProgress({ grid }: { readonly grid: StudyGrid }): ReactElement {
  const app = useApp();
  const chosen = useAppState((state) => state.grid.filter.state);
  const { counts, total, unjudged } = grid;
  const done = answeredCells(counts);
  const share = total === 0 ? 0 : Math.floor((100 * done) / total);
  return (
    <div className="grid-progress">
      <div
        className="progress-bar"
        role="progressbar"
        aria-label={text('grid.title')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share}
        aria-valuetext={text('grid.progress', { done, total, share })}
      >
        {ORDER.map(
          (state) =>
            counts[state] > 0 && <span key={state} className={`bar-${state}`} style={{ flexGrow: counts[state] }} />,
        )}
      </div>
      <p className="progress-text">
        <strong data-testid="grid-progress">{text('grid.progress', { done, total, share })}</strong>
        {ORDER.map((state) => (
          <button
            key={state}
            type="button"
            className={`count state-${state}`}
            aria-pressed={chosen === state}
            data-count={state}
            disabled={counts[state] === 0 && chosen !== state}
            onClick={() =>
              app.store.setState(({ grid: view }) => ({
                grid: {
                  ...view,
                  scrollTop: 0,
                  filter: { ...view.filter, state: view.filter.state === state ? null : state },
                },
              }))
            }
          >
            <span className="cell-mark" aria-hidden="true">
              {CELL_MARKS[state]}
            </span>{' '}
            {stateText(state)} {counts[state]}
          </button>
        ))}
        {unjudged > 0 && <span className="quiet">{text('grid.judging')}</span>}
      </p>
    </div>
  );
}
