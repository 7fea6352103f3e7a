import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'electron/main';

/** So many failures of the graphics process in one run; Chromium itself gives up after a few more. */
const FAILURES = 2;

/**
 * A graphics card that keeps failing would end the whole program at the next start, too. The marker holds the version
 * that met the failures: an update tries again.
 */
export function wantsSafeGraphics(marker: string, appVersion: string): boolean {
  try {
    return readFileSync(marker, 'utf8') === appVersion;
  } catch {
    return false;
  }
}

/** Counts the failures of the graphics process and leaves the marker for the next start. */
export function watchGraphics(app: App, marker: string, log: (line: string) => void): void {
  let failures = 0;
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log(`${type} process ended: ${reason}, exit code ${exitCode}`);
    if (type !== 'GPU') return;
    failures += 1;
    if (failures < FAILURES) return;
    try {
      mkdirSync(path.dirname(marker), { recursive: true });
      writeFileSync(marker, app.getVersion());
    } catch (error) {
      log(`safe graphics not noted: ${String(error)}`);
    }
  });
}
