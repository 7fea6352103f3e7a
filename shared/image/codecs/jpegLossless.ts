import { success } from '../../result.ts';
import type { DecodedFrameResult, FrameShape } from './decodedFrame.ts';
import { readJpegStreamHeader, type JpegStreamHeader } from './jpegFrameHeader.ts';
import { DifferenceReader, differenceTable, type DifferenceTable } from './losslessDifferences.ts';
import { LosslessFault } from './losslessFault.ts';
import { checkStreamShape, damagedStream, truncatedStream } from './streamChecks.ts';

interface Scan {
  /** Components of the scan, as indices into the frame. */
  readonly components: readonly number[];
  readonly tables: readonly DifferenceTable[];
  /** Selection value of the predictor, 1 to 7. */
  readonly predictor: number;
  readonly pointTransform: number;
  /** Lines between two restart markers; 0: none. */
  readonly restartLines: number;
}

/**
 * Decodes a lossless Huffman-coded JPEG frame (T.81 annex H): 2 to 16 bits, all seven predictors, point transform,
 * restart intervals, one or three components in one or several scans. Own code, because the JavaScript library that
 * exists ignores the point transform and takes cut or changed data for a picture; here a wrong code, missing data and
 * left-over data are all damage.
 */
export function decodeJpegLossless(stream: Uint8Array, shape: FrameShape): DecodedFrameResult {
  const header = readJpegStreamHeader(stream);
  if (!header) return damagedStream('they have no frame header');
  const fits = checkStreamShape({ ...header, components: header.components.length }, shape);
  if (!fits.ok) return fits;
  if (
    header.marker !== 0xc3 ||
    header.components.some(({ h, v }) => h !== header.components[0]?.h || v !== header.components[0]?.v)
  ) {
    return damagedStream('their kind of lossless JPEG does not occur in DICOM');
  }
  // Every pixel costs at least one bit: a shorter stream is refused before the picture is allocated.
  if (stream.length * 8 < header.rows * header.columns * header.components.length) return truncatedStream();
  try {
    const reader = new StreamReader(stream, header, shape);
    reader.read();
    const warnings = reader.endMissing
      ? [{ code: 'jpeg_end_missing', message: 'The end mark of the compressed picture is missing; it is complete.' }]
      : [];
    return success({ cells: reader.cells, precision: header.precision, lossy: false, colour: null, warnings });
  } catch (fault) {
    if (!(fault instanceof LosslessFault)) throw fault;
    return fault.truncated ? truncatedStream() : damagedStream(fault.message);
  }
}

class StreamReader {
  readonly cells: Uint8Array | Uint16Array;
  endMissing = false;
  private readonly stream: Uint8Array;
  private readonly header: JpegStreamHeader;
  private readonly tables: (DifferenceTable | null)[] = [null, null, null, null];
  private restartInterval = 0;

  constructor(stream: Uint8Array, header: JpegStreamHeader, shape: FrameShape) {
    this.stream = stream;
    this.header = header;
    const size = header.rows * header.columns * header.components.length;
    this.cells = shape.bitsAllocated === 8 ? new Uint8Array(size) : new Uint16Array(size);
  }

  read(): void {
    const missing = new Set(this.header.components.keys());
    let position = 2;
    while (missing.size > 0) {
      const marker = this.word(position);
      if (marker < 0xff01) throw new LosslessFault('something stands between their segments');
      if (marker === 0xffff) {
        position++;
        continue;
      }
      if (marker === 0xffd9) throw new LosslessFault('they end before the picture does');
      const length = this.word(position + 2);
      const end = position + 2 + length;
      if (length < 2) throw new LosslessFault('a segment has no length');
      if (end > this.stream.length) throw new LosslessFault('', true);
      const segment = this.stream.subarray(position + 4, end);
      if (marker === 0xffc4) this.readTables(segment);
      if (marker === 0xffdd) this.restartInterval = ((segment[0] ?? 0) << 8) | (segment[1] ?? 0);
      position = end;
      if (marker !== 0xffda) continue;
      const scan = this.readScanHeader(segment);
      for (const component of scan.components) missing.delete(component);
      position = this.decodeScan(scan, end);
    }
    while (this.stream[position] === 0xff && this.stream[position + 1] === 0xff) position++;
    if (position + 1 >= this.stream.length) this.endMissing = true;
    else if (this.word(position) !== 0xffd9) throw new LosslessFault('more data follow than the picture has pixels');
  }

  private word(at: number): number {
    if (at + 1 >= this.stream.length) throw new LosslessFault('', true);
    return ((this.stream[at] as number) << 8) | (this.stream[at + 1] as number);
  }

