import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const run = promisify(execFile);

/** The tools look at every source; a busy machine takes its time. */
const LONG = 300_000;
const ROOT = path.resolve(import.meta.dirname, '../..');

interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** Runs a tool of the repository with this Node; a failure is an outcome, not an exception. */
async function tool(script: string, args: readonly string[], cwd = ROOT): Promise<Outcome> {
  try {
    const { stdout, stderr } = await run(process.execPath, [path.join(ROOT, 'node_modules', script), ...args], {
      cwd,
      maxBuffer: 64 * 1024 * 1024,
    });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: `${stdout}${stderr}` };
  }
}

/** Holds the sources of a tree to the rules of this repository. */
const cruise = (tree: string, ...options: readonly string[]): Promise<Outcome> =>
  tool(
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['shared', 'electron', 'renderer', '--config', path.join(ROOT, 'build/dependencyRules.cjs'), ...options],
    tree,
  );

describe('Who may import whom', () => {
  let tree = '';
  // A tree of its own: other tests read the sources at the same time.
  beforeEach(async () => {
    tree = await mkdtemp(path.join(tmpdir(), 'endplate-tree-'));
    await symlink(path.join(ROOT, 'node_modules'), path.join(tree, 'node_modules'), 'junction');
  });
  afterEach(() => rm(tree, { recursive: true, force: true }));
  const plant = async (file: string, source: string): Promise<void> => {
    const target = path.join(tree, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, source);
  };

  test('the sources keep the rules, and all of them were looked at', async () => {
    const { code, output } = await cruise(ROOT);
    expect(output).toMatch(/no dependency violations found/);
    expect(Number(/\((\d+) modules/.exec(output)?.[1])).toBeGreaterThan(200);
    expect(code).toBe(0);
  });

  test('wrong imports are refused, each by its own rule', async () => {
    for (const right of ['shared/image/radiograph.ts', 'electron/menu.ts', 'electron/host/createHost.ts'])
      await plant(right, 'export const right = 1;\n');
    await plant('shared/spine/plantedImport.ts', "import '../image/radiograph.ts';\nimport 'node:fs';\n");
    await plant('renderer/editor/plantedImport.ts', "import 'react';\n");
    await plant('renderer/panels/plantedImport.ts', "import 'konva';\nimport 'node:path';\n");
    await plant('electron/host/plantedImport.ts', "import '../menu.ts';\n");
    await plant(
      'renderer/files/plantedImport.ts',
      "import '../../electron/host/createHost.ts';\nimport './plantedCycle.ts';\n",
    );
    await plant('renderer/files/plantedCycle.ts', "import './plantedImport.ts';\n");
    const { code, output } = await cruise(tree, '--preserve-symlinks');
    expect(code).not.toBe(0);
    for (const rule of [
      'spine: shared/spine/plantedImport.ts',
      'shared-is-pure: shared/spine/plantedImport.ts',
      'editor-is-pure: renderer/editor/plantedImport.ts',
      'konva-only-on-canvas: renderer/panels/plantedImport.ts',
      'page-without-node: renderer/panels/plantedImport.ts',
      'host-without-electron: electron/host/plantedImport.ts',
      'page-without-shell: renderer/files/plantedImport.ts',
      'no-cycles: renderer/files/planted',
    ]) {
      expect(output).toContain(rule);
    }
  });
});

describe('The sources', () => {
  test('are well typed in every project', { timeout: LONG }, async () => {
    expect(await tool('typescript/bin/tsc', ['-b'])).toEqual({ code: 0, output: '' });
  });

  test('pass the linter', { timeout: LONG }, async () => {
    const { code, output } = await tool('oxlint/bin/oxlint', [
      '-c',
      'build/oxlintrc.json',
      '--type-aware',
      '--format=unix',
      '.',
    ]);
    expect(output).not.toMatch(/\[Error/);
    expect(code).toBe(0);
  });

  test('are formatted', { timeout: LONG }, async () => {
    const { code, output } = await tool('prettier/bin/prettier.cjs', ['--check', '.']);
    expect({ code, output }).toMatchObject({ code: 0 });
  });
});
