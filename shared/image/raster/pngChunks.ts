import type { ImageError, ImageWarning } from '../radiograph.ts';
import { checkRasterSize } from './rasterLimits.ts';
import { crc32 } from './crc32.ts';

/** The first fault met in a PNG file. Thrown inside the reader only; `readPng` turns it into a Result. */
export class PngFault extends Error {
  readonly code: ImageError['code'];
  constructor(code: ImageError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Colour types (PNG 11.2.1). */
export const PNG_COLOUR = { grey: 0, rgb: 2, palette: 3, greyAlpha: 4, rgbAlpha: 6 } as const;

export interface PngHeader {
  readonly columns: number;
  readonly rows: number;
  readonly depth: 1 | 2 | 4 | 8 | 16;
  readonly colourType: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly interlaced: boolean;
}

/** What the chunks of a PNG file hold; nothing is inflated yet. */
export interface PngChunks {
  readonly header: PngHeader;
  /** RGB triples. */
  readonly palette: Uint8Array | null;
  readonly transparency: Uint8Array | null;
  /** Pixels per unit; unit 1 is the metre, 0 unknown. */
  readonly physical: { readonly x: number; readonly y: number; readonly unit: number } | null;
  readonly data: readonly Uint8Array[];
  readonly warnings: readonly ImageWarning[];
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  [PNG_COLOUR.grey]: [1, 2, 4, 8, 16],
  [PNG_COLOUR.rgb]: [8, 16],
  [PNG_COLOUR.palette]: [1, 2, 4, 8],
  [PNG_COLOUR.greyAlpha]: [8, 16],
  [PNG_COLOUR.rgbAlpha]: [8, 16],
};
const CHANNELS: Readonly<Record<number, PngHeader['channels']>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

const truncated = (): PngFault =>
  new PngFault('truncated', 'This PNG file ends before its picture is complete. Ask for the file again.');
const damaged = (what: string): PngFault => new PngFault('damaged', `This PNG file is damaged: ${what}.`);
const invalid = (what: string): PngFault => new PngFault('invalid_header', `This PNG file has ${what}.`);

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/**
 * Walks the chunks (PNG 5.3) and checks the header before anything is allocated. Chunks that the picture needs must have
 * the right CRC; text, profiles, animation and everything else is passed over unread, so that nothing in it is inflated.
 */
export function readPngChunks(bytes: Uint8Array): PngChunks {
  if (!isPng(bytes)) throw new PngFault('not_an_image', 'This is not a PNG file: it does not begin like one.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: PngHeader | null = null;
  let palette: Uint8Array | null = null;
  let transparency: Uint8Array | null = null;
  let physical: PngChunks['physical'] = null;
  let ended = false;
  const data: Uint8Array[] = [];
  let at = SIGNATURE.length;
  while (!ended && at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (length > 0x7fffffff) throw damaged('a chunk has an impossible length');
    if (at + 12 + length > bytes.length) throw truncated();
    const body = bytes.subarray(at + 8, at + 8 + length);
    const intact =
      !USED_CHUNKS.has(type) || crc32(bytes.subarray(at + 4, at + 8 + length)) === view.getUint32(at + 8 + length);
    at += 12 + length;
    if (header === null && type !== 'IHDR') throw invalid('no header where it must be');
    if (!intact) {
      if (isCritical(type)) throw damaged(`the checksum of its ${type} chunk is wrong`);
      continue;
    }
    if (type === 'IHDR') header = parseHeader(body);
    else if (type === 'PLTE') palette = body;
    else if (type === 'IDAT') data.push(body);
    else if (type === 'IEND') ended = true;
    else if (type === 'tRNS') transparency = body;
    else if (type === 'pHYs') physical = parsePhysical(body);
    else if (isCritical(type))
      throw new PngFault('unsupported_format', `This PNG file uses the extension ${type}, which is not supported.`);
  }
  if (!header) throw truncated();
  if (data.length === 0) throw truncated();
  if (header.colourType === PNG_COLOUR.palette && (!palette || palette.length < 3 || palette.length % 3 !== 0)) {
    throw damaged('its colour palette is missing or incomplete');
  }
  const warnings = ended
    ? []
    : [{ code: 'png_end_missing', message: 'The end of this PNG file is missing; its picture is complete.' }];
  return { header, palette, transparency, physical, data, warnings };
}

const USED_CHUNKS = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'pHYs']);

/** An upper-case first letter: a decoder that does not know the chunk must not go on (PNG 5.4). */
const isCritical = (type: string): boolean => type.charCodeAt(0) >= 65 && type.charCodeAt(0) <= 90;

function parseHeader(body: Uint8Array): PngHeader {
  if (body.length !== 13) throw invalid('a header of the wrong length');
  const view = new DataView(body.buffer, body.byteOffset, 13);
  const columns = view.getUint32(0);
  const rows = view.getUint32(4);
  const size = checkRasterSize({ rows, columns, format: 'PNG' });
  if (!size.ok) throw new PngFault(size.error.code, size.error.message);
  const depth = view.getUint8(8);
  const colourType = view.getUint8(9);
  const depths = DEPTHS[colourType];
  const channels = CHANNELS[colourType];
  if (!depths || !channels) throw invalid(`the unknown colour type ${colourType}`);
  if (!depths.includes(depth)) throw invalid(`${depth} bits a sample, which its colour type does not allow`);
  if (view.getUint8(10) !== 0 || view.getUint8(11) !== 0) throw invalid('an unknown compression or filter method');
  const interlace = view.getUint8(12);
  if (interlace > 1) throw invalid('an unknown interlace method');
  return { columns, rows, depth: depth as PngHeader['depth'], colourType, channels, interlaced: interlace === 1 };
}

function parsePhysical(body: Uint8Array): PngChunks['physical'] {
  if (body.length !== 9) return null;
  const view = new DataView(body.buffer, body.byteOffset, 9);
  return { x: view.getUint32(0), y: view.getUint32(4), unit: view.getUint8(8) };
}
