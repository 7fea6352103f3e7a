import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import type { RecentStudy } from '../../shared/host/contract.ts';
import type { UserFile } from './userFile.ts';

const MOST_STUDIES = 8;

const recentSchema = z.array(z.object({ path: z.string().min(1).max(4096), openedAt: z.iso.datetime() }));
type Entry = z.infer<typeof recentSchema>[number];

/**
 * The studies opened last, in the folder of this user and nowhere else: the system is never told, whose own lists
 * cannot be cleared from here. Best effort; kept only while the user wants it.
 */
export interface RecentStudies {
  remember(path: string, why: 'opened' | 'saved'): void;
  /** Newest first. Paths stay here: an entry is asked for by its id. */
  list(): Promise<readonly RecentStudy[]>;
  pathOf(id: string): Promise<string | null>;
  clear(): Promise<void>;
  /** Waits until everything remembered is written. */
  flush(): Promise<void>;
}

export function createRecentStudies(
  file: UserFile,
  use: { readonly isWanted: () => Promise<boolean>; readonly today: () => Date },
): RecentStudies {
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = <T>(action: () => Promise<T>): Promise<T> => {
    const done = last.then(action, action);
    last = done.catch(() => undefined);
    return done;
  };

  const read = async (): Promise<readonly Entry[]> => {
    const parsed = recentSchema.safeParse(await file.read());
    return parsed.success ? parsed.data.slice(0, MOST_STUDIES) : [];
  };

  const add = async (added: string, why: 'opened' | 'saved'): Promise<void> => {
    if (!(await use.isWanted())) return;
    const entries = await read();
    // A study is saved often; that it is the last one is known already.
    if (why === 'saved' && entries[0]?.path === added) return;
    const others = entries.filter((entry) => entry.path !== added);
    const first = { path: added, openedAt: use.today().toISOString() };
    await file.write([first, ...others].slice(0, MOST_STUDIES));
  };

  return {
    remember: (added, why) => void inOrder(() => add(added, why)),
    list: () =>
      inOrder(async () =>
        (await read()).map((entry) => ({
          id: idOf(entry.path),
          name: path.basename(entry.path),
          openedAt: entry.openedAt,
        })),
      ),
    pathOf: (id) => inOrder(async () => (await read()).find((entry) => idOf(entry.path) === id)?.path ?? null),
    clear: () =>
      inOrder(async () => {
        if ((await read()).length > 0) await file.write([]);
      }),
    flush: () => inOrder(() => Promise.resolve()),
  };
}

/** Says nothing of the path to a page that does not know it. */
const idOf = (file: string): string => createHash('sha256').update(file).digest('hex').slice(0, 32);
