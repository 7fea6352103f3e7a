/**
 * `npm run package:check`: builds the unpacked Linux package around a stub runtime, without any download, and looks into
 * it: which files are inside, how large it is, which fuses are set. Ends with 1 when something is inside that must not be.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import asar from '@electron/asar';
import fuseReader from '@electron/fuses';
import fuseStates from '@electron/fuses/dist/constants.js';
import { LICENCES_FILE, SBOM_FILE } from './components.mjs';
import { root } from './install.mjs';
import { makeStubRuntime } from './stubRuntime.mjs';
import { PRODUCTS } from './whyBuild.mjs';

const { extractFile, listPackage, statFile } = asar;
const { FuseV1Options, getCurrentFuseWire } = fuseReader;
const { FuseState } = fuseStates;

/** Everything that may be inside. The bundles have fixed names, the page's parts a hash in theirs. */
const ALLOWED = [
  /^package\.json$/,
  /^dist\/electron\/(main\.js|preload\.cjs)$/,
  /^dist\/renderer\/index\.html$/,
  /^dist\/renderer\/[\w-]+\.(svg|png|ico|webmanifest)$/,
  /^dist\/renderer\/(licences|sbom\.cdx)\.json$/,
  /^dist\/renderer\/assets\/[\w.-]+\.(js|css|wasm|woff2|svg|png)$/,
  /^dist\/renderer\/demo\/[\w.-]+\.(dcm|png|json|endplate)$/,
  /^dist\/renderer\/examples\/[\w.-]+\.endplate$/,
];
/** What the licences of the parts, and those who audit a program, ask for. */
const NEEDED = [`dist/renderer/${LICENCES_FILE}`, `dist/renderer/${SBOM_FILE}`];
/** What must never be in a package, whatever the list above says one day. */
const FORBIDDEN = /\.(ts|tsx|map|md|test\.\w+)$|node_modules|(^|\/)(test|src|shared)\/|package-lock|\.env|tsconfig/;

/** Why the package cannot be built here; null when it can. */
export function whyNoPackageCheck() {
  if (process.platform === 'win32') return 'the stub runtime is one for Linux';
  const missing = PRODUCTS.find((product) => !existsSync(path.join(root, 'dist', product)));
  return missing === undefined ? null : `dist/${missing} has not been built; run npm run build first`;
}

/** Builds the package in a folder of its own and returns what is inside. */
export async function packageCheck() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'endplate-package-'));
  try {
    const electron = JSON.parse(readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'));
    makeStubRuntime(path.join(folder, 'stub'), electron.version);
    await buildPackage(folder);
    const unpacked = path.join(folder, 'release/linux-unpacked');
    return {
      ...inspectArchive(path.join(unpacked, 'resources/app.asar')),
      fuses: await readFuses(path.join(unpacked, 'endplate')),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function buildPackage(folder) {
  const args = [
    path.join(root, 'node_modules/electron-builder/cli.js'),
    '--linux',
    'dir',
    '--x64',
    '--publish',
    'never',
    `--config=${path.join(root, 'build/electron-builder.yml')}`,
    `-c.electronDist=${path.join(folder, 'stub')}`,
    `-c.directories.output=${path.join(folder, 'release')}`,
  ];
  await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 1 << 26 });
}

function inspectArchive(archive) {
  const inside = listPackage(archive, { isPack: false }).map((name) =>
    name.replace(/^[/\\]/, '').replaceAll('\\', '/'),
  );
  const files = inside.filter((name) => statFile(archive, name).files === undefined).sort();
  return {
    files,
    megabytes: Math.round(readFileSync(archive).length / 10_000) / 100,
    forbidden: files.filter((name) => FORBIDDEN.test(name) || !ALLOWED.some((pattern) => pattern.test(name))),
    manifest: JSON.parse(extractFile(archive, 'package.json').toString('utf8')),
    missing: NEEDED.filter((name) => !files.includes(name)),
  };
}

async function readFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  const names = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)));
  return Object.fromEntries(names.map((name) => [name, wire[FuseV1Options[name]] === FuseState.ENABLE]));
}

async function main() {
  const reason = whyNoPackageCheck();
  if (reason !== null) {
    console.error(`The package was not checked: ${reason}.`);
    return 2;
  }
  const { files, megabytes, forbidden, missing, fuses } = await packageCheck();
  if (process.argv.includes('--json'))
    console.log(JSON.stringify({ files: files.length, megabytes, forbidden, missing, fuses }));
  else {
    for (const file of files) console.log(`  ${file}`);
    const on = Object.keys(fuses).filter((name) => fuses[name]);
    console.log(`${files.length} files, ${megabytes} MB; fuses on: ${on.join(', ') || 'none'}`);
    for (const file of forbidden) console.log(`must not be inside: ${file}`);
    for (const file of missing) console.log(`is missing: ${file}`);
  }
  return forbidden.length + missing.length === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main();
