import { JpegFault, damaged, ZIGZAG, type JpegFrameHeader } from './jpegFrame.ts';
import { BitReader, type HuffmanTable } from './jpegHuffman.ts';
import { inverseDct } from './jpegIdct.ts';
import { ProgressiveDecoder } from './jpegProgressive.ts';
import type { BlockDecoder, RunningPart, ScanHeader } from './jpegScanHeader.ts';

/** Decodes the entropy-coded data of one scan; returns the position of the marker after it. */
export function decodeScan(bytes: Uint8Array, start: number, frame: JpegFrameHeader, scan: ScanHeader): number {
  const reader = new BitReader(bytes, start);
  const parts = scan.parts.map((part): RunningPart => ({
    component: part.component,
    dc: needTable(part.dcTable, scan.spectralStart === 0 && scan.successiveHigh === 0),
    ac: needTable(part.acTable, scan.spectralEnd > 0),
    prediction: 0,
  }));
  const progressive = frame.progressive ? new ProgressiveDecoder(reader, scan) : null;
  const decodeBlock: BlockDecoder = progressive
    ? (part, across, down) => progressive.decodeBlock(part, across, down)
    : sequentialDecoder(reader, frame);
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
