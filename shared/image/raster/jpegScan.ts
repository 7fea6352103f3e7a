import { JpegFault, ZIGZAG, type JpegComponent, type JpegFrameHeader } from './jpegFrame.ts';
import { BitReader, type HuffmanTable } from './jpegHuffman.ts';
import { inverseDct } from './jpegIdct.ts';

/** A component's part in a scan. */
export interface ScanComponent {
  readonly component: JpegComponent;
  readonly dcTable: HuffmanTable | null;
  readonly acTable: HuffmanTable | null;
}

/** The scan header (T.81 B.2.3). */
export interface ScanHeader {
  readonly parts: readonly ScanComponent[];
  readonly spectralStart: number;
  readonly spectralEnd: number;
  readonly successiveHigh: number;
  readonly successiveLow: number;
  readonly restartInterval: number;
}

/** What one component of a running scan remembers from block to block. */
interface RunningPart {
  readonly component: JpegComponent;
  readonly dc: HuffmanTable;
  readonly ac: HuffmanTable;
  prediction: number;
}

type BlockDecoder = (part: RunningPart, across: number, down: number) => void;

const damaged = (what: string): JpegFault => new JpegFault('damaged', `This JPEG file is damaged: ${what}.`);

/** Decodes the entropy-coded data of one scan; returns the position of the marker after it. */
export function decodeScan(bytes: Uint8Array, start: number, frame: JpegFrameHeader, scan: ScanHeader): number {
  const reader = new BitReader(bytes, start);
  const parts = scan.parts.map((part): RunningPart => ({
    component: part.component,
    dc: needTable(part.dcTable, scan.spectralStart === 0 && scan.successiveHigh === 0),
    ac: needTable(part.acTable, scan.spectralEnd > 0),
    prediction: 0,
  }));
  const progressive = frame.progressive ? progressiveDecoder(reader, scan) : null;
  const decodeBlock = progressive?.decodeBlock ?? sequentialDecoder(reader, frame);
  const single = parts.length === 1 ? parts[0] : undefined;
  const units = single
    ? single.component.blocksAcross * single.component.blocksDown
    : frame.mcusAcross * frame.mcusDown;
  let restarts = 0;
  for (let unit = 0; unit < units; unit++) {
    if (scan.restartInterval > 0 && unit > 0 && unit % scan.restartInterval === 0) {
      passRestartMarker(bytes, reader, restarts++);
      for (const part of parts) part.prediction = 0;
      progressive?.restart();
    }
    if (single) {
      const across = single.component.blocksAcross;
      decodeBlock(single, unit % across, Math.floor(unit / across));
    } else decodeMcu(parts, unit % frame.mcusAcross, Math.floor(unit / frame.mcusAcross), decodeBlock);
    reader.checkNotPastEnd();
  }
  return reader.position;
}

const NO_TABLE: HuffmanTable = {
  fast: new Uint16Array(512),
  maxCode: new Int32Array(17).fill(-1),
  offset: new Int32Array(17),
  symbols: new Uint8Array(0),
};

function needTable(table: HuffmanTable | null, needed: boolean): HuffmanTable {
  if (table) return table;
  if (needed) throw damaged('a scan names a Huffman table that is not there');
  return NO_TABLE;
}

function decodeMcu(parts: readonly RunningPart[], mcuX: number, mcuY: number, decodeBlock: BlockDecoder): void {
  for (const part of parts) {
    const { h, v } = part.component;
    for (let y = 0; y < v; y++) for (let x = 0; x < h; x++) decodeBlock(part, mcuX * h + x, mcuY * v + y);
  }
}

