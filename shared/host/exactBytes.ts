/**
 * The same bytes as a plain Uint8Array that owns its whole buffer. A view is copied together with everything around it
 * when it crosses a process border, so that a small piece of a pool would carry other files' bytes along.
 */
export function exactBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.byteLength !== bytes.buffer.byteLength) return new Uint8Array(bytes);
  return bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer);
}
