import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { messages } from './messages.mjs';

/** Only Node's own modules are imported here and in whatever this file imports: on a fresh clone there is nothing else. */
export const root = path.resolve(import.meta.dirname, '..');

const STILL_MS = 20_000;

/** True where `found` (e.g. '20.20.2') is at least `needed` (e.g. '20.19'). */
export function nodeIsNewEnough(found, needed) {
  const [foundParts, neededParts] = [found, needed].map((text) => text.split('.').map(Number));
  for (let i = 0; i < neededParts.length; i += 1) {
    const difference = (foundParts[i] ?? 0) - neededParts[i];
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/**
 * Why the packages of `folder` have to be installed, in words; null when they are those of package-lock.json.
 * npm writes what it installed to node_modules/.package-lock.json; packages for other systems are missing there.
 */
export function whyInstall(folder) {
  const wanted = readPackages(path.join(folder, 'package-lock.json'));
  if (wanted === null) return 'package-lock.json cannot be read';
  const present = readPackages(path.join(folder, 'node_modules/.package-lock.json'));
  if (present === null) return 'none are there yet';
  for (const [place, entry] of Object.entries(wanted)) {
    if (place === '') continue;
    const found = present[place];
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (found === undefined) {
      if (entry.optional) continue;
      return `${name} is missing`;
    }
    const same = found.version === entry.version && found.integrity === entry.integrity;
    if (!same) return `${name} has another version`;
    if (!existsSync(path.join(folder, place, 'package.json')) && !entry.link) return `${name} is missing`;
  }
  return null;
}

/**
 * Makes sure that the packages of package-lock.json are in node_modules, with `npm ci`, else `npm install`.
 * Says nothing when they are. Returns `{ ok: true }`, or `{ ok: false, message }` with one plain sentence.
 */
export async function ensureDependencies({ folder = root, say = console.log, run = runNpm } = {}) {
  const { engines } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const needed = /(\d+(\.\d+)*)/.exec(engines?.node ?? '0')?.[0] ?? '0';
  const found = process.versions.node;
  if (!nodeIsNewEnough(found, needed)) return { ok: false, message: messages.nodeTooOld(found, needed) };
  const reason = whyInstall(folder);
  if (reason === null) return { ok: true };

  say(messages.installing(reason));
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1000);
  const still = setInterval(() => say(messages.stillInstalling(seconds())), STILL_MS);
  try {
    let outcome = await run(folder, ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
    if (outcome.code !== 0) {
      say(messages.installRetry);
      outcome = await run(folder, ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund']);
    }
    const left = outcome.code === 0 ? whyInstall(folder) : null;
    if (outcome.code !== 0 || left !== null) {
      return { ok: false, message: messages.installFailed(left ?? lastNpmError(outcome.output)) };
    }
  } finally {
    clearInterval(still);
  }
  say(messages.installed(seconds()));
  return { ok: true };
}

/** The line of npm's output that says most: its last error which is not a pointer to a log file. */
export function lastNpmError(output) {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim())
    .filter((line) => line !== '' && !/complete log|debug-0\.log|^npm warn/i.test(line));
  const code = lines.find((line) => line.startsWith('code '))?.slice('code '.length);
  const told = lines.filter((line) => !line.startsWith('code '));
  const detail =
    told.find((line) => /network|request to|getaddrinfo|not found|EACCES|ENOSPC/i.test(line)) ?? told.at(-1);
  return [code, detail].filter(Boolean).join(', ').replace(/\.$/, '') || 'npm gave no reason';
}

/** Runs npm in `folder`, quietly; resolves with its exit code and everything it printed. Ctrl-C reaches it as well. */
function runNpm(folder, args) {
  const script = process.env.npm_execpath;
  const viaNode = script !== undefined && /npm-cli\.c?js$/.test(script);
  const [command, all] = viaNode ? [process.execPath, [script, ...args]] : ['npm', args];
  return new Promise((resolve) => {
    const child = spawn(command, all, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: !viaNode && process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}
