import { codestreamStart } from './streamCoding.ts';

/** The main header of a JPEG 2000 codestream (T.800 annex A): its SIZ and COD segments. */
export interface Jpeg2000Header {
  readonly rows: number;
  readonly columns: number;
  /** Where the picture lies on the reference grid: it decides how large its lower resolutions are. */
  readonly grid: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
  readonly components: number;
  readonly precision: number;
  readonly signed: boolean;
  /** Where the depth of each component stands in the bytes; its highest bit is the sign. */
  readonly depthOffsets: readonly number[];
  /** False where a component has fewer samples than the picture. */
  readonly fullResolution: boolean;
  /** True where all components have the same precision and sign. */
  readonly uniform: boolean;
  readonly tiles: number;
  readonly decompositions: number;
  /** True with the 5-3 transform, false with the 9-7 transform. */
  readonly reversible: boolean;
  /** Whether the colours went through the component transform, which decoders undo: the result is RGB. */
  readonly colourTransform: boolean;
  /** How the codestream ends: the tile parts are all there, only the end mark is missing, or data are missing. */
  readonly end: 'complete' | 'markMissing' | 'cut' | 'damaged';
}

/** Size of the picture with `level` resolutions left out (T.800 B.5). */
export function reducedSize({ grid }: Jpeg2000Header, level: number): { rows: number; columns: number } {
  const length = (from: number, to: number): number => Math.ceil(to / 2 ** level) - Math.ceil(from / 2 ** level);
  return { rows: length(grid.y0, grid.y1), columns: length(grid.x0, grid.x1) };
}

/** Reads the main header; null where it is broken. */
export function readJpeg2000Header(bytes: Uint8Array): Jpeg2000Header | null {
  const start = codestreamStart(bytes);
  if (start === null || start + 42 > bytes.length) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const siz = start + 4;
  const length = view.getUint16(siz);
  const components = view.getUint16(siz + 36);
  if (components < 1 || length < 38 + 3 * components || siz + length > bytes.length) return null;
  const coding = readCoding(view, siz + length);
  if (!coding) return null;
  const [x1, y1, x0, y0] = [4, 8, 12, 16].map((at) => view.getUint32(siz + at)) as [number, number, number, number];
  const [tileX, tileY, tileX0, tileY0] = [20, 24, 28, 32].map((at) => view.getUint32(siz + at)) as [
    number,
    number,
    number,
    number,
  ];
  if (tileX < 1 || tileY < 1 || x1 <= x0 || y1 <= y0 || tileX0 > x0 || tileY0 > y0) return null;
  const depth = view.getUint8(siz + 38);
  const all = Array.from({ length: components }, (_, i) => siz + 38 + 3 * i);
  return {
    columns: x1 - x0,
    rows: y1 - y0,
    grid: { x0, y0, x1, y1 },
    components,
    precision: (depth & 0x7f) + 1,
    signed: depth >= 0x80,
    depthOffsets: all,
    fullResolution: all.every((at) => view.getUint8(at + 1) === 1 && view.getUint8(at + 2) === 1),
    uniform: all.every((at) => view.getUint8(at) === depth),
    tiles: Math.ceil((x1 - tileX0) / tileX) * Math.ceil((y1 - tileY0) / tileY),
    ...coding,
    end: codestreamEnd(view, coding.firstTilePart),
  };
}

/** Follows the tile parts by their lengths (T.800 A.4.2): the decoders do not say when data are missing. */
function codestreamEnd(view: DataView, from: number): Jpeg2000Header['end'] {
  let at = from;
  while (at + 12 <= view.byteLength && view.getUint16(at) === 0xff90) {
    const length = view.getUint32(at + 6);
    // 0: the last tile part, which goes on to the end of the codestream.
    if (length === 0) return endsWithMark(view) ? 'complete' : 'markMissing';
    if (length < 14) return 'damaged';
    at += length;
  }
  if (at > view.byteLength || at === from) return 'cut';
  if (at + 2 > view.byteLength) return 'markMissing';
  const marker = view.getUint16(at);
  if (marker === 0xffd9) return 'complete';
  if (marker === 0xff90) return 'cut';
  return marker === 0 ? 'markMissing' : 'damaged';
}

function endsWithMark(view: DataView): boolean {
  let end = view.byteLength;
  while (end > 2 && view.getUint8(end - 1) === 0) end--;
  return end >= 2 && view.getUint16(end - 2) === 0xffd9;
}

type Coding = Pick<Jpeg2000Header, 'decompositions' | 'reversible' | 'colourTransform'> & {
  readonly firstTilePart: number;
};

/** The default coding style (COD) of the main header, and where the first tile part begins. */
function readCoding(view: DataView, from: number): Coding | null {
  let style: Omit<Coding, 'firstTilePart'> | null = null;
  for (let at = from; at + 4 <= view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker === 0xff90) return style && { ...style, firstTilePart: at };
    if (marker < 0xff00) return null;
    if (marker !== 0xff52 || at + 14 > view.byteLength) continue;
    style = {
      colourTransform: view.getUint8(at + 8) === 1,
      decompositions: view.getUint8(at + 9),
      reversible: view.getUint8(at + 13) === 1,
    };
  }
  return null;
}
