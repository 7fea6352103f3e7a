import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { BrowserWindow, PowerMonitor } from 'electron/main';

/** The newest copy of unsaved work, and the file that it belongs into. */
export interface RecoveryCopy {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface SessionEndOptions {
  readonly newestRecovery: () => RecoveryCopy | null;
  /** True while a file is being written. */
  readonly isSaving: () => boolean;
  readonly unsaved: () => boolean;
  /** The work is as safe as it can be: the window may close without a question. */
  readonly release: () => void;
  readonly log: (line: string) => void;
}

/**
 * The system logs off or shuts down. Windows ends the process right after the handler of `session-end`, so everything
 * in it is synchronous: no promise runs any more. Elsewhere the power monitor reports the shutdown.
 */
export function guardSessionEnd(window: BrowserWindow, power: PowerMonitor, options: SessionEndOptions): void {
  window.on('query-session-end', (event) => {
    // Windows then shows which program is still busy. Unsaved work without a copy on the disk would be lost otherwise.
    if (options.isSaving() || (options.unsaved() && options.newestRecovery() === null)) event.preventDefault();
  });
  const keepRecovery = (): void => {
    const copy = options.newestRecovery();
    if (copy === null) return;
    try {
      writeRecoverySync(copy);
      options.release();
    } catch (error) {
      options.log(`recovery copy not written: ${String(error)}`);
    }
  };
  window.on('session-end', keepRecovery);
  power.on('shutdown', keepRecovery);
  window.once('closed', () => power.off('shutdown', keepRecovery));
}

/** Complete or not at all: written beside, flushed, renamed; readable by this user only. */
export function writeRecoverySync({ file, bytes }: RecoveryCopy): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.new`;
  const descriptor = openSync(beside, 'w', 0o600);
  try {
    let written = 0;
    while (written < bytes.byteLength) written += writeSync(descriptor, bytes, written);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(beside, file);
}
