/**
 * One thing at a time for each key, in the order of asking; different keys do not wait for each other. Two saves of one
 * file can then never meet, whoever asked for them.
 */
export interface PathQueue {
  run<T>(key: string, action: () => Promise<T>): Promise<T>;
}

export function createPathQueue(): PathQueue {
  const tails = new Map<string, Promise<void>>();
  return {
    async run(key, action) {
      const before = tails.get(key) ?? Promise.resolve();
      const mine = before.then(action);
      const tail = mine.then(
        () => undefined,
        () => undefined,
      );
      tails.set(key, tail);
      try {
        return await mine;
      } finally {
        if (tails.get(key) === tail) tails.delete(key);
      }
    },
  };
}

/** Two names of one file give one key: upper and lower case, and both Unicode spellings, where the system says so. */
export function queueKey(path: string, platform: NodeJS.Platform): string {
  const ignoresCase = platform === 'win32' || platform === 'darwin';
  return ignoresCase ? path.normalize('NFC').toLowerCase() : path;
}
