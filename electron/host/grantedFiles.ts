import { createHash } from 'node:crypto';
import type { FileKind, HostError } from '../../shared/host/contract.ts';
import { failure, success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { MAXIMUM_STUDY_BYTES } from '../../shared/study/studyFile.ts';
import { replaceFile } from './atomicFile.ts';
import type { SavedFile } from './atomicFile.ts';
import type { Clock } from './clock.ts';
import type { FileGrant } from './fileGrants.ts';
import type { FilePort } from './filePort.ts';
import { readThrough } from './readThrough.ts';
import type { Replaces } from './replaces.ts';
import { readError } from './saveError.ts';
import { attempt, systemError } from './systemFailure.ts';

const MIB = 1 << 20;

/** The largest file that is read or written, by kind. Images have further limits by format, in the page. */
export const LARGEST_FILE: Readonly<Record<FileKind, number>> = {
  image: 512 * MIB,
  study: MAXIMUM_STUDY_BYTES,
  table: 256 * MIB,
  picture: 256 * MIB,
};

export interface ReadFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
}

/** Reads a chosen file whole, with the hash of exactly these bytes. */
export async function readGranted(port: FilePort, grant: FileGrant): Promise<Result<ReadFile, HostError>> {
  if (!grant.mayRead) return failure(notReadableError);
  const facts = await attempt(() => port.lstat(grant.path));
  if (!facts.ok) return failure(readError(facts.error));
  if (facts.value.kind !== 'file') return failure(notAFileError);
  const largest = LARGEST_FILE[grant.kind];
  if (facts.value.size > largest) return failure(tooLargeToRead(largest));

  const bytes = new Uint8Array(facts.value.size);
  const hash = createHash('sha256');
  const read = await attempt(() =>
    readThrough(port, grant.path, (chunk, position) => {
      // Somebody is writing the file at this moment; half of it must not be taken for all of it.
      if (position + chunk.length > bytes.length) throw systemError('EBUSY', 'read');
      bytes.set(chunk, position);
      hash.update(chunk);
    }),
  );
  if (!read.ok) return failure(readError(read.error));
  if (read.value !== bytes.length) return failure(readError({ code: 'EBUSY' }));
  return success({ bytes, sha256: hash.digest('hex') });
}

/** Writes a chosen file; see `replaceFile` for what an error and a success promise. Study files keep a backup. */
export async function writeGranted(
  port: FilePort,
  grant: FileGrant,
  content: {
    readonly bytes: Uint8Array;
    readonly replaces: Replaces;
    readonly clock: Clock;
    readonly onWaiting?: () => void;
  },
): Promise<Result<SavedFile, HostError>> {
  if (!grant.mayWrite) return failure(notWritableError);
  const largest = LARGEST_FILE[grant.kind];
  if (content.bytes.length > largest) return failure(tooLargeToWrite(largest));
  return replaceFile(port, grant.path, content.bytes, {
    replaces: content.replaces,
    clock: content.clock,
    onWaiting: content.onWaiting,
    keepsPrevious: grant.kind === 'study',
  });
}

const tooLargeToRead = (largest: number): HostError => ({
  code: 'tooLarge',
  message: `The file is larger than ${largest / MIB} MiB, which is the limit for its kind. It was not opened.`,
});

const tooLargeToWrite = (largest: number): HostError => ({
  code: 'tooLarge',
  message: `The file would be larger than ${largest / MIB} MiB, which is the limit for its kind. Your work is still open in this window. Nothing was written. Split the study.`,
});

const notAFileError: HostError = {
  code: 'refused',
  message: 'This is a folder or a device, not a file. Choose a file.',
};

const notReadableError: HostError = {
  code: 'refused',
  message: 'This file was chosen to be written only. Open it to read it.',
};

const notWritableError: HostError = {
  code: 'refused',
  message: 'Images and files opened for reading are never changed. Nothing was written. Save under another name.',
};
