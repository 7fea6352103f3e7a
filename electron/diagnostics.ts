import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { withoutPaths } from './host/withoutPaths.ts';

/** In the folder of this user. */
export const LOG_FILE = path.join('logs', 'endplate.log');
const LARGEST_LOG = 512 * 1024;

/** Writes one dated line, without any path, to a file of this user; never throws. Two files at most. */
export function createLog(file: string): (line: string) => void {
  return (line) => {
    try {
      mkdirSync(path.dirname(file), { recursive: true });
      if (sizeOf(file) > LARGEST_LOG) renameSync(file, `${file}.old`);
      appendFileSync(file, `${new Date().toISOString()} ${withoutPaths(line)}\n`, { mode: 0o600 });
    } catch {
      // A log that cannot be written must not stop anything.
    }
  };
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
