import {
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type RefObject,
} from 'react';
import type { GridColumnId, GridRows, GridView, SortColumn } from '../../editor/gridView.ts';
import { shownStudy } from '../../editor/selectors.ts';
import { rowKey, type GridRow } from '../../editor/studyGrid.ts';
import type { App } from '../../files/app.ts';
import { openFilm } from '../../files/openFilm.ts';
import { text } from '../../messages/text.ts';
import { useApp, useAppState } from '../useApp.ts';
import { columnTemplate, gridColumns, visitOffset, type GridColumn } from './gridColumns.ts';
import { moveInGrid, shownRange, type GridPlace } from './gridKeys.ts';
import { cellId, GridRowView, ROW_HEIGHT } from './GridRowView.tsx';

/** In CSS pixels at the usual size of letters. */
const HEAD_HEIGHT = 34;

interface Heights {
  readonly row: number;
  readonly head: number;
}

/** Thousands of rows of which only those in view exist. The focus stays on the grid; the cell it means is named. */
export function GridTable({ rows }: { readonly rows: GridRows }): ReactElement {
  const app = useApp();
  const view = useAppState((state) => state.grid);
  const protocol = useAppState(({ editor }) => shownStudy(editor).protocol);
  const columns = useMemo(() => gridColumns({ protocol }), [protocol]);
  const element = useRef<HTMLDivElement>(null);
  const { top, height } = useScroll(element, view.scrollTop);
  const heights = useHeights();
  const cursor = useMemo(() => placeOf(view.cursor, rows, columns), [view.cursor, rows, columns]);
  const range = shownRange({ top, height: Math.max(0, height - heights.head), rowHeight: heights.row }, rows.length);
  useFirstPlace(element, cursor.row, heights);

  const moveTo = useCallback(
    (place: GridPlace): void => {
      const row = rows.at(place.row);
      if (!row) return;
      setCursor(app, row, columns[place.column]?.id ?? 'subject');
      if (element.current) bringIntoView(element.current, place.row, heights);
    },
    [app, rows, columns, heights],
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.target !== element.current) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(app, rows.at(cursor.row), columns, cursor.column);
      return;
    }
    const page = Math.max(1, Math.floor((height - heights.head) / heights.row) - 1);
    const withControl = event.ctrlKey || event.metaKey;
    const place = moveInGrid(
      cursor,
      { rows: rows.length, columns: columns.length, page },
      { key: event.key, withControl },
    );
    if (!place) return;
    event.preventDefault();
    moveTo(place);
  };
  const onClick = (event: MouseEvent): void => {
    const place = placeUnder(event.target);
    if (!place) return;
    moveTo(place);
    open(app, rows.at(place.row), columns, place.column);
  };
  const present = rows.at(cursor.row);
  const isDrawn = cursor.row >= range.from && cursor.row < range.to;
  return (
    <div
      ref={element}
      className="study-grid"
      role="grid"
      tabIndex={0}
      aria-label={text('grid.title')}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={present && isDrawn ? cellId(cursor.row, cursor.column) : undefined}
      style={{ '--grid-columns': columnTemplate(columns) } as CSSProperties}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <GridHead columns={columns} sort={view.sort} />
      <div className="grid-body" role="rowgroup" style={{ height: rows.length * heights.row }}>
        {rows.slice(range.from, range.to).map((row, offset) => {
          const index = range.from + offset;
          return (
            <GridRowView
              key={rowKey(row)}
              row={row}
              index={index}
              height={heights.row}
              isContinued={index > 0 && rows.at(index - 1)?.subject === row.subject}
              columns={columns}
              cursor={index === cursor.row ? cursor.column : null}
            />
          );
        })}
      </div>
    </div>
  );
}

