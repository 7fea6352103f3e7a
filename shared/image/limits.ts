/**
 * What an image file may claim before anything is allocated for it. Real radiographs stay far below: long-spine
 * stitches are about 10 to 30 megapixels.
 */
export const IMAGE_LIMITS = {
  dicomFileBytes: 512 * 1024 * 1024,
  rasterFileBytes: 200 * 1024 * 1024,
  /**
   * Rows and columns, each. DICOM cannot say more than 65 535 (an unsigned short); such strips are legal, so the number
   * of pixels is the limit that protects memory.
   */
  side: 65_535,
  pixels: 100_000_000,
  frames: 100_000,
  elements: 100_000,
  sequenceDepth: 32,
  fragments: 10_000,
  inflatedBytes: 512 * 1024 * 1024,
  /** Inflated bytes allowed beyond the end of the pixel data. */
  inflateSlack: 1024 * 1024,
  /** Bytes kept of one text value. */
  textBytes: 64 * 1024,
  /** Entries of one look-up table (PS3.3 C.11.1.1: 0 in the descriptor means 65 536). */
  lutEntries: 65_536,
  overlays: 16,
} as const;
