import { writeFileSync } from 'node:fs';

/**
 * Tells the start script that a window is open, or that the running program has taken over: without it, an early end
 * would look like a runtime that does not work. The script names a file that must not exist yet.
 */
export function signalStart(state: 'open' | 'handed-over', environment: NodeJS.ProcessEnv = process.env): void {
  const file = environment['ENDPLATE_START_SIGNAL'];
  if (!file) return;
  try {
    writeFileSync(file, state, { flag: 'wx' });
  } catch {
    // A second window of one run, or a start without the script.
  }
}
