import path from 'node:path';
import type { Clock } from './clock.ts';
import type { FilePort } from './filePort.ts';
import { readThrough } from './readThrough.ts';
import { attempt } from './systemFailure.ts';
import { discardTemporary, releaseTemporary, reserveTemporary } from './temporaryName.ts';
import { writeVerified } from './writeVerified.ts';

/** The one hidden sibling that holds the version before. */
export const backupPath = (target: string): string => path.join(path.dirname(target), `.${path.basename(target)}.bak`);

/** The version before, held under a temporary name until the new one is in place. */
export interface Backup {
  keep(): Promise<void>;
  drop(): Promise<void>;
}

/** A scanner may hold the file for a moment; longer is not worth the wait, the save itself has succeeded. */
const RETRY_DELAYS_MS = [10, 20, 40, 80, 160];

/**
 * A second name for the present version, or a copy on disks without second names. Null when neither is possible: a
 * save is not refused for want of a backup, since the rename alone keeps its promise.
 */
export async function prepareBackup(port: FilePort, target: string, clock: Clock): Promise<Backup | null> {
  const temporary = reserveTemporary(port.machine, target);
  const linked = await attempt(() => port.link(target, temporary));
  if (!linked.ok && !(await copy(port, target, temporary))) {
    await discardTemporary(port, temporary);
    return null;
  }
  return {
    drop: () => discardTemporary(port, temporary),
    async keep() {
      for (const delay of [...RETRY_DELAYS_MS, null]) {
        const renamed = await attempt(() => port.rename(temporary, backupPath(target)));
        if (renamed.ok) return releaseTemporary(temporary);
        if (delay !== null) await clock.wait(delay);
      }
      await discardTemporary(port, temporary);
    },
  };
}

async function copy(port: FilePort, from: string, to: string): Promise<boolean> {
  const parts: Uint8Array[] = [];
  const read = await attempt(() => readThrough(port, from, (chunk) => parts.push(chunk.slice())));
  if (!read.ok) return false;
  return (await writeVerified(port, to, Buffer.concat(parts), 0o600)).ok;
}
