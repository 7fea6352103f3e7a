import path from 'node:path';
import { z } from 'zod';
import type { HostError, LockHolder } from '../../shared/host/contract.ts';
import { success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { replaceFile } from './atomicFile.ts';
import type { SavedFile } from './atomicFile.ts';
import type { Clock } from './clock.ts';
import type { FilePort } from './filePort.ts';
import { sha256Of } from './privateFiles.ts';
import { readThrough } from './readThrough.ts';
import { attempt, isMissing } from './systemFailure.ts';
import type { SystemFailure } from './systemFailure.ts';

/** What stands in the lock file of a study, for people and programs. */
const lockSchema = z.object({
  app: z.string(),
  version: z.string(),
  user: z.string(),
  host: z.string(),
  processId: z.int(),
  /** The page that changes the study. */
  session: z.string(),
  acquired: z.string(),
  /** Counts up while the program lives. No clock of another computer is ever trusted. */
  beat: z.int(),
});
export type LockContent = z.infer<typeof lockSchema>;

export interface SeenLock {
  /** Of the file as it is. */
  readonly sha256: string;
  /** Null: not one of ours, or damaged. */
  readonly lock: LockContent | null;
}

const LARGEST_LOCK = 64 << 10;

/** The name that users of office programs know: `~$NAME.lock` beside the study. */
export const lockPath = (study: string): string => path.join(path.dirname(study), `~$${path.basename(study)}.lock`);

/** Null: there is none. */
export async function readLock(port: FilePort, study: string): Promise<Result<SeenLock | null, SystemFailure>> {
  const parts: Uint8Array[] = [];
  const done = await attempt(() =>
    readThrough(port, lockPath(study), (chunk, position) => {
      if (position < LARGEST_LOCK) parts.push(chunk.slice());
    }),
  );
  if (!done.ok) return isMissing(done.error) ? success(null) : done;
  const bytes = Buffer.concat(parts);
  return success({ sha256: sha256Of(bytes), lock: parseLock(bytes) });
}

function parseLock(bytes: Uint8Array): LockContent | null {
  try {
    const lock = lockSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return lock.success ? lock.data : null;
  } catch {
    return null;
  }
}

/** Makes the lock where there is none (`replaces` is null), or replaces exactly the one that was seen. */
export function writeLock(
  { port, clock }: { readonly port: FilePort; readonly clock: Clock },
  study: string,
  lock: LockContent,
  replaces: string | null,
): Promise<Result<SavedFile, HostError>> {
  const bytes = new TextEncoder().encode(`${JSON.stringify(lock)}\n`);
  return replaceFile(port, lockPath(study), bytes, { replaces, clock });
}

export const holderOf = (lock: LockContent | null): LockHolder => ({
  user: lock?.user.slice(0, 100) ?? '',
  host: lock?.host.slice(0, 100) ?? '',
  since: lock?.acquired.slice(0, 40) ?? '',
});
