import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import type { FilePort, Machine } from './filePort.ts';
import { attempt } from './systemFailure.ts';

/** After this time, by the clock of the disk itself, a temporary file of another computer counts as left behind. */
const ABANDONED_AFTER_MS = 10 * 60_000;

/** Enough of a hash to tell names apart, short enough for any file name. */
export const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** Short whatever the file is called, hidden, and telling whose it is: `.endplate-FILE-HOST-PROCESS-RANDOM.tmp`. */
const PATTERN = /^\.endplate-([0-9a-f]{8})-([0-9a-f]{8})-(\d{1,10})-([0-9a-f]{12})\.tmp$/;

/** Temporary files of this process that are in use now. */
const inUse = new Set<string>();

/** A new name beside the target, for a file that will take its place. */
export function reserveTemporary(machine: Machine, target: string): string {
  const mark = `${shortHash(path.basename(target))}-${shortHash(machine.hostName)}-${machine.processId}`;
  const temporary = path.join(path.dirname(target), `.endplate-${mark}-${randomBytes(6).toString('hex')}.tmp`);
  inUse.add(temporary);
  return temporary;
}

/** Removes a temporary file, if it is there. What cannot be removed now is removed at the next save. */
export async function discardTemporary(port: FilePort, temporary: string): Promise<void> {
  await attempt(() => port.unlink(temporary));
  inUse.delete(temporary);
}

/** The temporary file has become something else, and its name is free. */
export function releaseTemporary(temporary: string): void {
  inUse.delete(temporary);
}

/**
 * Removes what earlier saves of the same file left behind when their process was killed. Those of a process that still
 * lives, here or on another computer, stay. `now` is the time by the clock of the disk. Best effort: never fails.
 */
export function discardOrphans(port: FilePort, target: string, now: number): Promise<void> {
  return discardOrphansIn(port, path.dirname(target), { mark: shortHash(path.basename(target)), now });
}

/** The same for a folder whose files have names that are written only once: of any file, where `mark` is null. */
export async function discardOrphansIn(
  port: FilePort,
  folder: string,
  { mark, now }: { readonly mark: string | null; readonly now: number },
): Promise<void> {
  const listing = await attempt(() => port.readdir(folder));
  if (!listing.ok) return;
  for (const entry of listing.value) {
    const [, file, host = '', processId] = PATTERN.exec(entry.name) ?? [];
    const temporary = path.join(folder, entry.name);
    if (file === undefined || (mark !== null && file !== mark) || inUse.has(temporary)) continue;
    if (await isAbandoned(port, temporary, { host, processId: Number(processId), now })) {
      await attempt(() => port.unlink(temporary));
    }
  }
}

async function isAbandoned(
  port: FilePort,
  temporary: string,
  by: { readonly host: string; readonly processId: number; readonly now: number },
): Promise<boolean> {
  const { machine } = port;
  const isOurHost = by.host === shortHash(machine.hostName);
  // This process does not use it (see above), so an earlier process had the same number.
  if (isOurHost && (by.processId === machine.processId || !machine.isProcessAlive(by.processId))) return true;
  const facts = await attempt(() => port.lstat(temporary));
  return facts.ok && by.now - facts.value.modifiedAt > ABANDONED_AFTER_MS;
}
