import { z } from 'zod';
import type { UserFile } from './userFile.ts';

/** Enough for years of a clinic; the oldest go first. */
const MOST_IMAGES = 2_000;

const indexSchema = z.array(z.tuple([z.string().regex(/^[0-9a-f]{64}$/), z.string().min(1).max(4096)]));

/**
 * Where images were last opened: SHA-256 of the content to absolute path, in the folder of this user only. Best effort:
 * without it the user is asked for the image again.
 */
export interface ImageIndex {
  remember(sha256: string, path: string): void;
  find(sha256: string): Promise<string | null>;
  /** Forgets all of it. */
  clear(): Promise<void>;
  /** Waits until everything remembered is written. */
  flush(): Promise<void>;
}

export function createImageIndex(file: UserFile): ImageIndex {
  let loading: Promise<Map<string, string>> | null = null;
  let writing: Promise<void> = Promise.resolve();
  let pending: (readonly [string, string])[] = [];

  const load = (): Promise<Map<string, string>> => {
    loading ??= file.read().then((content) => {
      const parsed = indexSchema.safeParse(content);
      return new Map(parsed.success ? parsed.data : []);
    });
    return loading;
  };

  const writePending = async (): Promise<void> => {
    const added = pending;
    pending = [];
    if (added.length === 0) return;
    const paths = await load();
    for (const [sha256, path] of added) {
      paths.delete(sha256);
      paths.set(sha256, path);
    }
    for (const oldest of [...paths.keys()].slice(0, Math.max(0, paths.size - MOST_IMAGES))) paths.delete(oldest);
    await file.write([...paths]);
  };

  const forget = async (): Promise<void> => {
    pending = [];
    loading = Promise.resolve(new Map());
    await file.write([]);
  };

  return {
    remember(sha256, path) {
      pending.push([sha256, path]);
      // Reading several images at once makes one write.
      writing = writing.then(writePending, writePending);
    },
    async find(sha256) {
      const recent = pending.findLast(([hash]) => hash === sha256);
      return recent?.[1] ?? (await load()).get(sha256) ?? null;
    },
    clear() {
      writing = writing.then(forget, forget);
      return writing;
    },
    flush: () => writing,
  };
}
