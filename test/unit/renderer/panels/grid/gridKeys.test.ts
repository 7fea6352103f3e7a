import { describe, expect, test } from 'vitest';
import { moveInGrid, shownRange } from '../../../../../renderer/panels/grid/gridKeys.ts';

const extent = { rows: 100, columns: 5, page: 20 };
const press = (key: string, withControl = false) => moveInGrid({ row: 50, column: 2 }, extent, { key, withControl });

describe('Keys of the grid', () => {
  test.each([
    ['ArrowUp', 49, 2],
    ['ArrowDown', 51, 2],
    ['ArrowLeft', 50, 1],
    ['ArrowRight', 50, 3],
    ['PageUp', 30, 2],
    ['PageDown', 70, 2],
    ['Home', 50, 0],
    ['End', 50, 4],
  ])('%s leads to row %i, column %i', (key, row, column) => expect(press(key)).toEqual({ row, column }));

  test('with Ctrl, Home and End lead to the corners', () => {
    expect(press('Home', true)).toEqual({ row: 0, column: 0 });
    expect(press('End', true)).toEqual({ row: 99, column: 4 });
  });

  test('stop at the edges and leave other keys alone', () => {
    const corner = { row: 0, column: 0 };
    expect(moveInGrid(corner, extent, { key: 'ArrowUp', withControl: false })).toEqual(corner);
    expect(moveInGrid(corner, extent, { key: 'ArrowLeft', withControl: false })).toEqual(corner);
    expect(moveInGrid({ row: 95, column: 4 }, extent, { key: 'PageDown', withControl: false })).toEqual({
      row: 99,
      column: 4,
    });
    expect(press('a')).toBeNull();
  });
});

describe('The rows to draw', () => {
  const range = (top: number, rows: number) => shownRange({ top, height: 300, rowHeight: 30 }, rows);

  test('are those in view and eight on either side', () => {
    expect(range(0, 1000)).toEqual({ from: 0, to: 18 });
    expect(range(3000, 1000)).toEqual({ from: 92, to: 118 });
    expect(range(29_700, 1000)).toEqual({ from: 982, to: 1000 });
  });

  test('are all rows of a short list, and the last ones when a filter has shortened it', () => {
    expect(range(0, 5)).toEqual({ from: 0, to: 5 });
    expect(range(29_700, 12)).toEqual({ from: 0, to: 12 });
    expect(range(0, 0)).toEqual({ from: 0, to: 0 });
  });
});
