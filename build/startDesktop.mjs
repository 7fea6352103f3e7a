import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startChild } from './childProcess.mjs';
import { fetchRuntime } from './fetchRuntime.mjs';
import { findElectron } from './findElectron.mjs';
import { reasons } from './messages.mjs';

const POLL_MS = 50;
const KEPT_OUTPUT = 16_384;

/** What Electron and Chromium print when a system does not let them start, and what it means for people. */
const HINTS = [
  [/running as root without --no-sandbox/i, () => reasons.root],
  [/error while loading shared libraries: ([^\s:]+)/i, (match) => reasons.missingLibrary(match[1])],
  [/no usable sandbox|suid sandbox|sandbox.*namespace|namespace.*sandbox/i, () => reasons.sandbox],
  [
    /missing x server|cannot open display|unable to open x display|failed to connect to wayland/i,
    () => reasons.noDisplay,
  ],
  [/gpu process isn't usable/i, () => reasons.graphics],
];

/**
 * Starts the desktop window and waits until it is closed. Resolves with `{ code }` once a window was open (or a running
 * Endplate has taken over, or the user stopped it), else with `{ reason }`: why there is no window.
 */
export async function startDesktop({ folder, args, download, say }) {
  const first = findElectron({ folder });
  const obstacle = systemObstacle(args);
  if (obstacle !== null) return { reason: obstacle };
  if (first.state === 'noPackage') return { reason: reasons.noPackage };
  if (first.state === 'wrongOverride') return { reason: reasons.wrongOverride(first.folder) };
  if (first.state !== 'ready') {
    if (!download) return { reason: reasons.notDownloaded };
    const failed = await fetchRuntime({ folder, found: first, say });
    if (failed !== null) return { reason: failed };
  }
  const { executable } = findElectron({ folder });
  return runElectron({ executable, folder, args });
}

/** What makes a start hopeless, so that nothing needs to be fetched. Electron itself never gets `--no-sandbox` from us. */
function systemObstacle(args) {
  if (process.platform !== 'linux') return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return reasons.noDisplay;
  if (process.getuid() === 0 && !args.includes('--no-sandbox')) return reasons.root;
  return null;
}

async function runElectron({ executable, folder, args }) {
  const signalFolder = mkdtempSync(path.join(os.tmpdir(), 'endplate-start-'));
  const signalFile = path.join(signalFolder, 'signal');
  const environment = { ...process.env, ENDPLATE_START_SIGNAL: signalFile };
  // It leaks from some editors' terminals and turns the runtime into a plain Node.
  delete environment.ELECTRON_RUN_AS_NODE;
  let stopped = false;
  const onStop = () => (stopped = true);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, onStop);

  const { child, ended } = startChild(executable, ['.', ...args], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let output = '';
  child.stderr?.on('data', (chunk) => (output = (output + chunk).slice(-KEPT_OUTPUT)));
  let open = false;
  const poll = setInterval(() => {
    open ||= hasSignal(signalFile);
    if (open) clearInterval(poll);
  }, POLL_MS);
  const { code, error } = await ended;
  clearInterval(poll);
  open ||= hasSignal(signalFile);
  for (const signal of signals) process.off(signal, onStop);
  rmSync(signalFolder, { recursive: true, force: true });

  if (open || stopped) {
    if (code !== 0 && !stopped) process.stderr.write(output);
    return { code };
  }
  if (error) return { reason: reasons.notStartable(error.code ?? error.message) };
  return { reason: earlyEnd(code, output) };
}

/** Why a runtime ended before its first window. */
export function earlyEnd(code, output) {
  for (const [pattern, reason] of HINTS) {
    const match = pattern.exec(output);
    if (match) return reason(match);
  }
  const lines = output.split('\n').map((line) => line.replace(/^\[[^\]]*\]\s*/, '').trim());
  return reasons.endedEarly(code, lines.filter(Boolean).at(-1)?.replace(/\.$/, '') ?? '');
}

function hasSignal(file) {
  try {
    return readFileSync(file, 'utf8') !== '';
  } catch {
    return false;
  }
}
