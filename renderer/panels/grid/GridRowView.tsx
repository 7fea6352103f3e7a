import { memo, type ReactElement } from 'react';
import type { GridCell } from '../../editor/gridCells.ts';
import { isTreated, type GridRow } from '../../editor/studyGrid.ts';
import { text } from '../../messages/text.ts';
import { CELL_MARKS, cellText } from './cellText.ts';
import { visitOffset, type GridColumn } from './gridColumns.ts';

/** In CSS pixels at the usual size of letters. */
export const ROW_HEIGHT = 30;

interface Props {
  readonly row: GridRow;
  /** Position among the shown rows, from 0. */
  readonly index: number;
  /** In CSS pixels. */
  readonly height: number;
  /** The row before is of the same subject: its code is repeated quietly. */
  readonly isContinued: boolean;
  readonly columns: readonly GridColumn[];
  /** The column under the keyboard; null: the keyboard is in another row. */
  readonly cursor: number | null;
}

export const cellId = (row: number, column: number): string => `cell-${row}-${column}`;

/** One level of one subject. Drawn again only when it, its place or the keyboard in it changes. */
export const GridRowView = memo(function GridRowView(props: Props): ReactElement {
  const { row, index, height, isContinued, columns, cursor } = props;
  const first = visitOffset(columns);
  return (
    <div
      className={`grid-row ${isContinued ? 'continued' : ''}`}
      role="row"
      aria-rowindex={index + 2}
      data-row={index}
      style={{ transform: `translateY(${index * height}px)` }}
    >
      {columns.map((column, at) => (
        <div
          key={column.id}
          id={cellId(index, at)}
          role={column.kind === 'subject' ? 'rowheader' : 'gridcell'}
          aria-colindex={at + 1}
          data-column={at}
          className={`grid-cell ${classOf(row, column, at - first)} ${cursor === at ? 'cursor' : ''}`}
          {...(column.kind === 'visit' ? visitLabel(row, column, at - first) : {})}
        >
          <Content row={row} column={column} visit={at - first} />
        </div>
      ))}
    </div>
  );
});

function classOf({ cells }: GridRow, { kind }: GridColumn, visit: number): string {
  return kind === 'visit' ? `state-${cells[visit]?.state ?? 'noFilm'}` : `grid-${kind}`;
}

function visitLabel(row: GridRow, { title }: GridColumn, visit: number) {
  const cell = row.cells[visit];
  if (!cell) return {};
  const state =
    cell.readings > 1 ? `${cellText(cell)}, ${text('grid.readings', { count: cell.readings })}` : cellText(cell);
  const level = row.level ?? text('grid.noLevel');
  return { 'aria-label': text('grid.cell', { code: row.subject.code, level, timepoint: title, state }) };
}

function Content({
  row,
  column,
  visit,
}: {
  readonly row: GridRow;
  readonly column: GridColumn;
  readonly visit: number;
}) {
  switch (column.kind) {
    case 'subject':
      return row.subject.code;
    case 'arm':
      return row.subject.arm ?? '';
    case 'level':
      return (
        <>
          {row.level ?? (
            <span className="quiet" title={text('grid.noLevel')}>
              <span aria-hidden="true">–</span>
              <span className="visually-hidden">{text('grid.noLevel')}</span>
            </span>
          )}
          {isTreated(row) && (
            <span className="treated" title={text('grid.treated')}>
              <span aria-hidden="true">◆</span>
              <span className="visually-hidden">{text('grid.treated')}</span>
            </span>
          )}
        </>
      );
    default: {
      const cell = row.cells[visit];
      return cell ? <VisitCell cell={cell} /> : null;
    }
  }
}

function VisitCell({ cell }: { readonly cell: GridCell }) {
  return (
    <>
      <span className="cell-mark" aria-hidden="true">
        {CELL_MARKS[cell.state]}
      </span>
      {cell.state !== 'noFilm' && <span className="cell-text">{cellText(cell)}</span>}
      {cell.readings > 1 && <span className="cell-readings">{`×${cell.readings}`}</span>}
    </>
  );
}
