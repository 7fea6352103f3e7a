import { createHash } from 'node:crypto';
import { replaceFile } from '../../electron/host/atomicFile.ts';
import { createRecoveryFolder } from '../../electron/host/recoveryFolder.ts';
import { decodeCopy } from '../../electron/host/recoveryCopy.ts';
import type { RecoveryCopy } from '../../electron/host/recoveryCopy.ts';
import { createVersions } from '../../electron/host/versions.ts';
import { readVersionName } from '../../electron/host/versionName.ts';
import { ManualClock } from '../unit/host/manualClock.ts';
import { afterPowerCut, createMemoryDisk, type MemoryDisk, type Moment } from './memoryDisk.ts';
import { seededChoice } from './seededChoice.ts';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** One thing that the host writes, the moments at which the power may go, and what must be true afterwards. */
export interface PowerScenario {
  readonly name: string;
  readonly moments: readonly Moment[];
  /** What is wrong with what a power cut left; null: nothing. `moment` is the number of the moment. */
  judge(left: ReadonlyMap<string, Uint8Array>, moment: number): string | null;
}

const STUDY = '/studies/s.endplate';
const BACKUP = '/studies/.s.endplate.bak';
const version = (index: number): Uint8Array<ArrayBuffer> => new Uint8Array(8000 + 700 * index).fill(0x61 + index);

/** Saves of a study one after the other: the file is at every moment a whole version, and never older than a confirmed one. */
async function savingStudies(name: string, start: number | null, saves: number): Promise<PowerScenario> {
  const first = start === null ? new Map() : new Map([[STUDY, version(start)]]);
  const disk = createMemoryDisk(first, { record: true });
  await disk.port.mkdir('/studies');
  const clock = new ManualClock();
  /** By number of the moment: the newest version that was confirmed before. */
  const confirmed: { readonly from: number; readonly version: number }[] = [];
  let before = start;
  for (let save = 0; save < saves; save += 1) {
    const next = (start ?? -1) + 1 + save;
    const saved = await replaceFile(disk.port, STUDY, version(next), {
      replaces: before === null ? null : sha256(version(before)),
      clock,
      keepsPrevious: true,
    });
    if (!saved.ok || !saved.value.confirmed) throw new Error('The save failed on a good disk.');
    confirmed.push({ from: disk.moments.length - 1, version: next });
    before = next;
  }
  const hashes = Array.from({ length: (start ?? -1) + 1 + saves }, (_, index) => sha256(version(index)));
  return {
    name,
    moments: disk.moments,
    judge(left, moment) {
      const study = left.get(STUDY);
      const found = study === undefined ? -1 : hashes.indexOf(sha256(study));
      const least = confirmed.findLast(({ from }) => moment >= from)?.version ?? start ?? -1;
      if (study !== undefined && found === -1) return 'the study is no version at all';
      if (found < least) return `the study is version ${found}, but ${least} was confirmed`;
      const backup = left.get(BACKUP);
      if (backup !== undefined && !hashes.includes(sha256(backup))) return 'the backup is no version at all';
      return null;
    },
  };
}

const COPY = '10000000-0000-4000-8000-000000000001';
const SNAPSHOT = `/user/recovery/${COPY}/snapshot`;

const copyOf = (index: number, parts: readonly string[]): RecoveryCopy => ({
  id: COPY,
  page: '00000000-0000-4000-8000-000000000001',
  name: 's.endplate',
  file: STUDY,
  base: null,
  parts: [...parts],
  points: index,
  pointsSaved: 0,
  settled: false,
  savedAt: '2026-11-20T14:02:00.000Z',
  session: 'session',
  bytes: version(index),
});

