import path from 'node:path';
import { success, type Result } from '../../shared/result.ts';
import type { FilePort } from '../host/filePort.ts';
import { readThrough } from '../host/readThrough.ts';
import { attempt, type SystemFailure } from '../host/systemFailure.ts';
import { commandFailure, shown, type CommandError } from './commandError.ts';

const MIB = 1 << 20;

/** What is read, and how the user knows it. */
export interface Wanted {
  readonly file: string;
  /** "an image", for messages. */
  readonly what: string;
  readonly largestBytes: number;
}

/**
 * Reads a file that the user named, whole. Links are followed. Errors: `not_found`, `not_a_file` (a folder, a device),
 * `too_large`, `not_readable`; each message begins with the file.
 */
export async function readInput(
  port: FilePort,
  wanted: Wanted,
): Promise<Result<Uint8Array<ArrayBuffer>, CommandError>> {
  const name = shown(wanted.file);
  const file = path.resolve(wanted.file);
  const facts = await attempt(() => port.stat(file));
  if (!facts.ok) return cannotRead(name, facts.error);
  const { kind, size } = facts.value;
  if (kind !== 'file') {
    const found = kind === 'folder' ? 'a folder' : 'a device or a pipe';
    return commandFailure('not_a_file', `${name}: this is ${found}; name the file of ${wanted.what}.`);
  }
  if (size > wanted.largestBytes) return tooLarge(name, wanted);

  const bytes = new Uint8Array(size);
  let isChanging = false;
  const read = await attempt(() =>
    readThrough(port, file, (chunk, position) => {
      const room = bytes.subarray(position);
      if (chunk.length > room.length) isChanging = true;
      else room.set(chunk);
    }),
  );
  if (!read.ok) return cannotRead(name, read.error);
  if (isChanging || read.value !== size) {
    return commandFailure('not_readable', `${name}: another program is writing this file; try again when it is done.`);
  }
  return success(bytes);
}

/** Reads the standard input to its end. Errors as for files. */
export async function readStdin(
  stdin: AsyncIterable<Uint8Array>,
  wanted: Wanted,
): Promise<Result<Uint8Array<ArrayBuffer>, CommandError>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const read = await attempt(async () => {
    for await (const part of stdin) {
      size += part.length;
      if (size > wanted.largestBytes) return;
      parts.push(part);
    }
  });
  if (!read.ok) return cannotRead('standard input', read.error);
  if (size > wanted.largestBytes) return tooLarge('standard input', wanted);
  const bytes = new Uint8Array(size);
  let position = 0;
  for (const part of parts) {
    bytes.set(part, position);
    position += part.length;
  }
  return success(bytes);
}

const tooLarge = (name: string, { what, largestBytes }: Wanted) =>
  commandFailure(
    'too_large',
    `${name}: the file of ${what} may have at most ${largestBytes / MIB} MiB; it was not read.`,
  );

function cannotRead(name: string, { code }: SystemFailure) {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return commandFailure('not_found', `${name}: there is no such file; check the name and the folder.`);
    case 'EACCES':
    case 'EPERM':
      return commandFailure('not_readable', `${name}: you do not have permission to read this; ask its owner.`);
    case 'ENAMETOOLONG':
      return commandFailure('not_found', `${name.slice(0, 40)}…: no file has a name as long as this; check the name.`);
    default:
      return commandFailure('not_readable', `${name}: this could not be read (${code}); try again or use a copy.`);
  }
}
