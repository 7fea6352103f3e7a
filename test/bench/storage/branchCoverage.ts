import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Storage, file format, tables and geometry: where a branch that no test takes could cost somebody's work. */
const MODULES = [
  'electron/host/**/*.ts',
  'electron/sessionEnd.ts',
  'shared/host/**/*.ts',
  'shared/study/{studyFile,studyChanges,canonicalText,scanJson,schema,studyJsonSchema,salvageStudy}.ts',
  'shared/study/{sameValue,countStudy,compareStudies,createStudy,limits}.ts',
  'shared/study/migrations/**/*.ts',
  'shared/export/{csv,formatNumber,protectText,table,columnNames}.ts',
  'shared/geometry/**/*.ts',
];
const TESTS = [
  'test/unit/host',
  'test/unit/electron',
  'test/unit/study',
  'test/unit/geometry',
  'test/unit/export',
  'test/contract',
  'test/property',
  'test/unit/renderer/files',
];

interface Summary {
  readonly total: { readonly branches: { readonly total: number; readonly covered: number; readonly pct: number } };
}

/** Per cent of the branches of these modules that their tests take; null with the reason where it cannot be measured. */
export async function measureBranchCoverage(
  run: (command: string, args: readonly string[]) => { readonly status: number | null; readonly stdout: string },
): Promise<{ readonly percent: number | null; readonly reason?: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'endplate-coverage-'));
  try {
    const { status } = run(process.execPath, [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      'build/vitest.config.ts',
      '--project',
      'unit',
      '--testTimeout=300000',
      '--coverage.enabled',
      '--coverage.reportOnFailure',
      '--coverage.reporter=json-summary',
      `--coverage.reportsDirectory=${folder}`,
      ...MODULES.map((module) => `--coverage.include=${module}`),
      ...TESTS,
    ]);
    const summary = JSON.parse(await readFile(path.join(folder, 'coverage-summary.json'), 'utf8')) as Summary;
    const percent = summary.total.branches.pct;
    return status === 0 ? { percent } : { percent, reason: 'a test failed in this run' };
  } catch (error) {
    return { percent: null, reason: error instanceof Error ? error.message : String(error) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
