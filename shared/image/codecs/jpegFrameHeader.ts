/** The frame header of a JPEG or JPEG-LS stream (T.81 B.2.2, T.87 C.2.2), read before any decoder sees the stream. */
export interface JpegStreamHeader {
  /** The second byte of the frame marker: 0xC0 to 0xCF, or 0xF7 for JPEG-LS. */
  readonly marker: number;
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  readonly components: readonly { readonly id: number; readonly h: number; readonly v: number }[];
}

const isFrameMarker = (marker: number): boolean =>
  marker === 0xf7 || (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc);

/** Finds the frame header; null where the segments before it are broken or there is none. */
export function readJpegStreamHeader(bytes: Uint8Array): JpegStreamHeader | null {
  const word = (at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = word(at + 2);
    if (length < 2 || marker === 0xda || marker === 0xd9) return null;
    if (isFrameMarker(marker)) {
      const count = bytes[at + 9] ?? 0;
      if (length < 8 + 3 * count || at + 2 + length > bytes.length) return null;
      const components = Array.from({ length: count }, (_, i) => {
        const sampling = bytes[at + 11 + 3 * i] as number;
        return { id: bytes[at + 10 + 3 * i] as number, h: sampling >> 4, v: sampling & 15 };
      });
      const precision = bytes[at + 4] as number;
      return { marker, precision, rows: word(at + 5), columns: word(at + 7), components };
    }
    at += 2 + length;
  }
  return null;
}
