import { BitWriter, category, extraBits, flatTable, segment, word } from './jpegBits.ts';

export interface LosslessOptions {
  readonly rows: number;
  readonly columns: number;
  readonly precision: number;
  /** Selection value of the predictor, 1 to 7. */
  readonly predictor?: number;
  readonly pointTransform?: number;
  readonly components?: 1 | 3;
  /** One scan for each component instead of one for all. */
  readonly separateScans?: boolean;
  /** Lines between restart markers. */
  readonly restartLines?: number;
}

const SYMBOLS = Array.from({ length: 17 }, (_, i) => i);

/** Encodes samples, colours interleaved, as lossless JPEG (T.81 annex H), written from the standard's text alone. */
export function encodeJpegLossless(samples: readonly number[], options: LosslessOptions): Uint8Array {
  const { rows, columns, precision, predictor = 1, pointTransform = 0, components = 1, restartLines = 0 } = options;
  const ids = Array.from({ length: components }, (_, i) => i + 1);
  const bytes = [0xff, 0xd8];
  bytes.push(...flatTable(0, SYMBOLS));
  const frame = ids.flatMap((id) => [id, 0x11, 0]);
  bytes.push(...segment(0xc3, [precision, ...word(rows), ...word(columns), components, ...frame]));
  if (restartLines > 0) bytes.push(...segment(0xdd, word(restartLines * columns)));
  const scans = options.separateScans ? ids.map((id) => [id]) : [ids];
  for (const scan of scans) {
    bytes.push(...segment(0xda, [scan.length, ...scan.flatMap((id) => [id, 0]), predictor, 0, pointTransform]));
    const writer = new BitWriter();
    for (let y = 0; y < rows; y++) {
      const line = restartLines > 0 ? y % restartLines : y;
      if (line === 0 && y > 0) writer.marker(0xd0 + ((y / restartLines - 1) & 7));
      for (let x = 0; x < columns; x++) {
        for (const id of scan) {
          const at = (dy: number, dx: number): number =>
            (samples[((y + dy) * columns + x + dx) * components + id - 1] as number) >> pointTransform;
          const prediction = predict(at, { x, line, predictor, middle: 1 << (precision - pointTransform - 1) });
          writeDifference(writer, at(0, 0) - prediction);
        }
      }
    }
    writer.flush();
    bytes.push(...writer.bytes);
  }
  return Uint8Array.from([...bytes, 0xff, 0xd9]);
}

function predict(
  at: (dy: number, dx: number) => number,
  { x, line, predictor, middle }: { x: number; line: number; predictor: number; middle: number },
): number {
  if (line === 0) return x === 0 ? middle : at(0, -1);
  if (x === 0) return at(-1, 0);
  const [a, b, c] = [at(0, -1), at(-1, 0), at(-1, -1)];
  const table = [0, a, b, c, a + b - c, a + ((b - c) >> 1), b + ((a - c) >> 1), (a + b) >> 1];
  return table[predictor] as number;
}

/** A difference modulo 65 536 (T.81 H.1.2.1): -32 768 has category 16 and no extra bits. */
function writeDifference(writer: BitWriter, difference: number): void {
  const value = (difference << 16) >> 16;
  const size = category(value);
  writer.write(size, 8);
  if (size < 16) writer.write(extraBits(value, size), size);
}
