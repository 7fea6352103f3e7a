import { damaged, ZIGZAG } from './jpegFrame.ts';
import type { BitReader } from './jpegHuffman.ts';
import type { RunningPart, ScanHeader } from './jpegScanHeader.ts';

/** Progressive mode (T.81 annex G): each scan adds bits to the stored coefficients. */
export class ProgressiveDecoder {
  private readonly reader: BitReader;
  private readonly scan: ScanHeader;
  /** The value of the bit that this scan transmits. */
  private readonly bit: number;
  /** Blocks still to come whose band has no more coefficients. */
  private endOfBandRun = 0;

  constructor(reader: BitReader, scan: ScanHeader) {
    this.reader = reader;
    this.scan = scan;
    this.bit = 1 << scan.successiveLow;
  }

  restart(): void {
    this.endOfBandRun = 0;
  }

  decodeBlock(part: RunningPart, across: number, down: number): void {
    const { component } = part;
    const data = component.coefficients as Int16Array;
    const at = (down * component.storedAcross + across) * 64;
    const first = this.scan.successiveHigh === 0;
    if (this.scan.spectralStart === 0) {
      if (first) this.dcFirst(part, data, at);
      else if (this.reader.receive(1) === 1) data[at] = (data[at] as number) | this.bit;
    } else if (first) this.acFirst(part, data, at);
    else this.acRefine(part, data, at);
  }

  private dcFirst(part: RunningPart, data: Int16Array, at: number): void {
    const category = this.reader.decode(part.dc);
    if (category > 16) throw damaged('a brightness step is too large');
    part.prediction += this.reader.receiveExtended(category);
    data[at] = part.prediction << this.scan.successiveLow;
  }

  private acFirst(part: RunningPart, data: Int16Array, at: number): void {
    if (this.endOfBandRun > 0) {
      this.endOfBandRun--;
      return;
    }
    const { reader } = this;
    const { spectralStart, spectralEnd, successiveLow } = this.scan;
    for (let k = spectralStart; k <= spectralEnd; k++) {
      const symbol = reader.decode(part.ac);
      const size = symbol & 15;
      const run = symbol >> 4;
      if (size === 0) {
        if (run < 15) {
          this.endOfBandRun = (1 << run) - 1 + reader.receive(run);
          return;
        }
        k += 15;
        continue;
      }
      k += run;
      if (k > 63) throw damaged('a block has more than 64 coefficients');
      data[at + (ZIGZAG[k] as number)] = reader.receiveExtended(size) << successiveLow;
    }
  }

  private acRefine(part: RunningPart, data: Int16Array, at: number): void {
    const { reader, bit } = this;
    const { spectralStart, spectralEnd } = this.scan;
    let k = spectralStart;
    while (this.endOfBandRun === 0 && k <= spectralEnd) {
      const symbol = reader.decode(part.ac);
      const run = symbol >> 4;
      if ((symbol & 15) === 0 && run < 15) {
        this.endOfBandRun = (1 << run) + reader.receive(run);
        break;
      }
      const fresh = (symbol & 15) === 0 ? 0 : reader.receive(1) === 1 ? bit : -bit;
      k = this.skipZeros(data, at, { from: k, zeros: run });
      if (fresh !== 0) {
        if (k > spectralEnd) throw damaged('a block has more than 64 coefficients');
        data[at + (ZIGZAG[k] as number)] = fresh;
      }
      k++;
    }
    if (this.endOfBandRun > 0) {
      this.skipZeros(data, at, { from: k, zeros: 64 });
      this.endOfBandRun--;
    }
  }

  /** Passes that many still-zero coefficients, refining the others on the way; returns where it stopped. */
  private skipZeros(data: Int16Array, at: number, { from, zeros }: { from: number; zeros: number }): number {
    const { spectralEnd } = this.scan;
    let left = zeros;
    let k = from;
    for (; k <= spectralEnd; k++) {
      const index = at + (ZIGZAG[k] as number);
      if (data[index] !== 0) this.refine(data, index);
      else if (left-- === 0) break;
    }
    return k;
  }

  /** One more bit for a coefficient that is already not zero. */
  private refine(data: Int16Array, index: number): void {
    const value = data[index] as number;
    if (this.reader.receive(1) === 0 || (Math.abs(value) & this.bit) !== 0) return;
    data[index] = value >= 0 ? value + this.bit : value - this.bit;
  }
}
