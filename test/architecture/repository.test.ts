import { execFileSync } from 'node:child_process';
import { readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const packageJson = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  dependencies?: Record<string, string>;
  devDependencies: Record<string, string>;
  scripts: Record<string, string>;
};

/** The files of the repository, or null outside a checkout. */
function trackedFiles(): readonly string[] | null {
  try {
    return execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .split('\0')
      .filter((file) => file !== '' && existsSync(path.join(ROOT, file)));
  } catch {
    return null;
  }
}

describe('The repository', () => {
  test('pins every dependency exactly and ships none at run time', () => {
    expect(packageJson.dependencies ?? {}).toEqual({});
    for (const [name, version] of Object.entries(packageJson.devDependencies)) {
      expect(`${name} ${version}`).toMatch(/ \d+\.\d+\.\d+$/);
    }
  });

  test('records no download address in the lock file', () => {
    expect(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"/);
  });

  test('has the top level of the product and nothing beside it but tool files', (context) => {
    const files = trackedFiles();
    if (files === null) return context.skip('This is no git checkout.');
    const top = new Set(files.map((file) => file.split('/')[0] ?? ''));
    const allowed = [
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'electron',
      'renderer',
      'shared',
      'test',
      'build',
      'README.md',
      'LICENSE',
    ];
    expect([...top].filter((name) => !allowed.includes(name) && !name.startsWith('.'))).toEqual([]);
  });

  test('describes every folder of sources in a short README', (context) => {
    const files = trackedFiles();
    if (files === null) return context.skip('This is no git checkout.');
    const folders = new Set(
      files
        .filter((file) => /^(shared|electron|renderer)\/.*\.tsx?$/.test(file))
        .map((file) => file.split('/').slice(0, 2).join('/')),
    );
    const wanted = [...folders].filter((folder) => !/\.tsx?$/.test(folder));
    for (const folder of wanted) {
      const readme = path.join(ROOT, folder, 'README.md');
      expect(existsSync(readme), `${folder}/README.md`).toBe(true);
      expect(
        readFileSync(readme, 'utf8').split('\n').length,
        `${folder}/README.md has at most 40 lines`,
      ).toBeLessThanOrEqual(41);
    }
  });
});
