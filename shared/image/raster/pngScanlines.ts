import { inflateExactly } from './inflateExactly.ts';
import { PngFault, type PngHeader } from './pngChunks.ts';

/** One pass of the picture: a smaller image whose pixels lie on a grid (PNG 8.2); a plain file has a single one. */
export interface PngPass {
  readonly columns: number;
  readonly rows: number;
  readonly startX: number;
  readonly startY: number;
  readonly stepX: number;
  readonly stepY: number;
  /** Bytes of one scanline without its filter byte, and where the pass begins in the inflated data. */
  readonly lineBytes: number;
  readonly offset: number;
}

/** Adam7: first column and row, and the steps, of each pass. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The passes and the exact number of bytes that they inflate to. */
export function pngPasses(header: PngHeader): { passes: readonly PngPass[]; totalBytes: number } {
  const grids = header.interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const);
  const bits = header.depth * header.channels;
  const passes: PngPass[] = [];
  let offset = 0;
  for (const [startX, startY, stepX, stepY] of grids) {
    const columns = Math.ceil((header.columns - startX) / stepX);
    const rows = Math.ceil((header.rows - startY) / stepY);
    if (columns <= 0 || rows <= 0) continue;
    const lineBytes = Math.ceil((columns * bits) / 8);
    passes.push({ columns, rows, startX, startY, stepX, stepY, lineBytes, offset });
    offset += rows * (lineBytes + 1);
  }
  return { passes, totalBytes: offset };
}

/** Inflates the image data into exactly the bytes that the header promises; more than a little beyond them is refused. */
export function inflateScanlines(data: readonly Uint8Array[], totalBytes: number): Uint8Array {
  const lines = inflateExactly(data, totalBytes);
  switch (lines) {
    case 'overflow':
      throw new PngFault('damaged', 'This PNG file is damaged: its data unpack to more than its size says.');
    case 'damaged':
      throw new PngFault('damaged', 'This PNG file is damaged: its compressed data cannot be unpacked.');
    case 'short': {
      const message = 'This PNG file holds less picture data than its size needs. Ask for the file again.';
      throw new PngFault('truncated', message);
    }
    default:
      return lines;
  }
}

/** Undoes the filters of one pass in place (PNG 9.2). `pixelBytes`: bytes of a whole pixel, at least 1. */
export function unfilterPass(lines: Uint8Array, pass: PngPass, pixelBytes: number): void {
  const { lineBytes } = pass;
  for (let row = 0; row < pass.rows; row++) {
    const at = pass.offset + row * (lineBytes + 1);
    const filter = lines[at] as number;
    const line = at + 1;
    const above = row > 0 ? line - lineBytes - 1 : -1;
    if (filter === 1) unfilterSub(lines, line, lineBytes, pixelBytes);
    else if (filter === 2) unfilterUp(lines, line, lineBytes, above);
    else if (filter === 3) unfilterAverage(lines, { line, lineBytes, above, pixelBytes });
    else if (filter === 4) unfilterPaeth(lines, { line, lineBytes, above, pixelBytes });
    else if (filter !== 0) {
      throw new PngFault('damaged', `This PNG file is damaged: a line has the unknown filter ${filter}.`);
    }
  }
}

function unfilterSub(lines: Uint8Array, line: number, lineBytes: number, pixelBytes: number): void {
  for (let i = pixelBytes; i < lineBytes; i++) {
    lines[line + i] = (lines[line + i] as number) + (lines[line + i - pixelBytes] as number);
  }
}

function unfilterUp(lines: Uint8Array, line: number, lineBytes: number, above: number): void {
  if (above < 0) return;
  for (let i = 0; i < lineBytes; i++) lines[line + i] = (lines[line + i] as number) + (lines[above + i] as number);
}

interface FilteredLine {
  readonly line: number;
  readonly lineBytes: number;
  readonly above: number;
  readonly pixelBytes: number;
}

function unfilterAverage(lines: Uint8Array, { line, lineBytes, above, pixelBytes }: FilteredLine): void {
  for (let i = 0; i < lineBytes; i++) {
    const left = i >= pixelBytes ? (lines[line + i - pixelBytes] as number) : 0;
    const up = above >= 0 ? (lines[above + i] as number) : 0;
    lines[line + i] = (lines[line + i] as number) + ((left + up) >> 1);
  }
}

function unfilterPaeth(lines: Uint8Array, { line, lineBytes, above, pixelBytes }: FilteredLine): void {
  for (let i = 0; i < lineBytes; i++) {
    const left = i >= pixelBytes ? (lines[line + i - pixelBytes] as number) : 0;
    const up = above >= 0 ? (lines[above + i] as number) : 0;
    const corner = above >= 0 && i >= pixelBytes ? (lines[above + i - pixelBytes] as number) : 0;
    const estimate = left + up - corner;
    const toLeft = Math.abs(estimate - left);
    const toUp = Math.abs(estimate - up);
    const toCorner = Math.abs(estimate - corner);
    const predicted = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    lines[line + i] = (lines[line + i] as number) + predicted;
  }
}
