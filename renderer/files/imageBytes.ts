import type { App } from './app.ts';

/** How to read a file again: through its grant, or from the browser's own file. Never the bytes themselves. */
export type ReadAgain = () => Promise<Uint8Array<ArrayBuffer> | null>;

const readers = new WeakMap<App, Map<string, ReadAgain>>();

/** Remembers where an image came from, as long as the window is open; needed for its other frames. */
export function rememberReader(app: App, sha256: string, read: ReadAgain): void {
  const known = readers.get(app) ?? new Map<string, ReadAgain>();
  readers.set(app, known.set(sha256, read));
}

export const readAgain = (app: App, sha256: string): Promise<Uint8Array<ArrayBuffer> | null> =>
  readers.get(app)?.get(sha256)?.() ?? Promise.resolve(null);

/** A reader through a grant of the host. */
export const grantReader =
  (app: App, grant: string): ReadAgain =>
  async () => {
    const read = await app.host.call('readFile', { grant });
    return read.ok ? ownBytes(read.value.bytes) : null;
  };

/** Bytes that may be given away: the same memory where it is a whole buffer, else a copy. */
export function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes);
}
