import type { Clock } from './clock.ts';
import type { FilePort } from './filePort.ts';
import { lockPath, readLock, writeLock } from './lockFile.ts';
import type { LockContent } from './lockFile.ts';
import { attempt } from './systemFailure.ts';

const BEAT_MS = 30_000;
/** A page that was closed cannot release its lock; hidden pages still call once a minute. */
const PAGE_GONE_AFTER_MS = 180_000;

export interface HeldLock {
  readonly content: LockContent;
  /** By our own clock: when its page called last. */
  lastCall: number;
  /** The file is gone or somebody else's: certain, and for good. */
  lost: boolean;
}

/** The locks of this program, by the path of the study. Their files are rewritten while they are held. */
export interface HeldLocks {
  get(study: string): HeldLock | undefined;
  add(study: string, content: LockContent): void;
  release(study: string, session: string): Promise<void>;
  releaseAll(): Promise<void>;
}

export function createHeldLocks(port: FilePort, clock: Clock): HeldLocks {
  const held = new Map<string, HeldLock>();
  let stop: (() => void) | null = null;
  let beating: Promise<void> = Promise.resolve();

  const release = async (study: string, session: string): Promise<void> => {
    if (held.get(study)?.content.session !== session) return;
    held.delete(study);
    const found = await readLock(port, study);
    if (found.ok && found.value?.lock?.session === session) await attempt(() => port.unlink(lockPath(study)));
    if (held.size > 0) return;
    stop?.();
    stop = null;
  };

  const beat = async (study: string, own: HeldLock): Promise<void> => {
    if (clock.now() - own.lastCall > PAGE_GONE_AFTER_MS) return release(study, own.content.session);
    const found = await readLock(port, study);
    // Network folders answer with errors now and then; only what is certainly gone or taken counts as lost.
    if (!found.ok || held.get(study) !== own) return;
    if (found.value?.lock?.session !== own.content.session) own.lost = true;
    else {
      const content = { ...own.content, beat: found.value.lock.beat + 1 };
      await writeLock({ port, clock }, study, content, found.value.sha256);
    }
  };
  const beatAll = async (): Promise<void> => {
    for (const [study, own] of held) if (!own.lost) await beat(study, own);
  };

  return {
    get: (study) => held.get(study),
    add(study, content) {
      held.set(study, { content, lastCall: clock.now(), lost: false });
      stop ??= clock.every(BEAT_MS, () => {
        beating = beating.then(beatAll);
      });
    },
    release,
    async releaseAll() {
      stop?.();
      stop = null;
      await beating;
      await Promise.all(Array.from(held, ([study, { content }]) => release(study, content.session)));
    },
  };
}
