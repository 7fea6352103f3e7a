import { createHash } from 'node:crypto';
import path from 'node:path';
import type { HostError } from '../../shared/host/contract.ts';
import { failure } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { replaceFile } from './atomicFile.ts';
import type { SavedFile } from './atomicFile.ts';
import type { Clock } from './clock.ts';
import type { FilePort } from './filePort.ts';
import { readThrough } from './readThrough.ts';
import { ANYTHING } from './replaces.ts';
import { saveError } from './saveError.ts';
import { attempt } from './systemFailure.ts';

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A whole file; null where it is missing or cannot be read. */
export async function readWhole(port: FilePort, file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  const read = await attempt(() => readThrough(port, file, (chunk) => parts.push(chunk.slice())));
  if (!read.ok) return null;
  return joined(parts, read.value);
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}

/** Writes a file that only this user may read, complete or not at all, with the folders above it. */
export async function writePrivate(
  port: FilePort,
  clock: Clock,
  file: string,
  bytes: Uint8Array,
): Promise<Result<SavedFile, HostError>> {
  const folder = await attempt(() => port.mkdir(path.dirname(file), 0o700));
  if (!folder.ok) return failure(saveError(folder.error, null));
  return replaceFile(port, file, bytes, { replaces: ANYTHING, clock, isPrivate: true });
}

/** The names in a folder; none where it is missing or cannot be read. */
export async function namesIn(port: FilePort, folder: string): Promise<readonly string[]> {
  const listing = await attempt(() => port.readdir(folder));
  return listing.ok ? listing.value.map(({ name }) => name) : [];
}
