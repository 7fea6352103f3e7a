import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ensureDependencies,
  lastNpmError,
  nodeIsNewEnough,
  whyInstall,
  type NpmOutcome,
} from '../../../build/install.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'endplate-install-'));
  write('package.json', { name: 'p', version: '1.0.0', engines: { node: '>=20.19' } });
  write('package-lock.json', lock({ konva: '10.9.1', zod: '4.6.7' }, { 'only-for-another-system': '1.0.0' }));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: unknown): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
}

const entry = (version: string) => ({ version, integrity: `sha512-${version}` });

function lock(packages: Record<string, string>, optional: Record<string, string> = {}): unknown {
  return {
    lockfileVersion: 3,
    packages: Object.fromEntries([
      ['', { name: 'p' }],
      ...Object.entries(packages).map(([name, version]) => [`node_modules/${name}`, entry(version)]),
      ...Object.entries(optional).map(([name, version]) => [
        `node_modules/${name}`,
        { ...entry(version), optional: true },
      ]),
    ]) as Record<string, unknown>,
  };
}

/** What npm does, as far as this is concerned: folders with a package.json, and its own list of them. */
function installed(packages: Record<string, string>): void {
  for (const name of Object.keys(packages)) write(`node_modules/${name}/package.json`, { name });
  write('node_modules/.package-lock.json', lock(packages));
}

describe('whyInstall', () => {
  test('a fresh clone has nothing', () => {
    expect(whyInstall(folder)).toBe('none are there yet');
  });

  test('the packages of the lock are enough; one that is only for another system may be missing', () => {
    installed({ konva: '10.9.1', zod: '4.6.7' });
    expect(whyInstall(folder)).toBeNull();
  });

  test('names a missing package, one of another version, and one whose folder was deleted', () => {
    installed({ konva: '10.9.1' });
    expect(whyInstall(folder)).toBe('zod is missing');
    installed({ konva: '10.9.0', zod: '4.6.7' });
    expect(whyInstall(folder)).toBe('konva has another version');
    installed({ konva: '10.9.1', zod: '4.6.7' });
    rmSync(path.join(folder, 'node_modules/zod'), { recursive: true });
    expect(whyInstall(folder)).toBe('zod is missing');
  });
});

const fails = (output: string): Promise<NpmOutcome> => Promise.resolve({ code: 1, output });

describe('ensureDependencies', () => {
  test('says nothing and runs nothing when everything is there', async () => {
    installed({ konva: '10.9.1', zod: '4.6.7' });
    const said: string[] = [];
    await ensureDependencies({ folder, say: (line) => said.push(line), run: () => fails('must not run') });
    expect(said).toEqual([]);
  });

  test('installs exactly first, and more forgivingly only after that failed', async () => {
    const said: string[] = [];
    const ran: string[] = [];
    await ensureDependencies({
      folder,
      say: (line) => said.push(line),
      run: (_folder, args) => {
        ran.push(args[0] ?? '');
        if (args[0] === 'ci') return fails('npm error code EUSAGE');
        installed({ konva: '10.9.1', zod: '4.6.7' });
        return Promise.resolve({ code: 0, output: '' });
      },
    });
    expect(ran).toEqual(['ci', 'install']);
    expect(said[0]).toBe('Installing the packages that Endplate is built from, once (none are there yet).');
    expect(said.at(-1)).toMatch(/^Packages installed in \d+ s\.$/);
  });

  test('a failure is one sentence with the reason and what to do', async () => {
    const output =
      'npm error code ENOTFOUND\nnpm error network request to host failed\nnpm error A complete log of this';
    expect(await ensureDependencies({ folder, say: () => {}, run: () => fails(output) })).toEqual({
      ok: false,
      message:
        'The packages could not be installed: ENOTFOUND, network request to host failed. Check the network connection and try again.',
    });
  });

  test('an npm that reports success but leaves a package out is a failure, too', async () => {
    const forgetful = {
      folder,
      say: () => {},
      run: () => {
        installed({ konva: '10.9.1' });
        return Promise.resolve({ code: 0, output: '' });
      },
    };
    expect(await ensureDependencies(forgetful)).toMatchObject({
      ok: false,
      message: expect.stringContaining('zod is missing') as string,
    });
  });

  test('the real npm installs a package from a folder', async () => {
    write('library/package.json', { name: 'library', version: '1.0.0' });
    write('package.json', { name: 'p', version: '1.0.0', dependencies: { library: 'file:library' } });
    write('package-lock.json', {
      name: 'p',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: {
        '': { name: 'p', version: '1.0.0', dependencies: { library: 'file:library' } },
        library: { version: '1.0.0' },
        'node_modules/library': { resolved: 'library', link: true },
      },
    });
    expect(whyInstall(folder)).toBe('none are there yet');
    expect(await ensureDependencies({ folder, say: () => {} })).toEqual({ ok: true });
    expect(whyInstall(folder)).toBeNull();
  });
});

test('an older Node is refused by its number: 20.18 < 20.19 <= 20.19.0 < 22', () => {
  expect(['20.18.3', '20.19.0', '20.20.2', '22.1.0', '18.20.0'].map((v) => nodeIsNewEnough(v, '20.19'))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

test('of what npm prints, the code and the network line are kept', () => {
  expect(lastNpmError('npm error code EACCES\nnpm error syscall open\nnpm error EACCES: permission denied')).toBe(
    'EACCES, EACCES: permission denied',
  );
  expect(lastNpmError('')).toBe('npm gave no reason');
});
