import type { HostError, Params, Recovery } from '../../shared/host/contract.ts';
import { failure, success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { FilePort } from './filePort.ts';
import type { LiveSession } from './liveSession.ts';
import { createPathQueue } from './pathQueue.ts';
import { sha256Of } from './privateFiles.ts';
import { hashFile } from './readThrough.ts';
import { encodeCopy } from './recoveryCopy.ts';
import type { RecoveryCopy } from './recoveryCopy.ts';
import { newestFirst } from './recoveryFolder.ts';
import type { RecoveryFolder } from './recoveryFolder.ts';
import { attempt } from './systemFailure.ts';

/** Copies of one study, and of studies that were never saved; the oldest go first. */
const MOST_OF_ONE_FILE = 5;
export const LARGEST_PART = 8 << 20;

export type SaveRecovery = Omit<Params<'saveRecovery'>, 'grant'> & {
  /** Absolute path of the study's file; null: it was never saved. */
  readonly file: string | null;
  /** Where the content of the base may be found, the first that has it counts. */
  readonly baseFiles: readonly string[];
};

/** A copy as one file to be written without waiting, when the system goes down. */
export interface NewestCopy {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/**
 * Unsaved work in the folder of this user. A snapshot is written after its parts and in one step, so that it never
 * names what is not there.
 */
export interface Recoveries {
  save(request: SaveRecovery): Promise<Result<{ readonly savedAt: string }, HostError>>;
  keepPart(id: string, bytes: Uint8Array): Promise<Result<{ readonly part: string }, HostError>>;
  /** Those that no live program or page works on. What turns out to be saved after all is removed without a word. */
  list(alive: readonly string[] | null): Promise<readonly Recovery[]>;
  drop(id: string): Promise<void>;
  /** The latest copy that this program was given and that was not dropped, on the disk or on its way there. */
  newest(): NewestCopy | null;
  /** The user let go of the work of this program: nothing of it is kept or offered any more. */
  dropOwn(): Promise<void>;
  /** Waits until everything that was begun is on the disk. */
  finish(): Promise<void>;
}

export function createRecoveries(options: {
  readonly port: FilePort;
  readonly folder: RecoveryFolder;
  readonly live: LiveSession;
  readonly today: () => Date;
}): Recoveries {
  const { port, folder, live, today } = options;
  const queue = createPathQueue();
  const running = new Set<Promise<unknown>>();
  const own = new Map<string, RecoveryCopy>();
  /** Parts that were kept for a snapshot that is still to come. */
  const waiting = new Map<string, Set<string>>();
  let isLetGo = false;

  /** One thing at a time for each copy, in the order of asking. */
  const inOrder = <T>(id: string, action: () => Promise<T>): Promise<T> => {
    const done = queue.run(id, action);
    running.add(done);
    const forget = (): unknown => running.delete(done);
    done.then(forget, forget);
    return done;
  };

  const drop = (id: string): Promise<void> => {
    own.delete(id);
    waiting.delete(id);
    return inOrder(id, () => folder.remove(id));
  };

  /** Before the first copy of a study: the oldest of the same file that nobody works on make room. */
  const makeRoom = async (file: string | null): Promise<void> => {
    const others = await live.others();
    const same = (await folder.copies()).filter(
      (copy) => copy.file === file && !own.has(copy.id) && !others.has(copy.session),
    );
    for (const { id } of same.slice(MOST_OF_ONE_FILE - 1)) await folder.remove(id);
  };

  return {
    drop,
    save({ baseFiles, ...kept }) {
      const copy: RecoveryCopy = { ...kept, session: live.name, savedAt: today().toISOString() };
      if (isLetGo) return Promise.resolve(success({ savedAt: copy.savedAt }));
      const isFirst = !own.has(copy.id);
      own.set(copy.id, copy);
      live.show();
      return inOrder(copy.id, async () => {
        if (isFirst) await makeRoom(copy.file);
        return writeCopy(folder, copy, { baseFiles, waiting: waiting.get(copy.id) ?? new Set() });
      });
    },
    keepPart(id, bytes) {
      const part = sha256Of(bytes);
      waiting.set(id, (waiting.get(id) ?? new Set()).add(part));
      return inOrder(id, async () => {
        const saved = await folder.writePart(id, bytes);
        return saved.ok ? success({ part }) : saved;
      });
    },
    async list(alive) {
      const others = await live.others();
      const offered: Recovery[] = [];
      for (const copy of await folder.copies()) {
        const isOpen = copy.session === live.name && alive?.includes(copy.page) === true;
        if (isOpen || others.has(copy.session)) continue;
        const { id, name, savedAt, points, pointsSaved } = copy;
        if (copy.settled && (await isInFile(port, copy))) await drop(id);
        else offered.push({ id, name, savedAt, points, pointsSaved });
      }
      return offered;
    },
    newest() {
      const [copy] = [...own.values()].filter(({ settled }) => !settled).sort(newestFirst);
      return copy === undefined ? null : { file: folder.snapshotOf(copy.id), bytes: encodeCopy(copy) };
    },
    async dropOwn() {
      isLetGo = true;
      await Promise.all([...own.keys()].map(drop));
    },
    async finish() {
      await Promise.allSettled(running);
    },
  };
}

async function writeCopy(
  folder: RecoveryFolder,
  copy: RecoveryCopy,
  { baseFiles, waiting }: { readonly baseFiles: readonly string[]; readonly waiting: Set<string> },
): Promise<Result<{ readonly savedAt: string }, HostError>> {
  const { id, base, parts } = copy;
  if (base !== null && !(await folder.takePart(id, base, baseFiles))) return failure(noBaseError);
  for (const part of parts) if (!(await folder.hasPart(id, part))) return failure(noBaseError);
  const saved = await folder.write(copy);
  if (!saved.ok) return saved;
  for (const part of parts) waiting.delete(part);
  await folder.tidy(id, new Set([...parts, ...waiting, ...(base === null ? [] : [base])]));
  return success({ savedAt: copy.savedAt });
}

async function isInFile(port: FilePort, { file, base }: RecoveryCopy): Promise<boolean> {
  if (file === null) return false;
  const content = await attempt(() => hashFile(port, file));
  return content.ok && content.value.sha256 === base;
}

const noBaseError: HostError = {
  code: 'notFound',
  message: 'The recovery copy cannot be built on what is no longer there. Your work is still open in this window.',
  detail: 'base',
};