  private readTables(segment: Uint8Array): void {
    for (let at = 0; at < segment.length;) {
      const id = segment[at] as number;
      const counts = segment.subarray(at + 1, at + 17);
      const total = counts.reduce((sum, count) => sum + count, 0);
      if (counts.length < 16 || at + 17 + total > segment.length) throw new LosslessFault('a code table is incomplete');
      if (id < 4) this.tables[id] = differenceTable(counts, segment.subarray(at + 17, at + 17 + total));
      at += 17 + total;
    }
  }

  private readScanHeader(segment: Uint8Array): Scan {
    const count = segment[0] ?? 0;
    const predictor = segment[1 + 2 * count] ?? 0;
    const pointTransform = (segment[3 + 2 * count] ?? 0) & 15;
    if (segment.length < 4 + 2 * count || count < 1) throw new LosslessFault('a scan header is incomplete');
    if (predictor < 1 || predictor > 7) throw new LosslessFault(`there is no predictor ${predictor}`);
    if (pointTransform >= this.header.precision) throw new LosslessFault('more bits are dropped than there are');
    const components: number[] = [];
    const tables: DifferenceTable[] = [];
    for (let i = 0; i < count; i++) {
      const component = this.header.components.findIndex(({ id }) => id === segment[1 + 2 * i]);
      const table = this.tables[(segment[2 + 2 * i] as number) >> 4];
      if (component < 0 || components.includes(component)) throw new LosslessFault('a scan names an unknown colour');
      if (!table) throw new LosslessFault('a code table is missing');
      components.push(component);
      tables.push(table);
    }
    const lines = this.restartInterval / this.header.columns;
    if (!Number.isInteger(lines)) throw new LosslessFault('their restart interval is no whole number of lines');
    return { components, tables, predictor, pointTransform, restartLines: lines };
  }

  /** Decodes the entropy-coded data from `start`; returns the position of the marker after them. */
  private decodeScan(scan: Scan, start: number): number {
    const { rows, columns } = this.header;
    const reader = new DifferenceReader(this.stream, start);
    const count = scan.components.length;
    const width = columns * count;
    let above = new Uint16Array(width);
    let line = new Uint16Array(width);
    for (let y = 0; y < rows; y++) {
      const intervalLine = scan.restartLines > 0 ? y % scan.restartLines : y;
      if (intervalLine === 0 && y > 0) reader.restart((y / scan.restartLines - 1) & 7);
      if (intervalLine === 0) this.decodeFirstLine(scan, reader, line);
      else decodeLine(scan, reader, line, above);
      this.store(scan, line, y);
      [above, line] = [line, above];
    }
    return reader.end();
  }

  /** The first line of the scan and of each restart interval is predicted from the left alone (T.81 H.1.2.1). */
  private decodeFirstLine(
    { components, tables, pointTransform }: Scan,
    reader: DifferenceReader,
    line: Uint16Array,
  ): void {
    const count = components.length;
    const middle = 1 << (this.header.precision - pointTransform - 1);
    for (let i = 0; i < line.length; i++) {
      const table = tables[i % count] as DifferenceTable;
      line[i] = (i < count ? middle : (line[i - count] as number)) + reader.next(table);
    }
  }

  private store({ components, pointTransform }: Scan, line: Uint16Array, y: number): void {
    const { cells, header } = this;
    const step = header.components.length;
    const count = components.length;
    const start = y * header.columns * step;
    if (count === step && components.every((component, i) => component === i)) {
      for (let i = 0; i < line.length; i++) cells[start + i] = (line[i] as number) << pointTransform;
      return;
    }
    for (let i = 0; i < line.length; i++) {
      const pixel = Math.floor(i / count);
      cells[start + pixel * step + (components[i % count] as number)] = (line[i] as number) << pointTransform;
    }
  }
}

/** A line below another: the first pixel is predicted from above, the others as the scan says (T.81 table H.1). */
function decodeLine(scan: Scan, reader: DifferenceReader, line: Uint16Array, above: Uint16Array): void {
  const { tables, predictor } = scan;
  const count = tables.length;
  const only = count === 1 ? (tables[0] as DifferenceTable) : null;
  for (let i = 0; i < count; i++) line[i] = (above[i] as number) + reader.next(tables[i] as DifferenceTable);
  for (let i = count; i < line.length; i++) {
    const difference = reader.next(only ?? (tables[i % count] as DifferenceTable));
    const left = line[i - count] as number;
    const up = above[i] as number;
    const corner = above[i - count] as number;
    // Uint16Array stores modulo 65 536, as the standard wants it.
    line[i] = predict(predictor, left, up, corner) + difference;
  }
}

function predict(predictor: number, left: number, up: number, corner: number): number {
  switch (predictor) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return corner;
    case 4:
      return left + up - corner;
    case 5:
      return left + ((up - corner) >> 1);
    case 6:
      return up + ((left - corner) >> 1);
    default:
      return (left + up) >> 1;
  }
}
