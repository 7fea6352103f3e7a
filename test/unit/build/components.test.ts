import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  LICENCES_FILE,
  SBOM_FILE,
  billOfMaterials,
  createComponentList,
  licenceList,
  readComponent,
} from '../../../build/components.mjs';
import type { BillOfMaterials, Component } from '../../../build/components.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const built = path.join(root, 'dist/renderer');
const isBuilt = existsSync(path.join(built, SBOM_FILE));
const parsed = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly integrity?: string; readonly hasInstallScript?: boolean }>
  >;
}
const lock = parsed(path.join(root, 'package-lock.json')) as Lock;

/** Every package that a source imports for its value, whatever the bundlers say. */
function importedPackages(): readonly string[] {
  const names = new Set<string>();
  for (const folder of ['shared', 'renderer', 'electron']) {
    for (const entry of readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || entry.name.endsWith('.d.ts')) continue;
      const text = readFileSync(path.join(entry.parentPath, entry.name), 'utf8');
      for (const [, spec = ''] of text.matchAll(/^import (?!type )[^;]*?from '([^'.][^']*)';/gm)) {
        if (/^(node:|electron\/)/.test(spec)) continue;
        const [scope = '', name = ''] = spec.split('/');
        names.add(scope.startsWith('@') ? `${scope}/${name}` : scope);
      }
    }
  }
  return [...names].toSorted();
}

describe.skipIf(!isBuilt)('the built program', () => {
  const licences = isBuilt ? (parsed(path.join(built, LICENCES_FILE)) as readonly Component[]) : [];
  const bill = isBuilt ? (parsed(path.join(built, SBOM_FILE)) as BillOfMaterials) : null;

  test('names every package that its sources import, and the runtime', () => {
    const listed = licences.map(({ name }) => name);
    expect(importedPackages().length).toBeGreaterThan(8);
    expect(listed).toEqual(expect.arrayContaining([...importedPackages(), 'electron']));
  });

  test('is made of few parts, each free to use and with its licence', () => {
    expect(licences.length).toBeLessThanOrEqual(20);
    for (const { name, licence } of licences)
      expect(licence, name).toMatch(/^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD)$/);
    expect(licences.filter(({ text }) => text === null).map(({ name }) => name)).toEqual([
      '@cornerstonejs/codec-openjpeg',
    ]);
  });

  test('has a bill of materials of the same parts, with the checksums of the lock file', () => {
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    expect(bill?.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    const parts = bill?.components ?? [];
    expect(parts.map(({ name, version }) => `${name}@${version}`)).toEqual(
      licences.map(({ name, version }) => `${name}@${version}`),
    );
    for (const { name, version, purl, hashes } of parts) {
      const { integrity } = lock.packages[`node_modules/${name}`] ?? {};
      expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
      expect(hashes?.[0]?.content, name).toBe(
        Buffer.from(integrity?.replace('sha512-', '') ?? '', 'base64').toString('hex'),
      );
    }
    const [dependency] = bill?.dependencies ?? [];
    expect(dependency?.dependsOn).toEqual(parts.map((part) => part['bom-ref']));
  });
});

test('modules are traced to their packages, also inside others and on Windows', () => {
  const list = createComponentList();
  list.remember('/p/node_modules/a/index.js?url');
  list.remember('/p/node_modules/a/other.js');
  list.remember('/p/node_modules/@b/c/dist/x.mjs');
  list.remember('/p/node_modules/a/node_modules/d/x.js');
  list.remember('\0/p/node_modules/e/x.js?commonjs-module');
  list.remember('C:\\p\\node_modules\\f\\x.js');
  list.remember('/p/renderer/main.tsx');
  expect(list.folders()).toEqual([
    '/p/node_modules/@b/c',
    '/p/node_modules/a',
    '/p/node_modules/a/node_modules/d',
    '/p/node_modules/e',
    'C:/p/node_modules/f',
  ]);
});

test('a package without a licence ends the build', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'endplate-licence-'));
  try {
    writeFileSync(path.join(folder, 'package.json'), '{ "name": "x", "version": "1.0.0" }');
    expect(() => readComponent(folder)).toThrow('x 1.0.0 names no licence.');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the same parts give the same bill, whatever their order', () => {
  const project = { name: 'p', version: '1.0.0', license: 'MIT' };
  const part = (name: string, version = '1.0.0'): Component => ({
    name,
    version,
    licence: 'MIT',
    text: null,
    by: null,
  });
  const bill = (components: readonly Component[]): string =>
    JSON.stringify(billOfMaterials(project, components, () => undefined));
  expect(bill([part('b'), part('a')])).toBe(bill([part('a'), part('b')]));
  expect(bill([part('b', '2.0.0'), part('a')])).not.toBe(bill([part('a'), part('b')]));
  expect(licenceList([part('b'), part('a')]).map(({ name }) => name)).toEqual(['a', 'b']);
});

test('nothing that is needed runs a script when it is installed', () => {
  const scripted = Object.entries(lock.packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([place]) => place);
  // Makes Squirrel installers for Windows, which are not built here; its script only arranges them.
  expect(scripted).toEqual(['node_modules/electron-winstaller']);
});
