import type { Lock, LockHolder } from '../../shared/host/contract.ts';
import type { Clock } from './clock.ts';
import type { FilePort } from './filePort.ts';
import { createHeldLocks } from './heldLocks.ts';
import { holderOf, readLock, writeLock } from './lockFile.ts';
import type { LockContent, SeenLock } from './lockFile.ts';

/** Three missed beats. */
const ABANDONED_AFTER_MS = 90_000;

export interface LockRequest {
  readonly page: string;
  /** Pages of this program that are open; null: not known. */
  readonly alive: readonly string[] | null;
  readonly user: string;
  readonly takeOver: boolean;
}

/**
 * Who may change a study, as a courtesy between people: the guarantee is the comparison of content at every save. Made
 * by exclusive creation; a lock of another computer is never broken while it beats, and never without being asked.
 */
export interface StudyLocks {
  acquire(study: string, request: LockRequest): Promise<Lock>;
  /** How it stands now; counts as a sign of life of the page. */
  look(study: string, request: Pick<LockRequest, 'page' | 'alive'>): Promise<Lock>;
  /** Who had the lock last, besides this page, while this program looked. */
  lastHolder(study: string): LockHolder | null;
  release(study: string, page: string): Promise<void>;
  /** Releases everything. */
  end(): Promise<void>;
}

export function createStudyLocks(options: {
  readonly port: FilePort;
  readonly clock: Clock;
  readonly appVersion: string;
  readonly today: () => Date;
}): StudyLocks {
  const { port, clock, appVersion, today } = options;
  const { hostName, processId, userName } = port.machine;
  const held = createHeldLocks(port, clock);
  const isStill = watchStillness(clock);
  const holders = new Map<string, LockHolder>();

  const other = (study: string, seen: SeenLock): Lock => {
    const holder = holderOf(seen.lock);
    holders.set(study, holder);
    return { state: 'other', holder, abandoned: isStill(study, seen.sha256) };
  };

  /** Of this computer, and nobody is there any more: its program has ended, or its page of this program. */
  const isDead = (study: string, { lock }: SeenLock, alive: readonly string[] | null): boolean => {
    if (lock?.host !== hostName) return false;
    if (lock.processId !== processId) return !port.machine.isProcessAlive(lock.processId);
    if (held.get(study)?.content.session !== lock.session) return true;
    return alive !== null && !alive.includes(lock.session);
  };

  const ownLock = ({ user, page }: LockRequest): LockContent => ({
    app: 'Endplate',
    version: appVersion,
    user: user.trim() === '' ? userName : user,
    host: hostName,
    processId,
    session: page,
    acquired: today().toISOString(),
    beat: 0,
  });

  const isOwn = (study: string, seen: SeenLock | null, page: string): boolean =>
    seen?.lock?.session === page && held.get(study)?.content.session === page;

  /** Null: somebody came or went between looking and writing, so look again. */
  const tryOnce = async (study: string, request: LockRequest): Promise<Lock | null> => {
    const found = await readLock(port, study);
    if (!found.ok) return { state: 'unavailable', reason: found.error.code, mayWrite: true };
    const seen = found.value;
    if (isOwn(study, seen, request.page)) return { state: 'held' };
    if (seen !== null && seen.lock?.session !== request.page && !isDead(study, seen, request.alive)) {
      const lock = other(study, seen);
      if (!request.takeOver || lock.state !== 'other' || !lock.abandoned) return lock;
    }
    const content = ownLock(request);
    const written = await writeLock({ port, clock }, study, content, seen?.sha256 ?? null);
    if (written.ok) {
      held.add(study, content);
      return { state: 'held' };
    }
    const { code, message } = written.error;
    return code === 'changedOnDisk' || code === 'notFound'
      ? null
      : { state: 'unavailable', reason: message, mayWrite: code !== 'permission' };
  };

  return {
    async acquire(study, request) {
      for (let turn = 0; turn < 5; turn += 1) {
        const lock = await tryOnce(study, request);
        if (lock !== null) return lock;
      }
      return { state: 'unavailable', reason: 'Others are opening this study at this moment.', mayWrite: true };
    },
    async look(study, { page, alive }) {
      const found = await readLock(port, study);
      const own = held.get(study);
      if (own?.content.session === page) {
        own.lastCall = clock.now();
        if (found.ok && found.value?.lock?.session !== page) own.lost = true;
        return { state: own.lost ? 'lost' : 'held' };
      }
      if (!found.ok || found.value === null || isDead(study, found.value, alive)) return { state: 'free' };
      return other(study, found.value);
    },
    lastHolder: (study) => holders.get(study) ?? null,
    release: (study, page) => held.release(study, page),
    end: () => held.releaseAll(),
  };
}

/** Whether a lock has not changed for 90 seconds of our own clock: the clock of another computer may be wrong. */
function watchStillness(clock: Clock): (study: string, sha256: string) => boolean {
  const watched = new Map<string, { readonly sha256: string; readonly since: number }>();
  return (study, sha256) => {
    const before = watched.get(study);
    if (before?.sha256 === sha256) return clock.now() - before.since >= ABANDONED_AFTER_MS;
    watched.set(study, { sha256, since: clock.now() });
    return false;
  };
}
