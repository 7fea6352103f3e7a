import path from 'node:path';
import { replaceFile } from './atomicFile.ts';
import type { SavedFile } from './atomicFile.ts';
import type { HostError } from '../../shared/host/contract.ts';
import { failure } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Clock } from './clock.ts';
import type { FilePort } from './filePort.ts';
import { readThrough } from './readThrough.ts';
import { ANYTHING } from './replaces.ts';
import { saveError } from './saveError.ts';
import { attempt } from './systemFailure.ts';

const LARGEST_USER_FILE = 1 << 20;

/** A small JSON file in the folder of this user, readable by nobody else. */
export interface UserFile {
  /** Undefined where the file is missing, unreadable, too large or no JSON: the caller begins with its defaults. */
  read(): Promise<unknown>;
  write(content: unknown): Promise<Result<SavedFile, HostError>>;
}

export function createUserFile(port: FilePort, clock: Clock, userFolder: string, name: string): UserFile {
  const file = path.join(userFolder, name);
  return {
    async read() {
      const parts: Uint8Array[] = [];
      const text = await attempt(async () => {
        if ((await port.stat(file)).size > LARGEST_USER_FILE) return '';
        await readThrough(port, file, (chunk) => parts.push(chunk.slice()));
        return Buffer.concat(parts).toString('utf8');
      });
      return text.ok ? parseJson(text.value) : undefined;
    },
    async write(content) {
      const folder = await attempt(() => port.mkdir(userFolder, 0o700));
      if (!folder.ok) return failure(saveError(folder.error, null));
      const bytes = new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`);
      return replaceFile(port, file, bytes, { replaces: ANYTHING, clock, isPrivate: true });
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
