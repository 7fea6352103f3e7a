import { JpegFault } from './jpegFrame.ts';

const FAST_BITS = 9;

/** A Huffman table ready for decoding: codes of up to 9 bits by one look-up, longer ones by comparing code values. */
export interface HuffmanTable {
  /** Indexed by the next 9 bits: length << 8 | symbol, 0 where the code is longer. */
  readonly fast: Uint16Array;
  /** Largest code of each length, -1 where none. */
  readonly maxCode: Int32Array;
  /** Symbol index minus code value, by length. */
  readonly offset: Int32Array;
  readonly symbols: Uint8Array;
}

/** `counts[i]` codes of length i + 1, then the symbols in order of their codes (T.81 annex C). */
export function buildHuffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const fast = new Uint16Array(1 << FAST_BITS);
  const maxCode = new Int32Array(17).fill(-1);
  const offset = new Int32Array(17);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length++) {
    const count = counts[length - 1] ?? 0;
    offset[length] = index - code;
    if (code + count > 1 << length) throw new JpegFault('damaged', 'This JPEG file has an impossible Huffman table.');
    for (let i = 0; i < count; i++, code++, index++) {
      if (length > FAST_BITS) continue;
      const first = code << (FAST_BITS - length);
      fast.fill((length << 8) | (symbols[index] ?? 0), first, first + (1 << (FAST_BITS - length)));
    }
    if (count > 0) maxCode[length] = code - 1;
    code <<= 1;
  }
  return { fast, maxCode, offset, symbols };
}

/** Reads entropy-coded bits, drops stuffed zero bytes and stops at the next marker. */
export class BitReader {
  /** Next byte to read; at a marker: its 0xFF. */
  position: number;
  private readonly bytes: Uint8Array;
  private bits = 0;
  private count = 0;
  /** Zero bits that were added after the data ended. */
  private padding = 0;

  constructor(bytes: Uint8Array, position: number) {
    this.bytes = bytes;
    this.position = position;
  }

  private fill(): void {
    const bytes = this.bytes;
    while (this.count <= 24) {
      let byte = this.position < bytes.length ? (bytes[this.position] as number) : -1;
      if (byte === 0xff) {
        if (bytes[this.position + 1] === 0) this.position += 2;
        else byte = -1;
      } else if (byte >= 0) this.position++;
      if (byte < 0) {
        this.padding += 8;
        byte = 0;
      }
      this.bits = (this.bits << 8) | byte;
      this.count += 8;
    }
  }

  /** The next `length` bits, 0 to 16, as an unsigned number. */
  receive(length: number): number {
    if (length === 0) return 0;
    if (this.count < length) this.fill();
    this.count -= length;
    return (this.bits >>> this.count) & ((1 << length) - 1);
  }

  /** A signed difference or coefficient of the category `length` (T.81 F.2.2.1). */
  receiveExtended(length: number): number {
    const value = this.receive(length);
    return length > 0 && value < 1 << (length - 1) ? value - (1 << length) + 1 : value;
  }

  decode(table: HuffmanTable): number {
    if (this.count < 16) this.fill();
    const entry = table.fast[(this.bits >>> (this.count - FAST_BITS)) & ((1 << FAST_BITS) - 1)] as number;
    if (entry !== 0) {
      this.count -= entry >>> 8;
      return entry & 0xff;
    }
    for (let length = FAST_BITS + 1; length <= 16; length++) {
      const code = (this.bits >>> (this.count - length)) & ((1 << length) - 1);
      if (code <= (table.maxCode[length] as number)) {
        this.count -= length;
        return table.symbols[code + (table.offset[length] as number)] as number;
      }
    }
    if (this.padding > 0) throw truncatedScan();
    throw new JpegFault('damaged', 'This JPEG file is damaged: its compressed data hold an impossible code.');
  }

  /** Throws once bits have been used that the file does not have. */
  checkNotPastEnd(): void {
    if (this.padding > this.count) throw truncatedScan();
  }

  /** Drops the bits left before a marker; the next bits come from `position`. */
  restartAt(position: number): void {
    this.position = position;
    this.bits = 0;
    this.count = 0;
    this.padding = 0;
  }
}

function truncatedScan(): JpegFault {
  return new JpegFault('truncated', 'This JPEG file ends before its picture is complete. Ask for the file again.');
}