/** Copies of unsaved work: the snapshot is whole, names only parts that are whole, and is never older than a confirmed one. */
async function keepingCopies(): Promise<PowerScenario> {
  const disk: MemoryDisk = createMemoryDisk(new Map(), { record: true });
  const folder = createRecoveryFolder(disk.port, new ManualClock(), '/user/recovery');
  const confirmed: number[] = [];
  const parts: string[] = [];
  for (let index = 0; index < 4; index += 1) {
    if (index % 2 === 1) {
      const part = version(index).map((value) => value ^ 1);
      const kept = await folder.writePart(COPY, part);
      if (!kept.ok) throw new Error(kept.error.message);
      parts.push(kept.value.sha256);
    }
    const saved = await folder.write(copyOf(index, parts));
    if (!saved.ok || !saved.value.confirmed) throw new Error('The copy failed on a good disk.');
    await folder.tidy(COPY, new Set(parts));
    confirmed.push(disk.moments.length - 1);
  }
  return {
    name: 'copies of unsaved work are kept',
    moments: disk.moments,
    judge(left, moment) {
      const least = confirmed.findLastIndex((from) => moment >= from);
      const content = left.get(SNAPSHOT);
      if (content === undefined) return least === -1 ? null : 'a confirmed copy is gone';
      const copy = decodeCopy(content);
      if (copy === null) return 'the copy is not whole';
      if (copy.points < least) return `copy ${copy.points} is older than the confirmed ${least}`;
      const isBroken = copy.parts.some(
        (part) => sha256(left.get(`/user/recovery/${COPY}/${part}.part`) ?? '') !== part,
      );
      return isBroken ? 'a part of the copy is not whole' : null;
    },
  };
}

/** Earlier versions: whatever stands under a version's name has the content that the name says. */
async function keepingVersions(): Promise<PowerScenario> {
  const disk = createMemoryDisk(new Map(), { record: true });
  const clock = new ManualClock();
  const versions = createVersions({ port: disk.port, clock, folder: '/user/versions', now: () => 1e12 });
  const confirmed: { readonly from: number; readonly sha256: string }[] = [];
  for (let index = 0; index < 3; index += 1) {
    const facts = { id: 'study', levels: 1, points: index };
    await versions.keep({ file: STUDY, bytes: version(index), facts, savedAt: 1e12 + index, pinned: false });
    confirmed.push({ from: disk.moments.length - 1, sha256: sha256(version(index)) });
  }
  return {
    name: 'earlier versions are kept',
    moments: disk.moments,
    judge(left, moment) {
      const present = new Set<string>();
      for (const [file, content] of left) {
        const named = readVersionName(file.slice('/user/versions/'.length));
        if (named === null) continue;
        if (named.sha256 !== sha256(content)) return 'a version has another content than its name says';
        present.add(named.sha256);
      }
      const isLost = confirmed.some((each) => moment >= each.from && !present.has(each.sha256));
      return isLost ? 'a version that was kept is gone' : null;
    },
  };
}

export const powerScenarios = (): Promise<readonly PowerScenario[]> =>
  Promise.all([
    savingStudies('a study is saved again and again', 0, 6),
    savingStudies('a study is saved for the first time', null, 4),
    keepingCopies(),
    keepingVersions(),
  ]);

export interface PowerLossResult {
  readonly scenario: string;
  /** Distinct states of the disk that were looked at. */
  readonly states: number;
  readonly violations: readonly string[];
}

/** So many repetitions in a row, and a moment has shown all that it can leave. */
const EXHAUSTED_AFTER = 60;

/** Cuts the power at every moment, again and again with other losses, until there were so many distinct states. */
export function cutPower(scenario: PowerScenario, wanted: number, seed: number): PowerLossResult {
  const choose = seededChoice(seed);
  const seen = new Set<string>();
  const violations = new Set<string>();
  let open = scenario.moments.map((at, moment) => ({ at, moment, repetitions: 0 }));
  while (seen.size < wanted && open.length > 0) {
    for (const place of open) {
      const left = afterPowerCut(place.at, choose);
      const key = `${place.moment} ${stateOf(left)}`;
      place.repetitions = seen.has(key) ? place.repetitions + 1 : 0;
      if (seen.has(key)) continue;
      seen.add(key);
      const violation = scenario.judge(left, place.moment);
      if (violation !== null) violations.add(`after ${place.at.after} (${place.moment}): ${violation}`);
    }
    open = open.filter(({ repetitions }) => repetitions < EXHAUSTED_AFTER);
  }
  return { scenario: scenario.name, states: seen.size, violations: [...violations] };
}

/** The same content everywhere is one state; random parts of names do not count. */
function stateOf(left: ReadonlyMap<string, Uint8Array>): string {
  const state = createHash('sha1');
  for (const [file, content] of [...left].sort(([a], [b]) => (a < b ? -1 : 1))) {
    state.update(`${file.replace(/-[0-9a-f]{12}\.tmp$/, '')}\0${content.length}\0`).update(content);
  }
  return state.digest('base64');
}
