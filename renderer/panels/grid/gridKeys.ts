/** Where the keyboard is: a shown row and a column, both from 0. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridExtent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit on the screen: one page. */
  readonly page: number;
}

/** Where a key of the grid leads, as in the grid pattern of the ARIA practices; null: not a key that moves. */
export function moveInGrid(
  { row, column }: GridPlace,
  { rows, columns, page }: GridExtent,
  key: { readonly key: string; readonly withControl: boolean },
): GridPlace | null {
  const lastRow = rows - 1;
  const lastColumn = columns - 1;
  const to = (nextRow: number, nextColumn: number): GridPlace => ({
    row: Math.min(lastRow, Math.max(0, nextRow)),
    column: Math.min(lastColumn, Math.max(0, nextColumn)),
  });
  switch (key.key) {
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'PageUp':
      return to(row - page, column);
    case 'PageDown':
      return to(row + page, column);
    case 'Home':
      return key.withControl ? to(0, 0) : to(row, 0);
    case 'End':
      return key.withControl ? to(lastRow, lastColumn) : to(row, lastColumn);
    default:
      return null;
  }
}

/** The rows to draw: those in view and a few on either side, so that a quick scroll shows no gap. */
export function shownRange(
  scroll: { readonly top: number; readonly height: number; readonly rowHeight: number },
  rows: number,
): { readonly from: number; readonly to: number } {
  const SPARE = 8;
  const first = Math.floor(scroll.top / scroll.rowHeight);
  const count = Math.ceil(scroll.height / scroll.rowHeight);
  const from = Math.max(0, Math.min(first, rows - count) - SPARE);
  return { from, to: Math.min(rows, Math.max(first, 0) + count + SPARE) };
}
