import { createHash } from 'node:crypto';
import type { FilePort } from './filePort.ts';

const CHUNK_BYTES = 1 << 20;

export interface ContentHash {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly size: number;
}

/**
 * Reads a file from beginning to end, a chunk at a time, so that nothing else waits long. The chunk is reused: a
 * visitor that keeps bytes copies them. Rejects with a system error. Returns the number of bytes.
 */
export async function readThrough(
  port: FilePort,
  path: string,
  visit: (chunk: Uint8Array, position: number) => void,
): Promise<number> {
  const file = await port.open(path, 'read');
  try {
    const buffer = new Uint8Array(CHUNK_BYTES);
    let position = 0;
    for (;;) {
      const count = await file.read(buffer, position);
      if (count === 0) return position;
      visit(buffer.subarray(0, count), position);
      position += count;
    }
  } finally {
    // What was read is read: an error while closing changes nothing.
    await file.close().catch(() => undefined);
  }
}

/** The SHA-256 of a file's content. Rejects with a system error. */
export async function hashFile(port: FilePort, path: string): Promise<ContentHash> {
  const hash = createHash('sha256');
  const size = await readThrough(port, path, (chunk) => hash.update(chunk));
  return { sha256: hash.digest('hex'), size };
}
