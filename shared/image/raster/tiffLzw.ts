const CLEAR = 256;
const END = 257;
const FIRST_FREE = 258;
const TABLE = 4096;

/**
 * TIFF's LZW (TIFF 6.0, section 13): codes of 9 to 12 bits from the highest bit on, each width ending one code early.
 * Fills `out` and returns true; false where the data end before it is full or hold a code that cannot be.
 */
export function decompressLzw(bytes: Uint8Array, out: Uint8Array): boolean {
  // Each string is another one and a byte more: code of the other, the byte, its own first byte, and its length.
  const prefix = new Uint16Array(TABLE);
  const last = new Uint8Array(TABLE);
  const first = new Uint8Array(TABLE);
  const length = new Uint16Array(TABLE);
  for (let code = 0; code < 256; code++) {
    last[code] = code;
    first[code] = code;
    length[code] = 1;
  }
  let next = FIRST_FREE;
  let width = 9;
  let previous = -1;
  let buffer = 0;
  let held = 0;
  let at = 0;
  let to = 0;
  while (to < out.length) {
    while (held < width) {
      if (at >= bytes.length) return false;
      buffer = ((buffer << 8) | (bytes[at++] as number)) & 0xff_ffff;
      held += 8;
    }
    held -= width;
    const code = (buffer >> held) & ((1 << width) - 1);
    if (code === END) return false;
    if (code === CLEAR) {
      next = FIRST_FREE;
      width = 9;
      previous = -1;
      continue;
    }
    if (previous === -1 ? code > 255 : code > next || next >= TABLE) return false;
    if (previous !== -1) {
      prefix[next] = previous;
      first[next] = first[previous] as number;
      // The string of a code that is being made now ends with its own first byte.
      last[next] = first[code === next ? previous : code] as number;
      length[next] = (length[previous] as number) + 1;
      next++;
    }
    let end = to + (length[code] as number);
    for (let walk = code; end > to; walk = prefix[walk] as number) {
      end--;
      if (end < out.length) out[end] = last[walk] as number;
    }
    to += length[code] as number;
    previous = code;
    if (next + 1 >= 1 << width && width < 12) width++;
  }
  return true;
}
