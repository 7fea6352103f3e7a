import path from 'node:path';
import type { HostError } from '../../shared/host/contract.ts';
import { failure, success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { prepareBackup } from './backup.ts';
import type { Clock } from './clock.ts';
import type { FileFacts, FilePort } from './filePort.ts';
import { createPathQueue, queueKey } from './pathQueue.ts';
import type { PathQueue } from './pathQueue.ts';
import { flushFolder } from './flushFolder.ts';
import { putInPlace } from './putInPlace.ts';
import { ANYTHING } from './replaces.ts';
import type { Replaces } from './replaces.ts';
import { resolveTarget } from './resolveTarget.ts';
import { existsError, goneError, saveError, untouched } from './saveError.ts';
import { attempt, isMissing } from './systemFailure.ts';
import { discardOrphans, discardTemporary, releaseTemporary, reserveTemporary } from './temporaryName.ts';
import { differsError, writeVerified } from './writeVerified.ts';
import type { WriteProblem, WrittenFile } from './writeVerified.ts';

export interface ReplaceOptions {
  readonly replaces: Replaces;
  readonly clock: Clock;
  /** Keeps the version before as the hidden sibling `.NAME.bak`. */
  readonly keepsPrevious?: boolean;
  /** For a file that nobody but this user may read. */
  readonly isPrivate?: boolean;
  /** Called once when another program has held the file for a second. */
  readonly onWaiting?: () => void;
}

export interface SavedFile {
  readonly sha256: string;
  /** False: the file is saved, but the disk has not promised that it outlives a power cut. */
  readonly confirmed: boolean;
}

const queues = new WeakMap<FilePort, PathQueue>();

function queueOf(port: FilePort): PathQueue {
  const queue = queues.get(port) ?? createPathQueue();
  queues.set(port, queue);
  return queue;
}

/**
 * Replaces or creates a file so that it is at every moment, also after a crash or a power cut, either the complete old
 * version or the complete new one. The promise rests on this order: resolve links, queue, write a temporary file in
 * the same folder, flush it, read it back, keep the version before, check that nobody changed the file meanwhile,
 * rename over it, flush the folder. Nothing ever opens the file itself for writing.
 *
 * An error means: the file is as it was (or as another program left it). Success means: the new version is there.
 */
export async function replaceFile(
  port: FilePort,
  file: string,
  bytes: Uint8Array,
  options: ReplaceOptions,
): Promise<Result<SavedFile, HostError>> {
  const { platform } = port.machine;
  const queue = queueOf(port);
  // First by name, so that saves happen in the order of asking; then by place, since one file may have several names.
  return queue.run(`name ${queueKey(path.resolve(file), platform)}`, async () => {
    const target = await resolveTarget(port, file);
    if (!target.ok) return target;
    const place = `place ${queueKey(target.value, platform)}`;
    return queue.run(place, () => replaceResolved(port, target.value, bytes, options));
  });
}

async function replaceResolved(
  port: FilePort,
  target: string,
  bytes: Uint8Array,
  options: ReplaceOptions,
): Promise<Result<SavedFile, HostError>> {
  const existing = await inspect(port, target, options.replaces);
  if (!existing.ok) return existing;
  const before = existing.value;
  const lastVersion = before === null ? null : new Date(before.modifiedAt);

  const prepared = await prepare(port, target, bytes, { before, isPrivate: options.isPrivate === true });
  if (!prepared.ok) return failure(problemError(prepared.error, lastVersion));
  const { temporary, written } = prepared.value;

  const backup =
    before !== null && options.keepsPrevious === true ? await prepareBackup(port, target, options.clock) : null;
  const placed = await putInPlace(port, { ...options, temporary, target, sha256: written.sha256, lastVersion });
  if (!placed.ok) {
    await backup?.drop();
    await discardTemporary(port, temporary);
    return placed;
  }
  if (placed.value.isCertain) releaseTemporary(temporary);
  else await discardTemporary(port, temporary);
  await backup?.keep();
  const isFolderFlushed = await flushFolder(port, path.dirname(target));
  return success({
    sha256: written.sha256,
    confirmed: written.isFlushed && isFolderFlushed && placed.value.isCertain,
  });
}

/** What is there now; an error where the save cannot go well whatever is written. */
async function inspect(
  port: FilePort,
  target: string,
  replaces: Replaces,
): Promise<Result<FileFacts | null, HostError>> {
  const facts = await attempt(() => port.lstat(target));
  if (!facts.ok) {
    if (!isMissing(facts.error)) return failure(saveError(facts.error, null));
    return replaces === null || replaces === ANYTHING ? success(null) : failure(goneError);
  }
  if (facts.value.kind !== 'file') return failure(notAFileError);
  if (replaces === null) return failure(existsError);
  const writable = await attempt(() => port.checkWritable(target));
  if (!writable.ok) return failure(saveError(writable.error, new Date(facts.value.modifiedAt)));
  return success(facts.value);
}

interface Prepared {
  readonly temporary: string;
  readonly written: WrittenFile;
}

/** Makes the verified temporary file. A flush that failed, or bytes that differ, get one new start on a new file. */
async function prepare(
  port: FilePort,
  target: string,
  bytes: Uint8Array,
  from: { readonly before: FileFacts | null; readonly isPrivate: boolean },
): Promise<Result<Prepared, WriteProblem>> {
  const mode = from.isPrivate ? 0o600 : (from.before?.mode ?? 0o666);
  for (let isLast = false; ; isLast = true) {
    const temporary = reserveTemporary(port.machine, target);
    const written = await writeVerified(port, temporary, bytes, (mode & 0o777) | 0o600);
    if (written.ok) {
      await discardOrphans(port, target, written.value.modifiedAt);
      if (from.before !== null && !from.isPrivate) await copyMetadata(port, from.before, temporary);
      return success({ temporary, written: written.value });
    }
    await discardTemporary(port, temporary);
    if (isLast || !deservesNewStart(written.error)) return written;
    await discardOrphans(port, target, Number.NEGATIVE_INFINITY);
  }
}

/** After a failed flush the system may have dropped the pages: the same file must not be flushed again. */
function deservesNewStart(problem: WriteProblem): boolean {
  if (problem.kind === 'differs') return true;
  if (problem.reason.code === 'ENOSPC' || problem.reason.code === 'EDQUOT') return true;
  return problem.during === 'flush' && problem.reason.code === 'EIO';
}

/** Mode and owner of the old file; a disk that does not know them is no reason to fail. */
async function copyMetadata(port: FilePort, before: FileFacts, temporary: string): Promise<void> {
  if (port.machine.platform === 'win32') return;
  const facts = await attempt(() => port.lstat(temporary));
  if (!facts.ok) return;
  const { owner, group } = facts.value;
  if (owner !== before.owner || group !== before.group) {
    await attempt(() => port.chown(temporary, before.owner, before.group));
  }
  if (facts.value.mode !== before.mode) await attempt(() => port.chmod(temporary, before.mode));
}

function problemError(problem: WriteProblem, lastVersion: Date | null): HostError {
  return problem.kind === 'differs' ? differsError(untouched(lastVersion)) : saveError(problem.reason, lastVersion);
}

const notAFileError: HostError = {
  code: 'refused',
  message: 'There is a folder or a device of this name. Nothing was written. Choose another name.',
};
