import { createHash } from 'node:crypto';
import type { HostError } from '../../shared/host/contract.ts';
import { failure, success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { FilePort, OpenFile } from './filePort.ts';
import { hashFile } from './readThrough.ts';
import { attempt, systemError } from './systemFailure.ts';
import type { SystemFailure } from './systemFailure.ts';

const CHUNK_BYTES = 1 << 20;

/** File systems without a flush answer with one of these: go on, and call the save not confirmed. */
const NO_FLUSH = new Set(['ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS']);

export interface WrittenFile {
  readonly sha256: string;
  /** False where the disk cannot promise that the bytes are on the device. */
  readonly isFlushed: boolean;
  /** By the clock of the disk. */
  readonly modifiedAt: number;
}

/** Why the temporary file could not be made as it should be. */
export type WriteProblem =
  | {
      readonly kind: 'system';
      readonly reason: SystemFailure;
      readonly during: 'create' | 'write' | 'flush' | 'verify';
    }
  /** The disk gave back something else than it was given. */
  | { readonly kind: 'differs' };

/**
 * Makes a new file of these bytes and proves it: every byte written in a loop (a short write is no error to the
 * system), flushed, opened again, read back, length and SHA-256 compared.
 */
export async function writeVerified(
  port: FilePort,
  path: string,
  bytes: Uint8Array,
  mode: number,
): Promise<Result<WrittenFile, WriteProblem>> {
  const opened = await attempt(() => port.open(path, 'create', mode));
  if (!opened.ok) return failure({ kind: 'system', reason: opened.error, during: 'create' });
  const file = opened.value;

  const written = await attempt(() => writeAll(file, bytes));
  if (!written.ok) {
    await attempt(() => file.close());
    return failure({ kind: 'system', reason: written.error, during: 'write' });
  }
  const flushed = await attempt(() => file.sync());
  const facts = await attempt(() => file.stat());
  const closed = await attempt(() => file.close());
  if (!flushed.ok && !NO_FLUSH.has(flushed.error.code)) {
    return failure({ kind: 'system', reason: flushed.error, during: 'flush' });
  }
  // Network disks may report a failed write as late as here.
  if (!closed.ok) return failure({ kind: 'system', reason: closed.error, during: 'flush' });
  if (!facts.ok) return failure({ kind: 'system', reason: facts.error, during: 'verify' });

  const readBack = await attempt(() => hashFile(port, path));
  if (!readBack.ok) return failure({ kind: 'system', reason: readBack.error, during: 'verify' });
  const isSame =
    readBack.value.sha256 === written.value &&
    readBack.value.size === bytes.length &&
    facts.value.size === bytes.length;
  if (!isSame) return failure({ kind: 'differs' });
  return success({ sha256: written.value, isFlushed: flushed.ok, modifiedAt: facts.value.modifiedAt });
}

/** Returns the SHA-256 of what was written. */
async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  let position = 0;
  while (position < bytes.length) {
    const chunk = bytes.subarray(position, position + CHUNK_BYTES);
    const count = await file.write(chunk);
    if (count <= 0) throw systemError('EIO', 'write');
    hash.update(chunk.subarray(0, count));
    position += count;
  }
  return hash.digest('hex');
}

/** The disk returned other bytes than it was given, twice. */
export const differsError = (state: string): HostError => ({
  code: 'failed',
  message: `The disk did not keep what was written to it. Your work is still open in this window. ${state} Save to another disk, and have this one checked.`,
  detail: 'read back differs',
});
