import { assertNever } from '../../result.ts';
import { unpackBits } from '../codecs/rle.ts';
import { inflateExactly } from './inflateExactly.ts';
import { tiffDamaged, tiffTruncated, tiffUnsupported } from './tiffDirectory.ts';
import type { TiffLayout, TiffPiece } from './tiffLayout.ts';
import { decompressLzw } from './tiffLzw.ts';

type Samples = Uint8Array | Uint16Array;

/** The samples of a page as they stand in it, interleaved, extra ones (alpha) included. */
export function decodeTiffSamples(layout: TiffLayout): Samples {
  const { rows, columns, samples, bits } = layout;
  checkLengths(layout);
  const count = rows * columns * samples;
  const out = bits > 8 ? new Uint16Array(count) : new Uint8Array(count);
  for (const piece of layout.pieces) placePiece(layout, piece, out);
  return out;
}

const pieceSamples = ({ planar, samples }: TiffLayout): number => (planar ? 1 : samples);
const lineBytes = (layout: TiffLayout, { columns }: TiffPiece): number =>
  Math.ceil((columns * pieceSamples(layout) * layout.bits) / 8);

/** The most bytes that one byte of a compression can become. */
const DENSEST: Readonly<Record<TiffLayout['compression'], number>> = {
  none: 1,
  packBits: 64,
  deflate: 1032,
  lzw: 2730,
};

/** A file that is too short for its picture is refused before the picture is allocated. */
function checkLengths(layout: TiffLayout): void {
  const most = DENSEST[layout.compression];
  for (const piece of layout.pieces) {
    if (piece.bytes.length * most < lineBytes(layout, piece) * piece.rows) throw tiffTruncated();
  }
}

function placePiece(layout: TiffLayout, piece: TiffPiece, out: Samples): void {
  const { columns, samples, planar } = layout;
  const stored = layout.reversedBits ? piece.bytes.map(reversed) : piece.bytes;
  const perLine = lineBytes(layout, piece);
  const bytes = unpacked(stored, layout.compression, perLine * piece.rows);
  const step = pieceSamples(layout);
  const line = new Uint16Array(piece.columns * step);
  const rows = Math.min(piece.rows, layout.rows - piece.row);
  const width = Math.min(piece.columns, columns - piece.column);
  for (let y = 0; y < rows; y++) {
    readLine(bytes.subarray(y * perLine, (y + 1) * perLine), line, layout);
    if (layout.horizontalPredictor) addUp(line, step, layout.bits);
    const target = ((piece.row + y) * columns + piece.column) * samples;
    if (planar) for (let x = 0; x < width; x++) out[target + x * samples + piece.plane] = line[x] as number;
    else out.set(line.subarray(0, width * step), target);
  }
}

const reversed = (byte: number): number => {
  let bits = 0;
  for (let i = 0; i < 8; i++) bits |= ((byte >> i) & 1) << (7 - i);
  return bits;
};

function unpacked(bytes: Uint8Array, compression: TiffLayout['compression'], size: number): Uint8Array {
  switch (compression) {
    case 'none':
      return bytes;
    case 'packBits': {
      const out = new Uint8Array(size);
      if (!unpackBits(bytes, out, { start: 0, step: 1, size })) throw tiffTruncated();
      return out;
    }
    case 'deflate': {
      const out = inflateExactly([bytes], size);
      if (out === 'short') throw tiffTruncated();
      if (typeof out === 'string') throw tiffDamaged('its compressed data cannot be unpacked');
      return out;
    }
    case 'lzw': {
      // Before 1988 the codes began at the lowest bit; such data begin with these two bytes.
      if (bytes[0] === 0 && ((bytes[1] ?? 0) & 1) === 1) throw tiffUnsupported('LZW compression of an outdated kind');
      const out = new Uint8Array(size);
      if (!decompressLzw(bytes, out)) throw tiffDamaged('its compressed data cannot be unpacked');
      return out;
    }
    default:
      return assertNever(compression);
  }
}

function readLine(bytes: Uint8Array, line: Uint16Array, { bits, littleEndian }: TiffLayout): void {
  if (bits === 8) {
    line.set(bytes);
    return;
  }
  if (bits === 16) {
    const [low, high] = littleEndian ? [0, 1] : [1, 0];
    for (let i = 0; i < line.length; i++) {
      line[i] = (bytes[2 * i + low] as number) | ((bytes[2 * i + high] as number) << 8);
    }
    return;
  }
  // Packed from the highest bit on, whatever the byte order; a line begins at a byte (TIFF 6.0, section 8).
  let held = 0;
  let buffer = 0;
  let at = 0;
  for (let i = 0; i < line.length; i++) {
    while (held < bits) {
      buffer = ((buffer << 8) | (bytes[at++] as number)) & 0xff_ffff;
      held += 8;
    }
    held -= bits;
    line[i] = (buffer >> held) & ((1 << bits) - 1);
  }
}

/** Undoes horizontal differencing: each sample is stored as its difference from the same sample of the pixel before. */
function addUp(line: Uint16Array, step: number, bits: number): void {
  const mask = bits === 8 ? 0xff : 0xffff;
  for (let i = step; i < line.length; i++) {
    line[i] = ((line[i] as number) + (line[i - step] as number)) & mask;
  }
}