/** A restart marker must stand where the interval ends (T.81 B.2.1); the decoder starts afresh behind it. */
function passRestartMarker(bytes: Uint8Array, reader: BitReader, index: number): void {
  let at = reader.position;
  while (at + 1 < bytes.length && bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
  if (at + 1 >= bytes.length) {
    throw new JpegFault('truncated', 'This JPEG file ends before its picture is complete. Ask for the file again.');
  }
  if (bytes[at] !== 0xff || bytes[at + 1] !== 0xd0 + (index & 7)) throw damaged('a restart marker is missing');
  reader.restartAt(at + 2);
}

/** Sequential mode: each block is complete at once, so it goes straight into the plane. */
function sequentialDecoder(reader: BitReader, frame: JpegFrameHeader): BlockDecoder {
  const block = new Int16Array(64);
  return (part, across, down) => {
    block.fill(0);
    const category = reader.decode(part.dc);
    if (category > 16) throw damaged('a brightness step is too large');
    part.prediction += reader.receiveExtended(category);
    block[0] = part.prediction;
    for (let k = 1; k < 64; k++) {
      const symbol = reader.decode(part.ac);
      const size = symbol & 15;
      const run = symbol >> 4;
      if (size === 0) {
        if (run < 15) break;
        k += 15;
        continue;
      }
      k += run;
      if (k > 63) throw damaged('a block has more than 64 coefficients');
      block[ZIGZAG[k] as number] = reader.receiveExtended(size);
    }
    const { component } = part;
    const stride = component.storedAcross * 8;
    const quant = component.quant as Uint16Array;
    inverseDct(block, 0, quant, {
      plane: component.plane,
      offset: down * 8 * stride + across * 8,
      stride,
      bits: frame.bits,
    });
  };
}

/** Progressive mode (T.81 annex G): each scan adds bits to the stored coefficients. */
function progressiveDecoder(reader: BitReader, scan: ScanHeader): { decodeBlock: BlockDecoder; restart: () => void } {
  const { spectralStart, spectralEnd, successiveHigh, successiveLow } = scan;
  const bit = 1 << successiveLow;
  let endOfBandRun = 0;

  const dcFirst = (part: RunningPart, data: Int16Array, at: number): void => {
    const category = reader.decode(part.dc);
    if (category > 16) throw damaged('a brightness step is too large');
    part.prediction += reader.receiveExtended(category);
    data[at] = part.prediction << successiveLow;
  };

  const dcRefine = (data: Int16Array, at: number): void => {
    if (reader.receive(1) === 1) data[at] = (data[at] as number) | bit;
  };

  const acFirst = (part: RunningPart, data: Int16Array, at: number): void => {
    if (endOfBandRun > 0) {
      endOfBandRun--;
      return;
    }
    for (let k = spectralStart; k <= spectralEnd; k++) {
      const symbol = reader.decode(part.ac);
      const size = symbol & 15;
      const run = symbol >> 4;
      if (size === 0) {
        if (run < 15) {
          endOfBandRun = (1 << run) - 1 + reader.receive(run);
          return;
        }
        k += 15;
        continue;
      }
      k += run;
      if (k > 63) throw damaged('a block has more than 64 coefficients');
      data[at + (ZIGZAG[k] as number)] = reader.receiveExtended(size) << successiveLow;
    }
  };

  /** One more bit for a coefficient that is already not zero. */
  const refine = (data: Int16Array, index: number): void => {
    const value = data[index] as number;
    if (reader.receive(1) === 1 && (Math.abs(value) & bit) === 0) data[index] = value >= 0 ? value + bit : value - bit;
  };

  /** Passes `zeros` still-zero coefficients from `k`, refining the others; returns where it stopped. */
  const skipZeros = (data: Int16Array, at: number, from: number, zeros: number): number => {
    let left = zeros;
    let k = from;
    for (; k <= spectralEnd; k++) {
      const index = at + (ZIGZAG[k] as number);
      if (data[index] !== 0) refine(data, index);
      else if (left-- === 0) break;
    }
    return k;
  };

  const acRefine = (part: RunningPart, data: Int16Array, at: number): void => {
    let k = spectralStart;
    if (endOfBandRun === 0) {
      while (k <= spectralEnd) {
        const symbol = reader.decode(part.ac);
        const run = symbol >> 4;
        if ((symbol & 15) === 0 && run < 15) {
          endOfBandRun = (1 << run) + reader.receive(run);
          break;
        }
        const fresh = (symbol & 15) === 0 ? 0 : reader.receive(1) === 1 ? bit : -bit;
        k = skipZeros(data, at, k, run);
        if (fresh !== 0) {
          if (k > spectralEnd) throw damaged('a block has more than 64 coefficients');
          data[at + (ZIGZAG[k] as number)] = fresh;
        }
        k++;
      }
    }
    if (endOfBandRun > 0) {
      skipZeros(data, at, k, 64);
      endOfBandRun--;
    }
  };

  const decodeBlock: BlockDecoder = (part, across, down) => {
    const data = part.component.coefficients as Int16Array;
    const at = (down * part.component.storedAcross + across) * 64;
    if (spectralStart === 0) {
      if (successiveHigh === 0) dcFirst(part, data, at);
      else dcRefine(data, at);
    } else if (successiveHigh === 0) acFirst(part, data, at);
    else acRefine(part, data, at);
  };
  return { decodeBlock, restart: () => (endOfBandRun = 0) };
}
