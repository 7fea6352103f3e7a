import { rmSync } from 'node:fs';
import path from 'node:path';
import { startChild } from './childProcess.mjs';
import { findElectron } from './findElectron.mjs';
import { messages, reasons } from './messages.mjs';

export const FETCH_LIMIT_S = 120;
const STILL_MS = 15_000;

/**
 * Fetches the Electron runtime with the package's own installer, which checks what it downloads but has no time limit.
 * Resolves with null when the runtime is there, else with the reason in words. Ctrl-C skips the download.
 */
export async function fetchRuntime({ folder, found, say, limitSeconds = FETCH_LIMIT_S }) {
  const dist = path.join(found.packageFolder, 'dist');
  // The installer takes a half-unpacked folder for a whole one as soon as the executable is there.
  rmSync(dist, { recursive: true, force: true });
  rmSync(path.join(found.packageFolder, 'path.txt'), { force: true });

  const environment = { ...process.env };
  delete environment.ELECTRON_OVERRIDE_DIST_PATH;
  delete environment.ELECTRON_RUN_AS_NODE;
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1000);
  let stop = null;
  const { child, ended } = startChild(process.execPath, [path.join(found.packageFolder, 'install.js')], {
    cwd: found.packageFolder,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk) => (output += chunk));
  const end = (why) => {
    stop ??= why;
    child.kill('SIGKILL');
  };
  const onInterrupt = () => end(reasons.downloadSkipped);
  process.on('SIGINT', onInterrupt);
  const still = setInterval(() => say(messages.stillFetching(seconds())), STILL_MS);
  const limit = setTimeout(() => end(reasons.downloadTimedOut(limitSeconds)), limitSeconds * 1000);
  say(messages.fetchingRuntime(found.version));
  const { code, error } = await ended;
  clearInterval(still);
  clearTimeout(limit);
  process.off('SIGINT', onInterrupt);

  if (stop === null && code === 0 && findElectron({ folder, environment }).state === 'ready') {
    say(messages.runtimeFetched(seconds()));
    return null;
  }
  rmSync(dist, { recursive: true, force: true });
  if (stop !== null) return stop;
  return code === 0 ? reasons.damagedRuntime : reasons.downloadFailed(downloadError(error?.message ?? output));
}

/** What an installer's stack trace says: the system's own code if there is one, else its first sentence. */
export function downloadError(output) {
  const system = /\b(E[A-Z]{4,}|UND_ERR_[A-Z_]+|CERT_[A-Z_]+|SELF_SIGNED_[A-Z_]+)\b/.exec(output)?.[1];
  const lines = output.split('\n').map((line) => line.trim());
  const sentence = lines.find((line) => /^(\w*Error\b|HTTPError|Response code)/.test(line)) ?? lines.find(Boolean);
  const told = sentence?.replace(/^\w*Error:? ?/, '').replace(/[{.]*\s*$/, '') ?? '';
  // All that Node says about it; the cause is not in a stack trace.
  const text = told === 'fetch failed' ? 'no connection to the download server' : told;
  return [text, system && !text.includes(system) ? system : ''].filter(Boolean).join(', ') || 'no reason given';
}
