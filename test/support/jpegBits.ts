/** Collects bits into entropy-coded bytes, with a zero byte stuffed after each 0xFF (T.81 F.1.2.3). */
export class BitWriter {
  readonly bytes: number[] = [];
  private bits = 0;
  private count = 0;

  write(value: number, length: number): void {
    for (let i = length - 1; i >= 0; i--) {
      this.bits = (this.bits << 1) | ((value >> i) & 1);
      if (++this.count === 8) this.emit();
    }
  }

  /** Fills the last byte with ones. */
  flush(): void {
    while (this.count > 0) this.write(1, 1);
  }

  marker(code: number): void {
    this.flush();
    this.bytes.push(0xff, code);
  }

  private emit(): void {
    this.bytes.push(this.bits);
    if (this.bits === 0xff) this.bytes.push(0);
    this.bits = 0;
    this.count = 0;
  }
}

export const category = (value: number): number => (value === 0 ? 0 : 32 - Math.clz32(Math.abs(value)));

/** The extra bits that tell a value within its category (T.81 F.1.2.1). */
export const extraBits = (value: number, size: number): number => (value >= 0 ? value : value + (1 << size) - 1);

export const segment = (marker: number, content: readonly number[]): number[] => [
  0xff,
  marker,
  (content.length + 2) >> 8,
  (content.length + 2) & 0xff,
  ...content,
];

/** A Huffman table in which every symbol has a code of 8 bits; at most 255 symbols, as all ones is not a code. */
export const flatTable = (id: number, symbols: readonly number[]): number[] =>
  segment(0xc4, [id, 0, 0, 0, 0, 0, 0, 0, symbols.length, 0, 0, 0, 0, 0, 0, 0, 0, ...symbols]);

export const word = (value: number): [number, number] => [(value >> 8) & 0xff, value & 0xff];
