import { LosslessFault } from './losslessFault.ts';

/** Bits looked at in one step: enough for the code and the extra bits of nearly every difference of a radiograph. */
const LOOK = 13;
const LOOK_MASK = (1 << LOOK) - 1;

/** A Huffman table of difference categories (T.81 H.1.2.2), with codes and short differences already put together. */
export interface DifferenceTable {
  /** By the next 13 bits: difference << 8 | bits used; 0 where they are not enough. */
  readonly fast: Int32Array;
  /** Largest code of each length, -1 where none, and symbol index minus code. */
  readonly maxCode: Int32Array;
  readonly offset: Int32Array;
  readonly categories: Uint8Array;
}

export function differenceTable(counts: Uint8Array, categories: Uint8Array): DifferenceTable {
  const fast = new Int32Array(1 << LOOK);
  const maxCode = new Int32Array(17).fill(-1);
  const offset = new Int32Array(17);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length++) {
    const count = counts[length - 1] ?? 0;
    if (code + count > 1 << length) throw new LosslessFault('a code table is impossible');
    offset[length] = index - code;
    for (let i = 0; i < count; i++, code++, index++) {
      const category = categories[index] as number;
      if (category > 16) throw new LosslessFault('a code table has an impossible category');
      if (length <= LOOK) fillFast(fast, { code, length, category });
    }
    if (count > 0) maxCode[length] = code - 1;
    code <<= 1;
  }
  return { fast, maxCode, offset, categories: categories.slice() };
}

/** Enters every bit pattern that begins with the code, as far as its extra bits can be seen too. */
function fillFast(
  fast: Int32Array,
  { code, length, category }: { code: number; length: number; category: number },
): void {
  const extra = category === 16 ? 0 : category;
  const used = length + extra;
  if (used > LOOK) return;
  const free = LOOK - used;
  for (let bits = 0; bits < 1 << extra; bits++) {
    const from = ((code << extra) | bits) << free;
    fast.fill((extended(bits, category) << 8) | used, from, from + (1 << free));
  }
}

/** The difference of a category (T.81 table H.2 and F.2.2.1); category 16 has no extra bits. */
function extended(bits: number, category: number): number {
  if (category === 0) return 0;
  if (category === 16) return 32768;
  return bits < 1 << (category - 1) ? bits - (1 << category) + 1 : bits;
}

/** Reads differences from entropy-coded data, drops stuffed bytes and knows when it has run out of real bits. */
export class DifferenceReader {
  private readonly bytes: Uint8Array;
  /** Next byte to read; at a marker: its 0xFF. */
  private position: number;
  private bits = 0;
  private count = 0;
  /** Bits added after the data ended; using one of them is damage. */
  private padding = 0;

  constructor(bytes: Uint8Array, position: number) {
    this.bytes = bytes;
    this.position = position;
  }

  next(table: DifferenceTable): number {
    if (this.count < 16) this.fill();
    const entry = table.fast[(this.bits >>> (this.count - LOOK)) & LOOK_MASK] as number;
    if (entry === 0) return this.nextSlow(table);
    this.count -= entry & 0xff;
    if (this.padding > this.count) this.runOut();
    return entry >> 8;
  }

  private nextSlow(table: DifferenceTable): number {
    const category = this.category(table);
    if (this.count < 16) this.fill();
    const extra = category === 16 ? 0 : category;
    this.count -= extra;
    if (this.padding > this.count) this.runOut();
    return extended((this.bits >>> this.count) & ((1 << extra) - 1), category);
  }

  private category(table: DifferenceTable): number {
    for (let length = 1; length <= 16; length++) {
      const code = (this.bits >>> (this.count - length)) & ((1 << length) - 1);
      if (code <= (table.maxCode[length] as number)) {
        this.count -= length;
        return table.categories[code + (table.offset[length] as number)] as number;
      }
    }
    if (this.padding > 0) this.runOut();
    throw new LosslessFault('they hold an impossible code');
  }

  private fill(): void {
    const { bytes } = this;
    while (this.count <= 24) {
      let byte = bytes[this.position] ?? -1;
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

  private runOut(): never {
    const atEnd = this.position + 1 >= this.bytes.length;
    throw new LosslessFault('they end before the picture does', atEnd);
  }

  /** Passes restart marker `index`, which has to stand exactly here. */
  restart(index: number): void {
    const at = this.end();
    if (this.bytes[at] !== 0xff || this.bytes[at + 1] !== 0xd0 + index)
      throw new LosslessFault('a restart mark is missing');
    this.position = at + 2;
    this.bits = 0;
    this.count = 0;
    this.padding = 0;
  }

  /** Where the marker after the data stands. Whole bytes that nobody needed are damage. */
  end(): number {
    if (this.padding === 0) this.fill();
    if (this.count - this.padding >= 8 || (this.padding === 0 && this.position < this.bytes.length)) {
      throw new LosslessFault('more data follow than the picture has pixels');
    }
    let at = this.position;
    while (this.bytes[at] === 0xff && this.bytes[at + 1] === 0xff) at++;
    return at;
  }
}
