/**
 * This page's own name, new each time it is loaded, and the names of the other pages of this program that are open. A
 * page holds a lock of the browser for as long as it lives, so that one that crashed is known to be gone.
 */
export interface PageIdentity {
  readonly id: string;
  /** The pages that are open, this one among them; null where the browser cannot say. */
  alive(): Promise<string[] | null>;
}

const PREFIX = 'endplate-page-';

/** `locks` is the browser's; without it other pages are not known. */
export function createPageIdentity(id: string, locks: LockManager | undefined): PageIdentity {
  const name = `${PREFIX}${id}`;
  // Never resolves: the browser takes the lock back when the page goes.
  const held = locks?.request(name, () => new Promise<never>(() => undefined));
  held?.catch(() => undefined);
  return {
    id,
    async alive() {
      if (locks === undefined) return null;
      const { held: present = [] } = await locks.query();
      const names = present.flatMap((lock) => lock.name ?? []).filter((other) => other.startsWith(PREFIX));
      return [...new Set([id, ...names.map((other) => other.slice(PREFIX.length))])].slice(0, 1000);
    },
  };
}
