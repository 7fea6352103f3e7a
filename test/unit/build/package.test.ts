import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageCheck, whyNoPackageCheck } from '../../../build/packageCheck.mjs';
import type { PackageContents } from '../../../build/packageCheck.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const reason = whyNoPackageCheck();

describe.skipIf(reason !== null)(`the package${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let contents: PackageContents;
  beforeAll(async () => {
    contents = await packageCheck();
    // Packs the whole program.
  }, 120_000);

  test('holds the bundles of main, preload and page, and nothing that is not on the list', () => {
    expect(contents.forbidden).toEqual([]);
    expect(contents.missing).toEqual([]);
    expect(contents.files).toEqual(
      expect.arrayContaining(['dist/electron/main.js', 'dist/electron/preload.cjs', 'dist/renderer/index.html']),
    );
    expect(contents.files.filter((name) => name.endsWith('.wasm')).length).toBeGreaterThan(0);
  });

  test('stays below 16 MB, with the codecs and the demo', () => {
    expect(contents.megabytes).toBeGreaterThan(0.5);
    expect(contents.megabytes).toBeLessThan(16);
  });

  test('starts the main bundle as a module, needs no library, and names its desktop file', () => {
    expect(contents.manifest).toMatchObject({
      type: 'module',
      main: 'dist/electron/main.js',
      desktopName: 'endplate.desktop',
    });
    expect(contents.manifest['dependencies'] ?? {}).toEqual({});
  });

  test('runs no other program and no other archive: the fuses, read back from the executable', () => {
    expect(contents.fuses).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: false,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
    });
  });
});

test('the program calls itself on Windows as its installer does', () => {
  const config = readFileSync(path.join(root, 'build/electron-builder.yml'), 'utf8');
  const main = readFileSync(path.join(root, 'electron/main.ts'), 'utf8');
  const appId = /^appId: (.+)$/m.exec(config)?.[1] ?? '';
  expect(appId).not.toBe('');
  expect(main).toContain(`setAppUserModelId('${appId}')`);
});
