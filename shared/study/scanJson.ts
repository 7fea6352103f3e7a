/** What a look at the bytes of a JSON text tells before anything is built from it. */
export interface JsonScan {
  /** Deepest nesting of objects and arrays; 1 for a flat object. */
  readonly depth: number;
  /** True when the nesting limit was passed; the scan stops there. */
  readonly tooDeep: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * The nesting of a JSON text in UTF-8, in one pass without recursion, so that a hostile file cannot exhaust the stack
 * of the validator that comes later. Says nothing about whether the text is well formed.
 */
export function scanJson(bytes: Uint8Array, maximumDepth: number): JsonScan {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      i = endOfString(bytes, i + 1);
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      depth += 1;
      if (depth > deepest) deepest = depth;
      if (depth > maximumDepth) return { depth: deepest, tooDeep: true };
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      depth -= 1;
    }
  }
  return { depth: deepest, tooDeep: false };
}

/** The position of the closing quote; the length of the text when there is none. */
function endOfString(bytes: Uint8Array, from: number): number {
  let i = from;
  while (i < bytes.length && bytes[i] !== QUOTE) i += bytes[i] === BACKSLASH ? 2 : 1;
  return i;
}