function GridHead({ columns, sort }: { readonly columns: readonly GridColumn[]; readonly sort: GridView['sort'] }) {
  const app = useApp();
  const choose = (column: SortColumn): void =>
    app.store.setState(({ grid }) => ({
      grid: { ...grid, sort: { column, descending: isSame(grid.sort.column, column) && !grid.sort.descending } },
    }));
  return (
    <div className="grid-head" role="rowgroup">
      <div className="grid-row" role="row" aria-rowindex={1}>
        {columns.map((column, index) => {
          const isSorted = isSame(sort.column, column.sort);
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
              className={`grid-cell grid-${column.kind}`}
              title={column.title}
            >
              <button
                type="button"
                aria-label={text('grid.sort', { column: spokenName(column) })}
                onClick={() => choose(column.sort)}
              >
                {column.name}
                <span aria-hidden="true">{isSorted ? (sort.descending ? ' ▾' : ' ▴') : ''}</span>
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** What is written, so that it can be asked for by voice, and what it stands for. */
const spokenName = ({ name, title }: { readonly name: string; readonly title: string }): string =>
  title === name ? name : `${name}, ${title}`;

const isSame = (a: SortColumn, b: SortColumn): boolean =>
  a.by === b.by && (a.by !== 'timepoint' || b.by !== 'timepoint' || a.timepoint === b.timepoint);

/** The height of the grid and how far it is scrolled; the place is kept for the next time the grid is shown. */
function useScroll(element: RefObject<HTMLDivElement | null>, opening: number): { top: number; height: number } {
  const app = useApp();
  const [top, setTop] = useState(opening);
  const [height, setHeight] = useState(() => window.innerHeight);
  useLayoutEffect(() => {
    const grid = element.current;
    if (!grid) return undefined;
    grid.scrollTop = opening;
    setHeight(grid.clientHeight);
    const watcher = new ResizeObserver(() => setHeight(grid.clientHeight));
    const onScroll = (): void => setTop(grid.scrollTop);
    watcher.observe(grid);
    grid.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      watcher.disconnect();
      grid.removeEventListener('scroll', onScroll);
      app.store.setState(({ grid: view }) => ({ grid: { ...view, scrollTop: grid.scrollTop } }));
    };
    // Only on opening: later the grid itself says where it is.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return { top, height };
}

/** Rows and head grow with the letters. */
function useHeights(): Heights {
  const size = useAppState(({ letterSize = 1 }) => letterSize);
  return useMemo(() => ({ row: ROW_HEIGHT * size, head: HEAD_HEIGHT * size }), [size]);
}

/** On opening, the keyboard is in the grid and its cell in view. */
function useFirstPlace(element: RefObject<HTMLDivElement | null>, row: number, heights: Heights): void {
  const place = useEffectEvent(() => {
    if (!element.current) return;
    element.current.focus({ preventScroll: true });
    bringIntoView(element.current, row, heights);
  });
  useEffect(() => place(), []);
}

/** The shown row of the cursor. A row that is filtered out, or a level that is none of its subject's: the nearest one. */
function placeOf({ key, column }: GridView['cursor'], rows: GridRows, columns: readonly GridColumn[]): GridPlace {
  const cut = key?.lastIndexOf('/') ?? -1;
  const row = key === null ? 0 : rows.find(key.slice(0, cut), key.slice(cut + 1));
  const at = columns.findIndex(({ id }) => id === column);
  return { row: Math.max(0, row), column: Math.max(0, at) };
}

function setCursor(app: App, row: GridRow, column: GridColumnId): void {
  app.store.setState(({ grid, drawer }) => ({
    grid: { ...grid, cursor: { key: rowKey(row), column } },
    drawer: drawer?.kind === 'subject' ? { kind: 'subject', subjectId: row.subject.id } : drawer,
  }));
}

function bringIntoView(grid: HTMLElement, row: number, heights: Heights): void {
  const from = row * heights.row;
  const seen = grid.clientHeight - heights.head;
  if (from < grid.scrollTop) grid.scrollTop = from;
  else if (from + heights.row > grid.scrollTop + seen) grid.scrollTop = from + heights.row - seen;
}

function placeUnder(target: EventTarget): GridPlace | null {
  const cell = target instanceof Element ? target.closest('[data-column]') : null;
  const row = cell?.closest('[data-row]');
  if (!cell || !row) return null;
  return { row: Number(row.getAttribute('data-row')), column: Number(cell.getAttribute('data-column')) };
}

/** A visit opens its film at that level; the other cells open the subject's details. */
function open(app: App, row: GridRow | undefined, columns: readonly GridColumn[], column: number): void {
  if (!row) return;
  const { filter } = app.store.getState().grid;
  const visit = column - visitOffset(columns);
  const { timepoints } = shownStudy(app.store.getState().editor).protocol;
  if (visit < 0) {
    app.store.setState({ drawer: { kind: 'subject', subjectId: row.subject.id } });
    return;
  }
  const timepoint = timepoints[visit]?.id ?? null;
  void openFilm(app, { subjectId: row.subject.id, timepoint, level: row.level, reader: filter.reader });
}
