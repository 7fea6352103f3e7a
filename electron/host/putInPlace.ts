import type { HostError } from '../../shared/host/contract.ts';
import { failure, success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Clock } from './clock.ts';
import { withCommitLock } from './commitLock.ts';
import type { FilePort } from './filePort.ts';
import { hashFile } from './readThrough.ts';
import { ANYTHING } from './replaces.ts';
import type { Replaces } from './replaces.ts';
import { existsError, goneError, saveError } from './saveError.ts';
import { attempt, isMissing } from './systemFailure.ts';
import type { SystemFailure } from './systemFailure.ts';

/** Windows refuses a rename while anybody has either file open, for example a virus scanner. */
const HELD = new Set(['EPERM', 'EACCES', 'EBUSY', 'ETXTBSY']);

/** 10, 20, 40, 80, 160, 250 ms and then every 250 ms, 10 s in all. */
export const LADDER_MS: readonly number[] = [10, 20, 40, 80, 160, ...Array.from({ length: 38 }, () => 250)];
const WAITING_NOTICE_AFTER_MS = 1_000;

export interface Placement {
  readonly temporary: string;
  readonly target: string;
  readonly sha256: string;
  readonly replaces: Replaces;
  readonly lastVersion: Date | null;
  readonly clock: Clock;
  /** Only programs of this user write there, each its own files. */
  readonly isPrivate?: boolean;
  readonly onWaiting?: () => void;
}

type Refusal =
  | { readonly kind: 'conflict'; readonly error: HostError }
  | { readonly kind: 'system'; readonly reason: SystemFailure };

/** `isCertain` is false when the system reported an error though the new version is in place. */
export interface Placed {
  readonly isCertain: boolean;
}

/**
 * Puts the temporary file in the target's place, if the target still is what the caller believes. Both are tried again
 * together while another program holds the file, so that a change made in the meantime is seen.
 */
export async function putInPlace(port: FilePort, placement: Placement): Promise<Result<Placed, HostError>> {
  const { clock } = placement;
  let waited = 0;
  let isNoticeGiven = false;
  for (let step = 0; ; step += 1) {
    const refusal =
      placement.isPrivate === true
        ? await tryOnce(port, placement)
        : await withCommitLock(port, placement.target, clock, () => tryOnce(port, placement));
    if (refusal === null) return success({ isCertain: true });
    if (refusal.kind === 'conflict') return failure(refusal.error);
    const delay = LADDER_MS[step];
    if (delay === undefined || !HELD.has(refusal.reason.code)) {
      // On a network disk the answer may be lost though the rename was done: what counts is what is there now.
      if (await holdsNewVersion(port, placement)) return success({ isCertain: false });
      return failure(placeError(refusal.reason, placement.lastVersion));
    }
    await clock.wait(delay);
    waited += delay;
    if (waited >= WAITING_NOTICE_AFTER_MS && !isNoticeGiven) {
      isNoticeGiven = true;
      placement.onWaiting?.();
    }
  }
}

async function tryOnce(port: FilePort, placement: Placement): Promise<Refusal | null> {
  if (placement.replaces === null) return createOnly(port, placement);
  const refusal = await findConflict(port, placement);
  if (refusal !== null) return refusal;
  return renameOver(port, placement);
}

async function renameOver(port: FilePort, { temporary, target }: Placement): Promise<Refusal | null> {
  const renamed = await attempt(() => port.rename(temporary, target));
  return renamed.ok ? null : { kind: 'system', reason: renamed.error };
}

/**
 * A second name is made only where the name is free, in one step; a rename would replace a file that another program
 * made in this moment. Disks without second names: look first, then rename.
 */
async function createOnly(port: FilePort, placement: Placement): Promise<Refusal | null> {
  const { temporary, target } = placement;
  const linked = await attempt(() => port.link(temporary, target));
  if (linked.ok) {
    await attempt(() => port.unlink(temporary));
    return null;
  }
  if (linked.error.code === 'EEXIST') return { kind: 'conflict', error: existsError };
  const facts = await attempt(() => port.lstat(target));
  // Either another file, or ours after all: the answer of a network disk may be lost.
  if (facts.ok) return { kind: 'system', reason: { code: 'EEXIST' } };
  if (!isMissing(facts.error)) return { kind: 'system', reason: facts.error };
  return renameOver(port, placement);
}

async function findConflict(port: FilePort, placement: Placement): Promise<Refusal | null> {
  if (placement.replaces === ANYTHING) return null;
  const current = await attempt(() => hashFile(port, placement.target));
  if (!current.ok) {
    return isMissing(current.error)
      ? { kind: 'conflict', error: goneError }
      : { kind: 'system', reason: current.error };
  }
  const { sha256 } = current.value;
  return sha256 === placement.replaces || sha256 === placement.sha256
    ? null
    : { kind: 'conflict', error: changedError };
}

async function holdsNewVersion(port: FilePort, { target, sha256 }: Placement): Promise<boolean> {
  const current = await attempt(() => hashFile(port, target));
  return current.ok && current.value.sha256 === sha256;
}

/** After the ladder a refused rename means a held file; the folder itself was writable a moment ago. */
function placeError(reason: SystemFailure, lastVersion: Date | null): HostError {
  if (reason.code === 'EEXIST') return existsError;
  if (!HELD.has(reason.code)) return saveError(reason, lastVersion);
  return { ...saveError({ code: 'EBUSY' }, lastVersion), detail: reason.code };
}

const changedError: HostError = {
  code: 'changedOnDisk',
  message:
    'Another program or another computer has changed this file since you opened it. It was not overwritten, and your work is still open in this window. Save yours as a copy, or open the other version.',
};
