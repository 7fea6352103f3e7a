import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from '../../../electron/host/atomicFile.ts';
import type { SavedFile } from '../../../electron/host/atomicFile.ts';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';
import { withDeadline } from '../../../electron/host/withDeadline.ts';
import type { HostError } from '../../../shared/host/contract.ts';
import type { Result } from '../../../shared/result.ts';
import { createFaultyPort } from './faultyPort.ts';
import type { Fault, Injection } from './faultyPort.ts';
import { ManualClock } from './manualClock.ts';

/** One way to save, tried with a fault at each of its file calls. */
export interface SaveScenario {
  readonly name: string;
  /** What is there before; null: nothing. */
  readonly before: string | null;
  readonly replaces: 'hash' | 'any' | null;
  readonly keepsPrevious: boolean;
  /** Whether the disk knows second names. */
  readonly hasLinks: boolean;
}

export const SCENARIOS: readonly SaveScenario[] = [
  { name: 'a study is saved again', before: 'old', replaces: 'hash', keepsPrevious: true, hasLinks: true },
  { name: 'a study is saved for the first time', before: null, replaces: null, keepsPrevious: true, hasLinks: true },
  { name: 'a table is replaced after asking', before: 'old', replaces: 'any', keepsPrevious: false, hasLinks: true },
  { name: 'a study on a disk without links', before: 'old', replaces: 'hash', keepsPrevious: true, hasLinks: false },
  { name: 'a new study on such a disk', before: null, replaces: null, keepsPrevious: true, hasLinks: false },
];

/** One for each way in which the code can go on, and the others that belong to the same way. */
const CODES = ['ENOSPC', 'EIO', 'EPERM', 'ENOENT', 'ENOTSUP'];
const MORE_CODES = ['EDQUOT', 'EACCES', 'EBUSY', 'EROFS', 'EMFILE', 'ENAMETOOLONG', 'ESTALE'];

/** The faults that a call of this name can have; all error codes for the scenario that matters most. */
export function faultsOf(call: string, scenario: SaveScenario): readonly Fault[] {
  const codes = scenario === SCENARIOS[0] ? [...CODES, ...MORE_CODES] : CODES;
  return [
    ...codes.map((code) => ({ kind: 'error', code }) as const),
    { kind: 'lostAnswer', code: 'EIO' },
    { kind: 'lostAnswer', code: 'ENOENT' },
    { kind: 'hang' },
    ...(call === 'write' ? ([{ kind: 'shortWrite' }, { kind: 'lyingWrite' }, { kind: 'flippedBit' }] as const) : []),
  ];
}

const OLD = `old ${'o'.repeat(3000)}`;
const NEW = `new ${'n'.repeat(5000)}`;
const OLDER = 'older';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const TARGET = 's.endplate';
const BACKUP = '.s.endplate.bak';

export interface Outcome {
  readonly result: Result<SavedFile, HostError>;
  readonly calls: readonly string[];
  /** What the rules forbid; empty when all is well. */
  readonly violations: readonly string[];
}

/** Saves once with the fault, looks at what is on the disk, then saves once more without it and looks again. */
export async function saveWithFault(
  root: string,
  scenario: SaveScenario,
  injection: Injection | null,
): Promise<Outcome> {
  const folder = await mkdtemp(path.join(root, 'case-'));
  const target = path.join(folder, TARGET);
  if (scenario.before !== null) {
    await writeFile(target, OLD);
    await writeFile(path.join(folder, BACKUP), OLDER);
  }
  const clock = new ManualClock();
  const { port, calls } = createFaultyPort(nodeFilePort, injection, () => void clock.advance(20_000));
  const disk = withDeadline(scenario.hasLinks ? port : withoutLinks(port), clock);
  const replaces = scenario.replaces === 'hash' ? sha256(OLD) : scenario.replaces;
  const { keepsPrevious } = scenario;
  const result = await replaceFile(disk, target, new TextEncoder().encode(NEW), { replaces, clock, keepsPrevious });
  const callsOfSave = [...calls];
  const violations = [...(await violationsAfter(folder, scenario, result))];

  const now = await readOrNull(target);
  const again = await replaceFile(withDeadline(nodeFilePort, clock), target, new TextEncoder().encode('next'), {
    replaces: now === null ? null : sha256(now),
    clock,
    keepsPrevious,
  });
  if (!again.ok) violations.push(`the next save fails: ${again.error.code}`);
  const names = await readdir(folder);
  if (names.some((name) => name.endsWith('.tmp'))) violations.push('a temporary file stays after the next save');
  if ((await readOrNull(target)) !== 'next') violations.push('the next save is not on the disk');
  await rm(folder, { recursive: true });
  return { result, calls: callsOfSave, violations };
}

async function violationsAfter(
  folder: string,
  scenario: SaveScenario,
  result: Result<SavedFile, HostError>,
): Promise<readonly string[]> {
  const violations: string[] = [];
  const content = await readOrNull(path.join(folder, TARGET));
  const before = scenario.before === null ? null : OLD;
  if (content !== before && content !== NEW) violations.push('the file is neither the old nor the new version');
  if (result.ok && content !== NEW) violations.push('saved was said, but the new version is not there');
  if (result.ok && result.value.sha256 !== sha256(NEW)) violations.push('the wrong hash was returned');
  if (!result.ok && content !== before) violations.push('an error was said, but the new version is there');
  if (!result.ok && !/^[A-Z].{30,}\.$/s.test(result.error.message)) violations.push('the error has no sentence');

  const backup = await readOrNull(path.join(folder, BACKUP));
  const allowed: readonly (string | null)[] = scenario.before === null ? [null] : [OLDER, OLD];
  if (!allowed.includes(backup)) violations.push('the backup is no earlier version');
  const names = (await readdir(folder)).filter((name) => name !== TARGET && name !== BACKUP);
  if (names.some((name) => !name.endsWith('.tmp'))) violations.push(`a strange file: ${names.join(', ')}`);
  if (names.length > 2) violations.push(`${names.length} temporary files are left behind`);
  return violations;
}

async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return null;
  }
}

const withoutLinks = (port: ReturnType<typeof createFaultyPort>['port']): typeof port => ({
  ...port,
  link: async () => {
    throw Object.assign(new Error('EPERM: link'), { code: 'EPERM' });
  },
});
