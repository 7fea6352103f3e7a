import type { Answer, HostError } from '../../shared/host/contract.ts';
import { failure, success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { FilePort } from './filePort.ts';
import { hashFile } from './readThrough.ts';
import { readError } from './saveError.ts';
import { attempt, isMissing } from './systemFailure.ts';

export type WatchedContent = Answer<'fileState'>['file'];

interface Known {
  readonly size: number;
  readonly modifiedAt: number;
  readonly sha256: string;
}

/**
 * Two versions of one size within this time may carry the same time stamp, on disks that count in seconds; so young a
 * file is read again.
 */
const COARSE_TIME_MS = 3_000;

/**
 * The content of a file by its hash, asked for every few seconds. It is read only when size or time have changed, so
 * that looking at a large study on a slow network costs one call. Null: the file is gone.
 */
export interface FileWatch {
  look(file: string): Promise<Result<WatchedContent, HostError>>;
}

export function createFileWatch(port: FilePort, today: () => Date): FileWatch {
  const known = new Map<string, Known>();
  return {
    async look(file) {
      const facts = await attempt(() => port.lstat(file));
      if (!facts.ok) return isMissing(facts.error) ? success(null) : failure(readError(facts.error));
      const { size, modifiedAt } = facts.value;
      const last = known.get(file);
      if (last?.size === size && last.modifiedAt === modifiedAt) return success(contentOf(last));
      const content = await attempt(() => hashFile(port, file));
      if (!content.ok) return isMissing(content.error) ? success(null) : failure(readError(content.error));
      const now: Known = { ...content.value, modifiedAt };
      if (now.size === size && today().getTime() - modifiedAt > COARSE_TIME_MS) known.set(file, now);
      return success(contentOf(now));
    },
  };
}

const contentOf = ({ size, modifiedAt, sha256 }: Known): WatchedContent => ({
  size,
  sha256,
  modifiedAt: new Date(modifiedAt).toISOString(),
});
