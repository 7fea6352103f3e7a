import { spawn } from 'node:child_process';
import os from 'node:os';

/**
 * Starts a program that belongs to us: Ctrl-C and the other signals reach it, and it is not left behind.
 * Returns `{ child, ended }`; `ended` resolves with `{ code, error }` and never rejects. `code` is what a shell would
 * report: the exit code, or 128 and the signal's number.
 */
export function startChild(command, args, options = {}) {
  const child = spawn(command, args, options);
  const forward = (signal) => {
    // In a terminal, Ctrl-C goes to the whole group; a second one would end Electron without its question.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    if (process.platform === 'win32') closeOnWindows(child);
    else child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, error }));
    child.once('close', (code, signal) =>
      resolve({ code: code ?? 128 + (os.constants.signals[signal] ?? 0), error: null }),
    );
  }).finally(() => {
    for (const signal of signals) process.off(signal, forward);
  });
  return { child, ended };
}

/** Ending a process on Windows asks nobody; this asks its windows to close, and so the user about unsaved work. */
function closeOnWindows(child) {
  spawn('taskkill', ['/pid', String(child.pid)], { stdio: 'ignore' });
}
