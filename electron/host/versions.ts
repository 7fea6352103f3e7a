import path from 'node:path';
import type { StudyFacts } from '../../shared/host/contract.ts';
import type { Clock } from './clock.ts';
import type { FilePort } from './filePort.ts';
import { createPathQueue } from './pathQueue.ts';
import { namesIn, readWhole, sha256Of, writePrivate } from './privateFiles.ts';
import { attempt } from './systemFailure.ts';
import { discardOrphansIn } from './temporaryName.ts';
import { placeOf, readVersionName, studyOf, writeVersionName } from './versionName.ts';
import type { VersionName } from './versionName.ts';

const MOST_OF_ONE_STUDY = 20;
const YOUNG_MS = 30 * 24 * 3_600_000;
const MOST_BYTES = 200 * 1_000_000;

export interface KeptVersion extends VersionName {
  /** The name of the file, by which it is asked for. */
  readonly name: string;
  readonly size: number;
}

export interface NewVersion {
  /** The resolved path of the study's file. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly facts: StudyFacts | null;
  readonly savedAt: number;
  readonly pinned: boolean;
}

/**
 * Earlier versions of studies in the folder of this user: the last 20 of each study and all of the last 30 days, 200 MB
 * in all; the oldest go first, pinned ones last. Best effort: a save never fails because of its history.
 */
export interface Versions {
  /** Once for each content of a study; a version that is there already is pinned when asked for. */
  keep(version: NewVersion): Promise<boolean>;
  /** Of the file at this place, or of the study with this id wherever it is; newest first. */
  list(file: string, studyId: string | null): Promise<readonly KeptVersion[]>;
  /** Null: gone, or not the content it should be. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  pin(name: string, pinned: boolean): Promise<boolean>;
  /** Where this content may be found. */
  filesOf(sha256: string): Promise<readonly string[]>;
  /** Removes all; returns how many. */
  clear(): Promise<number>;
}

export function createVersions(options: {
  readonly port: FilePort;
  readonly clock: Clock;
  readonly folder: string;
  readonly now: () => number;
}): Versions {
  const { port, clock, folder, now } = options;
  const queue = createPathQueue();
  const inFolder = (name: string): string => path.join(folder, name);

  const all = async (): Promise<readonly KeptVersion[]> => {
    const kept: KeptVersion[] = [];
    for (const name of await namesIn(port, folder)) {
      const version = readVersionName(name);
      const facts = version === null ? null : await attempt(() => port.lstat(inFolder(name)));
      if (version !== null && facts?.ok === true) kept.push({ ...version, name, size: facts.value.size });
    }
    return kept.sort((a, b) => b.savedAt - a.savedAt || (a.name < b.name ? -1 : 1));
  };

  const rename = async (version: KeptVersion, pinned: boolean): Promise<boolean> => {
    if (version.pinned === pinned) return true;
    const renamed = await attempt(() =>
      port.rename(inFolder(version.name), inFolder(writeVersionName({ ...version, pinned }))),
    );
    return renamed.ok;
  };

  const keep = async ({ file, bytes, facts, savedAt, pinned }: NewVersion): Promise<boolean> => {
    const before = await all();
    const sha256 = sha256Of(bytes);
    const same = before.find((kept) => kept.sha256 === sha256 && kept.place === placeOf(file));
    if (same !== undefined) return same.pinned || !pinned || rename(same, true);
    const { levels = null, points = null } = facts ?? {};
    const version = { savedAt, place: placeOf(file), study: studyOf(facts), levels, points, pinned, sha256 };
    const name = writeVersionName(version);
    if (!(await writePrivate(port, clock, inFolder(name), bytes)).ok) return false;
    await discardOrphansIn(port, folder, { mark: null, now: now() });
    for (const old of superfluous([{ ...version, name, size: bytes.length }, ...before], now())) {
      await attempt(() => port.unlink(inFolder(old.name)));
    }
    return true;
  };

  return {
    keep: (version) => queue.run('versions', () => keep(version)),
    async list(file, studyId) {
      const study = studyOf(studyId === null ? null : { id: studyId });
      const isOurs = (kept: KeptVersion): boolean =>
        kept.place === placeOf(file) || (studyId !== null && kept.study === study);
      return (await all()).filter(isOurs);
    },
    async read(name) {
      const version = readVersionName(name);
      const bytes = version === null ? null : await readWhole(port, inFolder(name));
      return bytes !== null && sha256Of(bytes) === version?.sha256 ? bytes : null;
    },
    pin: (name, pinned) =>
      queue.run('versions', async () => {
        const version = (await all()).find((kept) => kept.name === name);
        return version !== undefined && rename(version, pinned);
      }),
    filesOf: async (sha256) => (await all()).filter((kept) => kept.sha256 === sha256).map(({ name }) => inFolder(name)),
    clear: () =>
      queue.run('versions', async () => {
        const kept = await all();
        for (const { name } of kept) await attempt(() => port.unlink(inFolder(name)));
        return kept.length;
      }),
  };
}

/**
 * What has to go, oldest first: beyond the twenty of its study and older than 30 days; then whatever is too much, those
 * beyond their twenty first. The newest of all always stays.
 */
export function superfluous(versions: readonly KeptVersion[], now: number): readonly KeptVersion[] {
  const newestFirst = [...versions].sort((a, b) => b.savedAt - a.savedAt);
  const ofStudy = new Map<string, number>();
  const ranked = newestFirst.map((version) => {
    const key = version.study === 'unknown' ? version.place : version.study;
    const rank = ofStudy.get(key) ?? 0;
    if (!version.pinned) ofStudy.set(key, rank + 1);
    const isBeyond = !version.pinned && rank >= MOST_OF_ONE_STUDY;
    return { version, isBeyond, isOld: isBeyond && now - version.savedAt > YOUNG_MS };
  });
  const gone = new Set(ranked.filter(({ isOld }) => isOld).map(({ version }) => version));
  let bytes = newestFirst.reduce((sum, version) => sum + (gone.has(version) ? 0 : version.size), 0);
  const order = ranked
    .slice(1)
    .filter(({ version }) => !gone.has(version))
    .reverse()
    .sort((a, b) => Number(b.isBeyond) - Number(a.isBeyond) || Number(a.version.pinned) - Number(b.version.pinned));
  for (const { version } of order) {
    if (bytes <= MOST_BYTES) break;
    gone.add(version);
    bytes -= version.size;
  }
  return newestFirst.filter((version) => gone.has(version)).reverse();
}
