import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Clock } from './clock.ts';
import type { FilePort } from './filePort.ts';
import { namesIn, writePrivate } from './privateFiles.ts';
import { attempt } from './systemFailure.ts';
import { shortHash } from './temporaryName.ts';

const BEAT_MS = 30_000;
const STALE_MS = 90_000;

/** `HOST-PROCESS-RANDOM`, in the names of the files by which a running program shows that it lives. */
const PATTERN = /^live-(([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{16})$/;

/**
 * Tells the copies of programs that still run from those of programs that have ended. The number of a process alone
 * does not: after a crash another program may have it. A running program rewrites a small file in the folder of this
 * user, so the times are those of one clock.
 */
export interface LiveSession {
  readonly name: string;
  /** Shows from now on that this program lives. */
  show(): void;
  /** The other programs of this user that live now. */
  others(): Promise<ReadonlySet<string>>;
  end(): Promise<void>;
}

export function createLiveSession(
  port: FilePort,
  folder: string,
  { clock, today }: { readonly clock: Clock; readonly today: () => Date },
): LiveSession {
  const { hostName, processId } = port.machine;
  const name = `${shortHash(hostName)}-${processId}-${randomBytes(8).toString('hex')}`;
  const file = path.join(folder, `live-${name}`);
  let stop: (() => void) | null = null;
  let writing: Promise<unknown> = Promise.resolve();

  const beat = (): void => {
    writing = writing.then(() => writePrivate(port, clock, file, new TextEncoder().encode(today().toISOString())));
  };

  return {
    name,
    show() {
      if (stop !== null) return;
      stop = clock.every(BEAT_MS, beat);
      beat();
    },
    async others() {
      const live = new Set<string>();
      for (const entry of await namesIn(port, folder)) {
        const [, session, host, process] = PATTERN.exec(entry) ?? [];
        if (session === undefined || session === name) continue;
        const other = path.join(folder, entry);
        const facts = await attempt(() => port.lstat(other));
        if (!facts.ok) continue;
        const isOurHost = host === shortHash(hostName);
        const isRunning = !isOurHost || (Number(process) !== processId && port.machine.isProcessAlive(Number(process)));
        const age = today().getTime() - facts.value.modifiedAt;
        if (isRunning && age < STALE_MS) live.add(session);
        else await attempt(() => port.unlink(other));
      }
      return live;
    },
    async end() {
      stop?.();
      stop = null;
      await writing;
      await attempt(() => port.unlink(file));
    },
  };
}
