import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createKeptWork } from '../../../electron/host/keptWork.ts';
import type { KeptWork } from '../../../electron/host/keptWork.ts';
import { lockPath } from '../../../electron/host/lockFile.ts';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';
import { sha256Of } from '../../../electron/host/privateFiles.ts';
import { decodeCopy } from '../../../electron/host/recoveryCopy.ts';
import { readVersionName } from '../../../electron/host/versionName.ts';
import { withDeadline } from '../../../electron/host/withDeadline.ts';
import { createFaultyPort } from './faultyPort.ts';
import type { Injection } from './faultyPort.ts';
import { ManualClock } from './manualClock.ts';

const COPY = '10000000-0000-4000-8000-000000000001';
const PAGE = '00000000-0000-4000-8000-000000000001';
const OLD = new Uint8Array(Buffer.from('old work'));
const NEW = new Uint8Array(Buffer.from('new work, which is longer'));

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** Something that the host keeps, tried with a fault at each of its file calls. */
export interface KeptScenario {
  readonly name: string;
  /** What is there before, without faults. */
  prepare(kept: KeptWork, study: string): Promise<unknown>;
  /** Returns whether it was said that all went well. */
  act(kept: KeptWork, study: string): Promise<boolean>;
  /** What the rules forbid; empty when all is well. */
  judge(folder: string, said: boolean): Promise<readonly string[]>;
}

const copy = (bytes: Uint8Array<ArrayBuffer>) => ({
  id: COPY,
  page: PAGE,
  name: 's.endplate',
  file: null,
  base: null,
  baseFiles: [],
  parts: [],
  points: bytes.length,
  pointsSaved: null,
  settled: false,
  bytes,
});

const snapshotIn = async (folder: string): Promise<Uint8Array | null> => {
  const content = await readOrNull(path.join(folder, 'user/recovery', COPY, 'snapshot'));
  return content === null ? null : (decodeCopy(content)?.bytes ?? new Uint8Array());
};

const request = { page: PAGE, alive: [PAGE], user: 'R1', takeOver: false };

export const KEPT_SCENARIOS: readonly KeptScenario[] = [
  {
    name: 'a copy of unsaved work is kept again',
    prepare: (kept) => kept.recoveries.save(copy(OLD)),
    act: async (kept) => (await kept.recoveries.save(copy(NEW))).ok,
    async judge(folder, said) {
      const bytes = await snapshotIn(folder);
      const text = bytes === null ? 'nothing' : Buffer.from(bytes).toString();
      if (said) return text === textOf(NEW) ? [] : [`kept was said, but there is: ${text}`];
      return text === textOf(OLD) || text === textOf(NEW) ? [] : [`the copy is lost: ${text}`];
    },
  },
  {
    name: 'a copy of unsaved work is dropped',
    prepare: (kept) => kept.recoveries.save(copy(OLD)),
    act: async (kept) => {
      await kept.recoveries.drop(COPY);
      return true;
    },
    judge: async (folder) => {
      const bytes = await snapshotIn(folder);
      return bytes === null || bytes.length === OLD.length ? [] : ['half of a copy is left'];
    },
  },
  {
    name: 'copies are listed at the start',
    prepare: (kept) => kept.recoveries.save(copy(OLD)),
    act: async (kept) => {
      await kept.recoveries.list([]);
      return true;
    },
    judge: async (folder) => ((await snapshotIn(folder)) === null ? ['looking removed a copy'] : []),
  },
  {
    name: 'an earlier version is kept',
    prepare: (kept, file) =>
      kept.versions.keep({ file, bytes: OLD, facts: { id: 's', levels: 1, points: 1 }, savedAt: 1, pinned: false }),
    act: (kept, file) =>
      kept.versions.keep({ file, bytes: NEW, facts: { id: 's', levels: 1, points: 2 }, savedAt: 2, pinned: false }),
    async judge(folder, said) {
      const versions = path.join(folder, 'user/versions');
      const wrong: string[] = [];
      const contents = new Set<string>();
      for (const name of await readdir(versions)) {
        const version = readVersionName(name);
        const content = await readOrNull(path.join(versions, name));
        if (version === null || content === null) continue;
        if (sha256Of(content) !== version.sha256) wrong.push('a version is not what its name says');
        contents.add(content.toString());
      }
      if (!contents.has(textOf(OLD))) wrong.push('the version before is gone');
      if (said && !contents.has(textOf(NEW))) wrong.push('kept was said, but the version is not there');
      return wrong;
    },
  },
  {
    name: 'a lock is taken',
    prepare: async () => undefined,
    act: async (kept, file) => (await kept.locks.acquire(file, request)).state === 'held',
    async judge(folder, said) {
      const lock = await readOrNull(lockPath(path.join(folder, 's.endplate')));
      if (said) return lock?.toString().includes(PAGE) === true ? [] : ['held was said, but the lock is not ours'];
      return [];
    },
  },
  {
    name: 'a lock is released',
    prepare: (kept, file) => kept.locks.acquire(file, request),
    act: async (kept, file) => {
      await kept.locks.release(file, PAGE);
      return true;
    },
    judge: async () => [],
  },
];

export interface KeptOutcome {
  readonly calls: readonly string[];
  readonly violations: readonly string[];
}

/** Acts once with the fault and looks at the disk; the study beside it must never be touched. */
export async function keepWithFault(
  root: string,
  scenario: KeptScenario,
  injection: Injection | null,
): Promise<KeptOutcome> {
  const folder = await mkdtemp(path.join(root, 'case-'));
  const study = path.join(folder, 's.endplate');
  await writeFile(study, 'a study');
  await mkdir(path.join(folder, 'user'));
  const clock = new ManualClock();
  const parts = { clock, userFolder: path.join(folder, 'user'), appVersion: '1', today: () => new Date(2e12) };
  // Before and under the fault it is one program with one disk, of which the faulty part is switched on later.
  let isFaulty = false;
  const { port: faulty, calls } = createFaultyPort(nodeFilePort, injection, () => void clock.advance(20_000));
  const port = Object.fromEntries(
    Object.keys(nodeFilePort).map((name) => [
      name,
      name === 'machine'
        ? nodeFilePort.machine
        : (...args: unknown[]) =>
            // The names are the port's own, so the methods fit.
            ((isFaulty ? faulty : nodeFilePort) as never as Record<string, (...args: unknown[]) => unknown>)[name]?.(
              ...args,
            ),
    ]),
  ) as unknown as typeof nodeFilePort;
  const kept = createKeptWork({ ...parts, port: withDeadline(port, clock) });
  await scenario.prepare(kept, study);
  await kept.settled();
  isFaulty = true;
  const violations: string[] = [];
  let said = false;
  try {
    said = await scenario.act(kept, study);
  } catch (error) {
    violations.push(`it threw ${String(error)}`);
  }
  const callsMade = [...calls];
  isFaulty = false;
  violations.push(...(await scenario.judge(folder, said)));
  if ((await readOrNull(study))?.toString() !== 'a study') violations.push('the study was touched');

  // A program that starts afterwards can do all of it.
  const next = createKeptWork({ ...parts, port: nodeFilePort });
  if (!(await next.recoveries.save(copy(NEW))).ok) violations.push('no copy can be kept afterwards');
  if ((await next.locks.acquire(study, request)).state !== 'held') violations.push('no lock can be taken afterwards');
  await next.close();
  await kept.close();
  await rm(folder, { recursive: true });
  return { calls: callsMade, violations };
}

async function readOrNull(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch {
    return null;
  }
}
