import { useMemo, type ReactElement } from 'react';
import { EVERYTHING, isFiltered, type GridFilter } from '../../editor/gridView.ts';
import { shownStudy } from '../../editor/selectors.ts';
import { CELL_STATES, type CellState } from '../../editor/gridCells.ts';
import type { StudyGrid } from '../../editor/studyGrid.ts';
import { LEVELS, type Level } from '../../../shared/spine/levels.ts';
import { text, type TextKey } from '../../messages/text.ts';
import { useApp, useAppState } from '../useApp.ts';
import { stateText } from './cellText.ts';

/** Which rows are shown. What is found by code, state, arm, level and reader is the same in every order. */
export function GridFilters({ grid, shown }: { readonly grid: StudyGrid; readonly shown: number }): ReactElement {
  const app = useApp();
  const filter = useAppState((state) => state.grid.filter);
  const protocol = useAppState(({ editor }) => shownStudy(editor).protocol);
  const change = (fields: Partial<GridFilter>): void =>
    app.store.setState(({ grid: view }) => ({
      grid: { ...view, scrollTop: 0, filter: { ...view.filter, ...fields } },
    }));
  const levels = useMemo(() => usedLevels(grid), [grid]);
  const arms = [...protocol.arms.map(({ id }) => ({ id, name: id })), { id: '', name: text('grid.noArm') }];
  return (
    <div className="grid-filters" role="search">
      <input
        type="search"
        aria-label={text('grid.search')}
        placeholder={text('grid.search')}
        value={filter.search}
        maxLength={64}
        onChange={(event) => change({ search: event.target.value })}
      />
      <Choice<CellState>
        name="grid.byState"
        all="grid.allStates"
        value={filter.state}
        options={CELL_STATES.map((id) => ({ id, name: stateText(id) }))}
        onChoose={(state) => change({ state })}
      />
      {protocol.arms.length > 0 && (
        <Choice
          name="grid.byArm"
          all="grid.allArms"
          value={filter.arm}
          options={arms}
          onChoose={(arm) => change({ arm })}
        />
      )}
      <Choice
        name="grid.byLevel"
        all="grid.allLevels"
        value={filter.level}
        options={levels.map((id) => ({ id, name: id }))}
        onChoose={(level) => change({ level })}
      />
      {protocol.readers.length > 1 && (
        <Choice
          name="grid.byReader"
          all="grid.allReaders"
          value={filter.reader}
          options={protocol.readers.map(({ id }) => ({ id, name: id }))}
          onChoose={(reader) => change({ reader })}
        />
      )}
      {isFiltered(filter) && (
        <button type="button" onClick={() => change({ ...EVERYTHING, reader: filter.reader })}>
          {text('grid.clear')}
        </button>
      )}
      <span className="quiet grid-size" role="status">
        {isFiltered(filter)
          ? text('grid.shown', { shown, rows: grid.rows })
          : text('grid.size', { subjects: grid.subjects.length, rows: grid.rows })}
      </span>
    </div>
  );
}

function usedLevels({ subjects }: StudyGrid): readonly Level[] {
  // Thousands of subjects, a handful of lists: equal ones are one object.
  const lists = new Set(subjects.map(({ levels }) => levels));
  const used = new Set([...lists].flat());
  return LEVELS.filter((level) => used.has(level));
}

interface ChoiceProps<T extends string> {
  readonly name: TextKey;
  readonly all: TextKey;
  readonly value: T | null;
  readonly options: readonly { readonly id: T; readonly name: string }[];
  readonly onChoose: (value: T | null) => void;
}

/** One of several, or all: the option's position is its value, so that an empty id is a choice like any other. */
function Choice<T extends string>({ name, all, value, options, onChoose }: ChoiceProps<T>) {
  const index = options.findIndex(({ id }) => id === value);
  return (
    <select
      aria-label={text(name)}
      className={value === null ? 'quiet' : ''}
      value={index}
      onChange={(event) => onChoose(options[Number(event.target.value)]?.id ?? null)}
    >
      <option value={-1}>{text(all)}</option>
      {options.map((option, at) => (
        <option key={option.id} value={at}>
          {option.name}
        </option>
      ))}
    </select>
  );
}
