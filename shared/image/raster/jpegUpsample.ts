import type { JpegComponent, JpegFrameHeader } from './jpegFrame.ts';

/** Fills `row` with the component's samples of image row `y`, at full resolution. */
export type RowReader = (y: number, row: Uint16Array) => void;

/**
 * Reads rows of a component enlarged to the size of the image. Factors of two are interpolated with the triangle filter
 * (3:1 to the nearer and the farther sample, alternating rounding) of the common C library, so that colours agree with
 * it; other whole factors repeat samples, as it does.
 */
export function rowReader(component: JpegComponent, frame: JpegFrameHeader): RowReader {
  const { plane, width, height } = component;
  const stride = component.storedAcross * 8;
  const xFactor = frame.hMax / component.h;
  const yFactor = frame.vMax / component.v;
  const columns = frame.columns;
  if (xFactor === 1 && yFactor === 1) {
    return (y, row) => {
      for (let x = 0, at = y * stride; x < columns; x++, at++) row[x] = plane[at] as number;
    };
  }
  const smoothX = xFactor === 2 && width > 2;
  if (yFactor === 1 && smoothX) {
    return (y, row) => spread(row, width, columns, (x) => plane[y * stride + x] as number, [1, 2, 2]);
  }
  if (yFactor === 2 && (smoothX || xFactor === 1)) {
    return (y, row) => {
      const nearRow = y >> 1;
      const farRow = Math.min(Math.max(y % 2 === 0 ? nearRow - 1 : nearRow + 1, 0), height - 1);
      const near = nearRow * stride;
      const far = farRow * stride;
      if (smoothX) {
        const sum = (x: number): number => 3 * (plane[near + x] as number) + (plane[far + x] as number);
        spread(row, width, columns, sum, [8, 7, 4]);
        return;
      }
      const bias = y % 2 === 0 ? 1 : 2;
      for (let x = 0; x < columns; x++) {
        row[x] = (3 * (plane[near + x] as number) + (plane[far + x] as number) + bias) >> 2;
      }
    };
  }
  return (y, row) => {
    const from = Math.floor(y / yFactor) * stride;
    for (let x = 0; x < columns; x++) row[x] = plane[from + Math.floor(x / xFactor)] as number;
  };
}

/**
 * Doubles a row of `width` values: left half 3:1 with the left neighbour plus bias `left`, right half with the right
 * neighbour plus bias `right`; `shift` says by how many bits four times the value is scaled down.
 */
function spread(
  row: Uint16Array,
  width: number,
  columns: number,
  value: (x: number) => number,
  [left, right, shift]: readonly [number, number, number],
): void {
  let previous = value(0);
  let here = previous;
  for (let x = 0; x < width; x++) {
    const next = x + 1 < width ? value(x + 1) : here;
    const at = 2 * x;
    row[at] = (3 * here + previous + left) >> shift;
    if (at + 1 < columns) row[at + 1] = (3 * here + next + right) >> shift;
    previous = here;
    here = next;
  }
}
