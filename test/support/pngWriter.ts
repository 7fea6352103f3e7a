import { zlibSync } from 'fflate';

export interface PngSpec {
  readonly columns: number;
  readonly rows: number;
  readonly depth: 1 | 2 | 4 | 8 | 16;
  readonly colourType: 0 | 2 | 3 | 4 | 6;
  /** Interleaved, row by row. */
  readonly samples: ArrayLike<number>;
  readonly interlaced?: boolean;
  /** Filter of every line, or `cycle` for 0 to 4 in turn. */
  readonly filter?: 0 | 1 | 2 | 3 | 4 | 'cycle';
  /** Further chunks between the header and the data. */
  readonly chunks?: readonly (readonly [type: string, body: Uint8Array])[];
}

const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Writes any PNG that the standard allows, in miniature; the reader under test shares no code with it. */
export function writePng(spec: PngSpec): Uint8Array {
  return pngFile([
    ['IHDR', pngHeader(spec)],
    ...(spec.chunks ?? []),
    ['IDAT', zlibSync(scanlines(spec))],
    ['IEND', new Uint8Array(0)],
  ]);
}

export function pngHeader(spec: Pick<PngSpec, 'columns' | 'rows' | 'depth' | 'colourType' | 'interlaced'>): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, spec.columns);
  view.setUint32(4, spec.rows);
  header.set([spec.depth, spec.colourType, 0, 0, spec.interlaced ? 1 : 0], 8);
  return header;
}

export function pngFile(chunks: readonly (readonly [type: string, body: Uint8Array])[]): Uint8Array {
  const parts = chunks.map(([type, body]) => {
    const chunk = new Uint8Array(12 + body.length);
    const view = new DataView(chunk.buffer);
    view.setUint32(0, body.length);
    chunk.set(new TextEncoder().encode(type), 4);
    chunk.set(body, 8);
    view.setUint32(8 + body.length, bitwiseCrc(chunk.subarray(4, 8 + body.length)));
    return chunk;
  });
  return Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...parts.flatMap((part) => [...part])]);
}

/** The unfiltered definition, bit by bit. */
function bitwiseCrc(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function scanlines(spec: PngSpec): Uint8Array {
  const bytes: number[] = [];
  for (const [x0, y0, dx, dy] of spec.interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const)) {
    let previous: readonly number[] | null = null;
    let row = 0;
    for (let y = y0; y < spec.rows && x0 < spec.columns; y += dy, row++) {
      const line: readonly number[] = packLine(spec, y, x0, dx);
      const filter = spec.filter === 'cycle' ? row % 5 : (spec.filter ?? 0);
      bytes.push(filter, ...filterLine(line, previous, filter, pixelBytes(spec)));
      previous = line;
    }
  }
  return Uint8Array.from(bytes);
}

const pixelBytes = ({ depth, colourType }: PngSpec): number => Math.max(1, (depth * CHANNELS[colourType]) / 8);

function packLine({ columns, samples, depth, colourType }: PngSpec, y: number, x0: number, dx: number): number[] {
  const channels = CHANNELS[colourType];
  let bits = '';
  for (let x = x0; x < columns; x += dx) {
    for (let c = 0; c < channels; c++) {
      bits += (samples[(y * columns + x) * channels + c] ?? 0).toString(2).padStart(depth, '0');
    }
  }
  return (bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2));
}

function filterLine(line: readonly number[], above: readonly number[] | null, filter: number, step: number): number[] {
  return line.map((value, i) => {
    const a = line[i - step] ?? 0;
    const b = above?.[i] ?? 0;
    const c = above?.[i - step] ?? 0;
    const p = a + b - c;
    const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
    const paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    return (value - ([0, a, b, (a + b) >> 1, paeth][filter] ?? 0)) & 0xff;
  });
}
