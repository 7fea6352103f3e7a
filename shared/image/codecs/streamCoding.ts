import type { FrameCoding } from '../dicom/transferSyntax.ts';

/**
 * What compressed stream the bytes begin like, from its own markers; null where it is none with a signature (RLE has
 * none). A JPEG stream is told by its frame header: DCT, lossless (T.81) or JPEG-LS (T.87); a JPEG 2000 stream by its
 * capabilities marker: with it (T.814) it is high-throughput.
 */
export function streamCoding(bytes: Uint8Array): Exclude<FrameCoding, 'native' | 'rle'> | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegCoding(bytes);
  const codestream = codestreamStart(bytes);
  return codestream === null ? null : isHighThroughput(bytes, codestream) ? 'htj2k' : 'jpeg2000';
}

function jpegCoding(bytes: Uint8Array): 'jpeg' | 'jpegLossless' | 'jpegLs' | null {
  for (let at = 2; at + 3 < bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xc3 || marker === 0xc7) return 'jpegLossless';
    if (marker === 0xf7) return 'jpegLs';
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return 'jpeg';
    if (marker === 0xda || marker === 0xd9) return null;
    at += 2 + (((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number));
  }
  return null;
}

/** Where the JPEG 2000 codestream (SOC, SIZ) begins: at once, or in the contiguous codestream box of a JP2 file. */
export function codestreamStart(bytes: Uint8Array): number | null {
  if (isCodestream(bytes, 0)) return 0;
  if (bytes.length < 12 || ascii(bytes, 4) !== 'jP  ') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 8 <= bytes.length;) {
    const length = view.getUint32(at);
    if (ascii(bytes, at + 4) === 'jp2c') {
      const start = at + (length === 1 ? 16 : 8);
      return isCodestream(bytes, start) ? start : null;
    }
    if (length < 8) return null;
    at += length;
  }
  return null;
}

const isCodestream = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xff && bytes[at + 1] === 0x4f && bytes[at + 2] === 0xff && bytes[at + 3] === 0x51;

const ascii = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

/** A capabilities marker (0xFF50) in the main header, before the first tile part. */
function isHighThroughput(bytes: Uint8Array, codestream: number): boolean {
  for (let at = codestream + 2; at + 3 < bytes.length;) {
    if (bytes[at] !== 0xff || bytes[at + 1] === 0x90) return false;
    if (bytes[at + 1] === 0x50) return true;
    at += 2 + (((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number));
  }
  return false;
}
