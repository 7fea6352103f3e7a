import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { executableName } from '../../../build/findElectron.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const VERSION = '45.4.1';

/** What the real files of a build do, as far as the start script can see: they print how they were called. */
const BUILD = `
import { mkdirSync, writeFileSync } from 'node:fs';
const dist = new URL('../dist/', import.meta.url);
for (const file of ['electron/main.js', 'electron/preload.cjs', 'renderer/index.html', 'cli/endplate.js']) {
  mkdirSync(new URL('./' + file.split('/')[0], dist), { recursive: true });
  writeFileSync(new URL(file, dist), file.startsWith('cli') ? 'console.log("browser mode", ...process.argv.slice(2)); process.exitCode = 7;' : '');
}
console.log('the build ran');
`;

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A project in a folder of its own, with the real start script and stand-ins for what it starts. */
export class StartProject {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'endplate-start-test-'));

  constructor() {
    cpSync(path.join(root, 'build'), path.join(this.folder, 'build'), {
      recursive: true,
      filter: (source) => !/icons|\.d\.mts$/.test(source),
    });
    this.write('build/build.mjs', BUILD);
    const manifest = { name: 'p', version: '1.0.0', type: 'module', engines: { node: '>=20.19' } };
    this.write('package.json', JSON.stringify(manifest));
    this.write('package-lock.json', JSON.stringify({ lockfileVersion: 3, packages: { '': {} } }));
    this.write('node_modules/.package-lock.json', JSON.stringify({ packages: {} }));
    this.write('node_modules/electron/package.json', JSON.stringify({ name: 'electron', version: VERSION }));
  }

  write(name: string, content: string): string {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  exists = (name: string): boolean => existsSync(path.join(this.folder, name));
  read = (name: string): string => readFileSync(path.join(this.folder, name), 'utf8');

  /** A runtime that is there already: a script in place of the executable. */
  runtime(script: string): void {
    chmodSync(this.write(`node_modules/electron/dist/${executableName()}`, `#!${process.execPath}\n${script}`), 0o755);
    this.write('node_modules/electron/dist/version', `v${VERSION}`);
  }

  /** What the package's installer does when it is run. */
  installer(script: string): void {
    this.write('node_modules/electron/install.js', script);
  }

  start(args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): ChildProcess {
    const clean = { ...process.env, DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: '', ENDPLATE_BROWSER: '' };
    return spawn(process.execPath, ['build/start.mjs', ...args], {
      cwd: this.folder,
      env: { ...clean, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async run(args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return finished(this.start(args, environment));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function finished(child: ChildProcess, onOutput: (output: string) => void = () => {}): Promise<Ended> {
  let output = '';
  const add = (chunk: Buffer): void => {
    output += chunk.toString();
    onOutput(output);
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
}
