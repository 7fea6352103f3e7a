import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { REPOSITORY } from '../../support/program.ts';

const TOOL = path.join(REPOSITORY, 'test/bench/mutation');
/** What a run has found stays here until the file or one of its tests changes. */
const KNOWN = path.join(TOOL, 'node_modules/.cache/endplate');

const sources = (folder: string, names: string): readonly string[] =>
  names.split(' ').map((name) => `${folder}/${name}.ts`);
const testsOf = (folder: string, names: string): readonly string[] =>
  names.split(' ').map((name) => `test/${folder}/${name}.test.ts`);

/** Where a change that no test sees could cost somebody's work, with the fast tests that have to see it. */
const AREAS: readonly { readonly files: readonly string[]; readonly tests: readonly string[] }[] = [
  {
    files: sources(
      'electron/host',
      'atomicFile backup commitLock flushFolder pathQueue putInPlace readThrough resolveTarget',
    ),
    tests: testsOf('unit/host', 'atomicFile commitLock fileSteps'),
  },
  {
    files: sources('electron/host', 'saveError systemFailure temporaryName withDeadline writeVerified privateFiles'),
    tests: testsOf('unit/host', 'atomicFile fileSteps refusals withDeadline'),
  },
  {
    files: sources('electron/host', 'versions versionName writeStudy recoveries recoveryFolder recoveryCopy'),
    tests: [...testsOf('unit/host', 'versions keptSteps refusals'), ...testsOf('contract', 'dispatcher')],
  },
  {
    files: sources('electron/host', 'studyLocks heldLocks lockFile liveSession fileWatch'),
    tests: [...testsOf('unit/host', 'studyLocks keptSteps looking'), ...testsOf('contract', 'dispatcher')],
  },
  {
    files: [
      ...sources('shared/study', 'studyFile studyChanges canonicalText scanJson salvageStudy sameValue countStudy'),
      ...sources('shared/study/migrations', 'migrations'),
    ],
    tests: testsOf('unit/study', 'studyFile laterVersions studyChanges salvageStudy migrations/migrations'),
  },
  {
    files: sources('shared/export', 'csv formatNumber protectText table'),
    tests: testsOf('unit/export', 'csv formatNumber'),
  },
  {
    files: sources(
      'shared/geometry',
      'affine calibration calibrationWarnings circle line magnification millimetresComparable patientOrientation ' +
        'point polygon similarity spacing spacingCandidates validSpacing vector',
    ),
    tests: testsOf(
      'unit/geometry',
      'affine calibration calibrationReference circle millimetresComparable patientOrientation shapes similarity',
    ),
  },
];

export interface MutationCount {
  readonly file: string;
  readonly mutants: number;
  /** Changes that made a test fail or hang. */
  readonly found: number;
}

export interface MutationScore {
  /** Per cent of the changes that the tests found; null where nothing was measured. */
  readonly percent: number | null;
  readonly reason?: string;
  readonly files: readonly MutationCount[];
  /** Files for which there was no time. */
  readonly filesLeft: number;
}

/** Changes the sources in small ways, one at a time, and counts how many of the changes the tests find. */
export async function measureMutations(say: (line: string) => void, minutes: number): Promise<MutationScore> {
  const missing = minutes > 0 ? installTool(say) : 'ENDPLATE_MUTATION_MINUTES is 0';
  if (missing !== null) return { percent: null, reason: missing, files: [], filesLeft: 0 };
  await mkdir(KNOWN, { recursive: true });
  const end = performance.now() + minutes * 60_000;
  const files: MutationCount[] = [];
  let filesLeft = 0;
  for (const { file, tests } of filesInTurns()) {
    const known = path.join(KNOWN, `${await keyOf(file, tests)}.json`);
    if (!existsSync(known) && performance.now() < end) await runTool(file, tests, known);
    if (existsSync(known)) files.push(await readCount(file, known));
    else filesLeft += 1;
  }
  const mutants = files.reduce((sum, count) => sum + count.mutants, 0);
  const found = files.reduce((sum, count) => sum + count.found, 0);
  const percent = mutants === 0 ? null : Math.round((found / mutants) * 1000) / 10;
  return { percent, files, filesLeft, ...(mutants === 0 ? { reason: 'no mutant was tried' } : {}) };
}

function installTool(say: (line: string) => void): string | null {
  if (existsSync(path.join(TOOL, 'node_modules/@stryker-mutator/core/package.json'))) return null;
  say('Fetching the mutation tool...');
  const run = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: TOOL, encoding: 'utf8' });
  return run.status === 0
    ? null
    : `the mutation tool could not be installed: ${run.stderr.trim().split('\n')[0] ?? ''}`;
}

/** From each area in turn, so that a run without much time has seen something of each. */
function filesInTurns(): readonly { readonly file: string; readonly tests: readonly string[] }[] {
  const longest = Math.max(...AREAS.map(({ files }) => files.length));
  return Array.from({ length: longest }, (_, turn) =>
    AREAS.flatMap(({ files, tests }) => files.slice(turn, turn + 1).map((file) => ({ file, tests }))),
  ).flat();
}

/** Changes with the file and with its tests. */
async function keyOf(file: string, tests: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const each of [file, ...tests]) hash.update(await readFile(path.join(REPOSITORY, each)));
  return `${path.basename(file, '.ts')}-${hash.digest('hex').slice(0, 16)}`;
}

async function runTool(file: string, tests: readonly string[], report: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'endplate-mutation-'));
  const config = path.join(folder, 'stryker.json');
  const modules = path.join(TOOL, 'node_modules/@stryker-mutator');
  await writeFile(
    config,
    JSON.stringify({
      testRunner: 'vitest',
      plugins: [path.join(modules, 'vitest-runner/dist/src/index.js')],
      vitest: { configFile: 'test/bench/mutation/vitest.config.ts', related: false },
      mutate: [file],
      reporters: ['json'],
      jsonReporter: { fileName: report },
      concurrency: 2,
      tempDirName: path.join(folder, 'work'),
      ignorePatterns: ['dist', 'release', 'test/bench/peer', '*.png'],
      disableTypeChecks: false,
    }),
  );
  const options = {
    cwd: REPOSITORY,
    encoding: 'utf8',
    env: { ...process.env, ENDPLATE_MUTATION_TESTS: tests.join(',') },
  } as const;
  spawnSync(process.execPath, [path.join(modules, 'core/bin/stryker.js'), 'run', config], options);
  await rm(folder, { recursive: true, force: true });
}

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

const FOUND = new Set(['Killed', 'Timeout']);
const TRIED = new Set([...FOUND, 'Survived', 'NoCoverage']);

async function readCount(file: string, report: string): Promise<MutationCount> {
  const { files } = JSON.parse(await readFile(report, 'utf8')) as Report;
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  return {
    file,
    mutants: statuses.filter((status) => TRIED.has(status)).length,
    found: statuses.filter((status) => FOUND.has(status)).length,
  };
}
