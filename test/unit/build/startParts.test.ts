import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { executableName, findElectron } from '../../../build/findElectron.mjs';
import { downloadError, fetchRuntime } from '../../../build/fetchRuntime.mjs';
import { messages, reasons } from '../../../build/messages.mjs';
import { readStartArguments } from '../../../build/startArguments.mjs';
import { earlyEnd } from '../../../build/startDesktop.mjs';
import { PRODUCTS, whyBuild } from '../../../build/whyBuild.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'endplate-parts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content = '', seconds?: number): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  if (seconds !== undefined) utimesSync(file, seconds, seconds);
}

const find = (environment: NodeJS.ProcessEnv = {}, platform: NodeJS.Platform = 'linux') =>
  findElectron({ folder, environment, platform });

describe('findElectron', () => {
  test('no package, no runtime, a half-unpacked one, another version, and the right one', () => {
    expect(find()).toEqual({ state: 'noPackage' });
    write('node_modules/electron/package.json', '{"version":"45.4.1"}');
    expect(find().state).toBe('missing');
    write('node_modules/electron/dist/electron');
    expect(find().state).toBe('damaged');
    write('node_modules/electron/dist/version', 'v44.0.0\n');
    expect(find().state).toBe('damaged');
    write('node_modules/electron/dist/version', 'v45.4.1\n');
    const executable = path.join(folder, 'node_modules/electron/dist/electron');
    expect(find()).toEqual({ state: 'ready', executable, version: '45.4.1' });
  });

  test('the executable of each system', () => {
    expect(executableName('win32')).toBe('electron.exe');
    expect(executableName('darwin')).toBe('Electron.app/Contents/MacOS/Electron');
    write('node_modules/electron/package.json', '{"version":"45.4.1"}');
    write('node_modules/electron/dist/version', '45.4.1');
    write('node_modules/electron/dist/Electron.app/Contents/MacOS/Electron');
    expect(find({}, 'darwin').state).toBe('ready');
    expect(find({}, 'win32').state).toBe('damaged');
  });

  test('an override counts alone, and a wrong one is named', () => {
    const elsewhere = path.join(folder, 'elsewhere');
    expect(find({ ELECTRON_OVERRIDE_DIST_PATH: elsewhere })).toMatchObject({
      state: 'wrongOverride',
      folder: elsewhere,
    });
    write('elsewhere/electron');
    expect(find({ ELECTRON_OVERRIDE_DIST_PATH: elsewhere }).state).toBe('ready');
  });
});

describe('whyBuild', () => {
  beforeEach(() => {
    for (const product of PRODUCTS) write(path.join('dist', product), '', 2000);
    for (const source of ['shared/a.ts', 'electron/b.ts', 'renderer/c.tsx', 'build/build.mjs', 'build/install.mjs']) {
      write(source, '', 1000);
    }
    for (const part of ['shared', 'electron', 'renderer']) utimesSync(path.join(folder, part), 1000, 1000);
  });

  test('a build newer than its sources stays; a missing product or a newer source does not', () => {
    expect(whyBuild(folder)).toBeNull();
    write('shared/a.ts', '', 3000);
    expect(whyBuild(folder)).toBe('its sources are newer');
    rmSync(path.join(folder, 'dist/cli/endplate.js'));
    expect(whyBuild(folder)).toBe('it has not been built yet');
  });

  test('the recipe counts; a script that only starts, and a README, do not', () => {
    write('build/install.mjs', '', 3000);
    write('shared/README.md', '', 3000);
    utimesSync(path.join(folder, 'shared'), 1000, 1000);
    expect(whyBuild(folder)).toBeNull();
    write('build/build.mjs', '', 3000);
    expect(whyBuild(folder)).toBe('its sources are newer');
  });

  test('a deleted source changes its folder', () => {
    rmSync(path.join(folder, 'renderer/c.tsx'));
    expect(whyBuild(folder)).toBe('its sources are newer');
  });
});

test('arguments: each side gets its own', () => {
  expect(readStartArguments(['--port', '1', 'x.endplate', '--folder=d', '--safe-graphics'], {})).toEqual({
    side: 'any',
    download: true,
    desktopArguments: ['x.endplate', '--safe-graphics'],
    browserArguments: ['--port', '1', '--folder=d'],
  });
});

test('the early end of a runtime in words', () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      'electron: error while loading shared libraries: libnss3.so: cannot open',
      'the system library libnss3.so is missing',
    ],
    [
      'FATAL: Running as root without --no-sandbox is not supported.',
      'Electron does not run as root with its sandbox on',
    ],
    ['[1:0/ERROR:ozone_platform_x11.cc(245)] Missing X server or $DISPLAY', 'this machine has no display'],
    ["FATAL:gpu_data_manager_impl_private.cc(445)] GPU process isn't usable. Goodbye.", 'may help'],
    ['FATAL: No usable sandbox! If you are running on Ubuntu 23.10+', 'set up its sandbox'],
    ['[7:0/X] first\n[8:0/ERROR:a.cc(1)] something else.\n', 'exit code 3: something else'],
    ['', 'it ended before its window opened, exit code 3'],
  ];
  for (const [output, words] of cases) expect(earlyEnd(3, output)).toContain(words);
});

test('what an installer says when it fails', () => {
  expect(downloadError('RequestError: connect ETIMEDOUT 140.82.121.4:443\n   at x')).toBe(
    'connect ETIMEDOUT 140.82.121.4:443',
  );
  expect(downloadError('HTTPError: Response code 404 (Not Found)')).toBe('Response code 404 (Not Found)');
  expect(downloadError('TypeError: fetch failed\n    at node:internal/x')).toBe('no connection to the download server');
  expect(downloadError('')).toBe('no reason given');
});

test('a download that hangs is ended after the limit, and what it left is removed', async () => {
  write('node_modules/electron/package.json', '{"version":"45.4.1"}');
  write('node_modules/electron/dist/half');
  write('node_modules/electron/install.js', 'setInterval(() => {}, 1000)');
  const found = findElectron({ folder, environment: {}, platform: 'linux' });
  if (found.state !== 'damaged') throw new Error(found.state);
  const said: string[] = [];
  const reason = await fetchRuntime({ folder, found, say: (line) => said.push(line), limitSeconds: 0.2 });
  expect(reason).toBe('the Electron runtime was not downloaded within 0.2 s');
  expect(said).toEqual(['Fetching the Electron 45.4.1 runtime, once (about 120 MB; Ctrl-C skips it).']);
  expect(existsSync(path.join(folder, 'node_modules/electron/dist'))).toBe(false);
});

const filled = (line: string | ((...values: string[]) => string)): string =>
  typeof line === 'string' ? line : line('x', 'y');

test('every line is one plain sentence with an end, every reason fits into one', () => {
  for (const [name, line] of Object.entries(messages)) {
    const text = filled(line);
    expect(text, name).not.toMatch(/undefined|\n/);
    if (!name.startsWith('still')) expect(text, name).toMatch(/^[A-Z].*\.$/);
  }
  for (const [name, line] of Object.entries(reasons)) expect(filled(line), name).not.toMatch(/undefined|\n|\.$/);
});
