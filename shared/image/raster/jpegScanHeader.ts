import type { JpegComponent } from './jpegFrame.ts';
import type { HuffmanTable } from './jpegHuffman.ts';

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
export interface RunningPart {
  readonly component: JpegComponent;
  readonly dc: HuffmanTable;
  readonly ac: HuffmanTable;
  prediction: number;
}

export type BlockDecoder = (part: RunningPart, across: number, down: number) => void;
