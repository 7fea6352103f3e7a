/** File types that are recognised by their first bytes. */
export type OtherFormat =
  'PNG' | 'JPEG' | 'TIFF' | 'GIF' | 'BMP' | 'WebP' | 'JPEG 2000' | 'HEIC' | 'PDF' | 'ZIP' | 'gzip' | 'HTML' | 'SVG';

const SIGNATURES: readonly (readonly [OtherFormat, number, readonly number[]])[] = [
  ['PNG', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['JPEG', 0, [0xff, 0xd8]],
  ['TIFF', 0, [0x49, 0x49, 0x2a, 0x00]],
  ['TIFF', 0, [0x4d, 0x4d, 0x00, 0x2a]],
  ['TIFF', 0, [0x49, 0x49, 0x2b, 0x00]],
  ['TIFF', 0, [0x4d, 0x4d, 0x00, 0x2b]],
  ['GIF', 0, [0x47, 0x49, 0x46, 0x38]],
  ['BMP', 0, [0x42, 0x4d]],
  ['WebP', 8, [0x57, 0x45, 0x42, 0x50]],
  ['JPEG 2000', 0, [0x00, 0x00, 0x00, 0x0c, 0x6a, 0x50, 0x20, 0x20]],
  ['JPEG 2000', 0, [0xff, 0x4f, 0xff, 0x51]],
  ['HEIC', 4, [0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69]],
  ['HEIC', 4, [0x66, 0x74, 0x79, 0x70, 0x6d, 0x69, 0x66, 0x31]],
  ['PDF', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['ZIP', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['ZIP', 0, [0x50, 0x4b, 0x05, 0x06]],
  ['gzip', 0, [0x1f, 0x8b, 0x08]],
];

/**
 * What the first bytes say the file is, DICOM excepted: a DICOM preamble may look like anything (PS3.10 7.1), so the
 * letters DICM behind it count first.
 */
export function sniffFormat(bytes: Uint8Array): OtherFormat | null {
  const at = (offset: number, signature: readonly number[]): boolean =>
    signature.every((byte, i) => bytes[offset + i] === byte);
  if (at(128, [0x44, 0x49, 0x43, 0x4d])) return null;
  const found = SIGNATURES.find(([, offset, signature]) => at(offset, signature));
  if (found) return found[0];
  const text = String.fromCharCode(...bytes.subarray(0, 256))
    .trimStart()
    .toLowerCase();
  if (text.startsWith('<svg') || (text.startsWith('<?xml') && text.includes('<svg'))) return 'SVG';
  return text.startsWith('<!doctype') || text.startsWith('<html') ? 'HTML' : null;
}
