import path from 'node:path';
import type { HostError } from '../../shared/host/contract.ts';
import type { Result } from '../../shared/result.ts';
import type { SavedFile } from './atomicFile.ts';
import type { Clock } from './clock.ts';
import type { FilePort } from './filePort.ts';
import { namesIn, readWhole, sha256Of, writePrivate } from './privateFiles.ts';
import { decodeCopy, encodeCopy } from './recoveryCopy.ts';
import type { RecoveryCopy } from './recoveryCopy.ts';
import { attempt } from './systemFailure.ts';
import { discardOrphansIn } from './temporaryName.ts';

/** The files of the copies: a folder each, with `snapshot` and `HASH.part` for the base and every part. */
export interface RecoveryFolder {
  snapshotOf(id: string): string;
  /** Whole copies only, newest first. */
  copies(): Promise<readonly RecoveryCopy[]>;
  read(id: string): Promise<RecoveryCopy | null>;
  write(copy: RecoveryCopy): Promise<Result<SavedFile, HostError>>;
  hasPart(id: string, sha256: string): Promise<boolean>;
  /** Null: missing, or not the content it should be. */
  readPart(id: string, sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
  writePart(id: string, bytes: Uint8Array): Promise<Result<SavedFile, HostError>>;
  /** Copies this content from the first file that has it. False: none has. */
  takePart(id: string, sha256: string, from: readonly string[]): Promise<boolean>;
  /** Removes the parts that are not wanted any more. */
  tidy(id: string, wanted: ReadonlySet<string>): Promise<void>;
  remove(id: string): Promise<void>;
}

const isId = (name: string): boolean => /^[0-9a-f-]{36}$/.test(name);

export function createRecoveryFolder(port: FilePort, clock: Clock, folder: string): RecoveryFolder {
  const inFolder = (id: string, name: string): string => path.join(folder, id, name);
  const snapshotOf = (id: string): string => inFolder(id, 'snapshot');
  const partOf = (id: string, sha256: string): string => inFolder(id, `${sha256}.part`);

  const read = async (id: string): Promise<RecoveryCopy | null> => {
    const content = await readWhole(port, snapshotOf(id));
    const copy = content === null ? null : decodeCopy(content);
    return copy?.id === id ? copy : null;
  };
  const hasPart = async (id: string, sha256: string): Promise<boolean> =>
    (await attempt(() => port.lstat(partOf(id, sha256)))).ok;
  const writePart = (id: string, bytes: Uint8Array): Promise<Result<SavedFile, HostError>> =>
    writePrivate(port, clock, partOf(id, sha256Of(bytes)), bytes);

  return {
    snapshotOf,
    read,
    hasPart,
    writePart,
    async copies() {
      const found = await Promise.all((await namesIn(port, folder)).filter(isId).map(read));
      return found.filter((copy) => copy !== null).sort(newestFirst);
    },
    write: (copy) => writePrivate(port, clock, snapshotOf(copy.id), encodeCopy(copy)),
    async readPart(id, sha256) {
      const content = await readWhole(port, partOf(id, sha256));
      return content !== null && sha256Of(content) === sha256 ? content : null;
    },
    async takePart(id, sha256, from) {
      if (await hasPart(id, sha256)) return true;
      for (const source of from) {
        const content = await readWhole(port, source);
        if (content !== null && sha256Of(content) === sha256) return (await writePart(id, content)).ok;
      }
      return false;
    },
    async tidy(id, wanted) {
      for (const name of await namesIn(port, path.join(folder, id))) {
        const isSuperfluous = name.endsWith('.part') && !wanted.has(name.slice(0, -'.part'.length));
        if (isSuperfluous) await attempt(() => port.unlink(inFolder(id, name)));
      }
      await discardOrphansIn(port, path.join(folder, id), { mark: null, now: Number.NEGATIVE_INFINITY });
    },
    async remove(id) {
      // The snapshot goes first: without it the rest is nothing.
      await attempt(() => port.unlink(snapshotOf(id)));
      const names = await namesIn(port, path.join(folder, id));
      for (const name of names) await attempt(() => port.unlink(inFolder(id, name)));
      await attempt(() => port.rmdir(path.join(folder, id)));
    },
  };
}

export const newestFirst = (a: RecoveryCopy, b: RecoveryCopy): number => Date.parse(b.savedAt) - Date.parse(a.savedAt);
