import { BitWriter, category, extraBits, flatTable, segment, word } from './jpegBits.ts';

export interface DctOptions {
  readonly rows: number;
  readonly columns: number;
  readonly precision: 8 | 12;
  readonly components?: 1 | 3;
  readonly componentIds?: readonly number[];
  /** Writes an Adobe marker with that transform. */
  readonly adobeTransform?: number;
  readonly quantiser?: number;
}

const ZIGZAG = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
];
const DC = Array.from({ length: 16 }, (_, i) => i);
const AC = [0x00, 0xf0, ...Array.from({ length: 15 * 15 }, (_, i) => (Math.floor(i / 15) << 4) | (1 + (i % 15)))];

/**
 * Encodes samples as sequential DCT JPEG (T.81), without subsampling: process 1 with 8 bits, process 4 with 12. The plain
 * cosine sums, so that it can be checked by reading.
 */
export function encodeJpegDct(samples: readonly number[], options: DctOptions): Uint8Array {
  const { rows, columns, precision, components = 1, quantiser = 1 } = options;
  const ids = options.componentIds ?? Array.from({ length: components }, (_, i) => i + 1);
  const bytes = [0xff, 0xd8];
  if (options.adobeTransform !== undefined) {
    bytes.push(...segment(0xee, [0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, options.adobeTransform]));
  }
  bytes.push(...segment(0xdb, [0, ...Array.from({ length: 64 }, () => quantiser)]));
  const frame = ids.flatMap((id) => [id, 0x11, 0]);
  const marker = precision === 8 ? 0xc0 : 0xc1;
  bytes.push(...segment(marker, [precision, ...word(rows), ...word(columns), components, ...frame]));
  bytes.push(...flatTable(0, DC), ...flatTable(0x10, AC));
  bytes.push(...segment(0xda, [components, ...ids.flatMap((id) => [id, 0]), 0, 63, 0]));
  const writer = new BitWriter();
  const previous = ids.map(() => 0);
  for (let by = 0; by < rows; by += 8) {
    for (let bx = 0; bx < columns; bx += 8) {
      ids.forEach((_, c) => {
        const block = Array.from({ length: 64 }, (_, i) => {
          const y = Math.min(by + (i >> 3), rows - 1);
          const x = Math.min(bx + (i & 7), columns - 1);
          return (samples[(y * columns + x) * components + c] as number) - (1 << (precision - 1));
        });
        const coefficients = forwardDct(block).map((value) => Math.round(value / quantiser));
        writeBlock(writer, coefficients, previous[c] as number);
        previous[c] = coefficients[0] as number;
      });
    }
  }
  writer.flush();
  return Uint8Array.from([...bytes, ...writer.bytes, 0xff, 0xd9]);
}

/** T.81 A.3.3. */
function forwardDct(block: readonly number[]): number[] {
  const scale = (k: number): number => (k === 0 ? Math.SQRT1_2 : 1);
  return Array.from({ length: 64 }, (_, i) => {
    const [v, u] = [i >> 3, i & 7];
    let sum = 0;
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 8; x++) {
        const cosines = Math.cos(((2 * x + 1) * u * Math.PI) / 16) * Math.cos(((2 * y + 1) * v * Math.PI) / 16);
        sum += (block[8 * y + x] as number) * cosines;
      }
    }
    return (scale(u) * scale(v) * sum) / 4;
  });
}

function writeBlock(writer: BitWriter, coefficients: readonly number[], previousDc: number): void {
  const difference = (coefficients[0] as number) - previousDc;
  const size = category(difference);
  writer.write(DC.indexOf(size), 8);
  writer.write(extraBits(difference, size), size);
  let zeros = 0;
  for (let k = 1; k < 64; k++) {
    const value = coefficients[ZIGZAG[k] as number] as number;
    if (value === 0) {
      zeros++;
      continue;
    }
    for (; zeros > 15; zeros -= 16) writer.write(AC.indexOf(0xf0), 8);
    const bits = category(value);
    writer.write(AC.indexOf((zeros << 4) | bits), 8);
    writer.write(extraBits(value, bits), bits);
    zeros = 0;
  }
  if (zeros > 0) writer.write(AC.indexOf(0), 8);
}
