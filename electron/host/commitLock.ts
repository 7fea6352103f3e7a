import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Clock } from './clock.ts';
import type { FilePort } from './filePort.ts';
import { readThrough } from './readThrough.ts';
import { attempt, isMissing } from './systemFailure.ts';
import { discardTemporary, reserveTemporary, shortHash } from './temporaryName.ts';

/** A lock that did not change for so long, by our own clock, was left behind: it is held for milliseconds. */
const ABANDONED_AFTER_MS = 5_000;
/** After so long without a turn the save goes on without the lock; the comparison by hash still stands. */
const LONGEST_WAIT_MS = 30_000;
const WAIT_MS = 5;

/** Locks of this process that are in use now. */
const held = new Set<string>();

/** The name in the folder of the target that only one saver at a time can have. */
const lockPath = (target: string): string =>
  path.join(path.dirname(target), `.endplate-${shortHash(path.basename(target))}-commit.tmp`);

/**
 * Runs the last look at a file and the rename over it, while no other saver of the same file is between the two: also
 * not one in another process or on another computer. Two savers who both saw the old version would otherwise both
 * succeed, and the first would be lost without a word.
 *
 * Where a folder does not allow the lock, the action runs without it.
 */
export async function withCommitLock<T>(
  port: FilePort,
  target: string,
  clock: Clock,
  action: () => Promise<T>,
): Promise<T> {
  const lock = lockPath(target);
  const mark = `${shortHash(port.machine.hostName)} ${port.machine.processId} ${randomBytes(8).toString('hex')}`;
  held.add(mark);
  try {
    const isLocked = await acquire(port, { target, lock, mark }, clock);
    const since = clock.now();
    try {
      return await action();
    } finally {
      if (isLocked) await release(port, lock, { mark, isFresh: clock.now() - since < ABANDONED_AFTER_MS / 2 });
    }
  } finally {
    held.delete(mark);
  }
}

/** False: this folder has no such locks. */
async function acquire(
  port: FilePort,
  { target, lock, mark }: { readonly target: string; readonly lock: string; readonly mark: string },
  clock: Clock,
): Promise<boolean> {
  const begin = clock.now();
  let seen: string | null = null;
  let seenSince = begin;
  while (clock.now() - begin < LONGEST_WAIT_MS) {
    const opened = await attempt(() => port.open(lock, 'create', 0o644));
    if (opened.ok) {
      // An empty lock holds as well; the mark only tells sooner that it was left behind.
      await attempt(() => opened.value.write(new TextEncoder().encode(mark)));
      await attempt(() => opened.value.close());
      return true;
    }
    if (opened.error.code !== 'EEXIST') return false;
    const present = await readMark(port, lock);
    if (present !== seen) {
      seen = present;
      seenSince = clock.now();
    }
    if (present !== null && (isDead(port, present) || clock.now() - seenSince >= ABANDONED_AFTER_MS)) {
      if (!(await remove(port, { target, lock, abandoned: present }))) return false;
      continue;
    }
    await clock.wait(WAIT_MS);
  }
  return false;
}

/** Null: it is gone, or cannot be read. */
async function readMark(port: FilePort, lock: string): Promise<string | null> {
  let mark = '';
  const read = await attempt(() =>
    readThrough(port, lock, (chunk) => {
      mark += Buffer.from(chunk.subarray(0, 200)).toString('latin1');
    }),
  );
  return read.ok ? mark : null;
}

/** Left by a process of this computer that has ended, or by an earlier one of our number. */
function isDead({ machine }: FilePort, mark: string): boolean {
  const [, host, processId] = /^([0-9a-f]{8}) (\d+) /.exec(mark) ?? [];
  if (host !== shortHash(machine.hostName)) return false;
  if (Number(processId) === machine.processId) return !held.has(mark);
  return !machine.isProcessAlive(Number(processId));
}

/**
 * Takes an abandoned lock away under a name of its own first: where two do this at once, the second sees that it holds
 * somebody's new lock, and gives it back. False: it cannot be taken away here.
 */
async function remove(
  port: FilePort,
  { target, lock, abandoned }: { readonly target: string; readonly lock: string; readonly abandoned: string },
): Promise<boolean> {
  const aside = reserveTemporary(port.machine, target);
  const renamed = await attempt(() => port.rename(lock, aside));
  if (renamed.ok) {
    const taken = await readMark(port, aside);
    if (taken !== null && taken !== abandoned) await attempt(() => port.link(aside, lock));
  }
  await discardTemporary(port, aside);
  return renamed.ok || isMissing(renamed.error);
}

/** A saver that was stopped for long may have lost its lock to another; that one's is left alone. */
async function release(
  port: FilePort,
  lock: string,
  { mark, isFresh }: { readonly mark: string; readonly isFresh: boolean },
): Promise<void> {
  if (isFresh || (await readMark(port, lock)) === mark) await attempt(() => port.unlink(lock));
}
