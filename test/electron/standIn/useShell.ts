import { afterEach, beforeAll, vi } from 'vitest';
import { bundleShell } from './bundles.ts';
import { runPreload } from './runPreload.ts';
import type { StandInPage } from './runPreload.ts';
import { runShell } from './runShell.ts';
import type { RunningShell, RunOptions } from './runShell.ts';
import type { StandInWindow } from './standInWindow.ts';

export interface Shell extends RunningShell {
  readonly window: StandInWindow;
  /** Runs the preload in the window and returns what its page sees. */
  openPage(): StandInPage;
}

/** Bundles once for the tests of a file; each run is a program of its own, removed after its test. */
export function useShell(): {
  readonly run: (options?: RunOptions) => Promise<RunningShell>;
  readonly open: (options?: RunOptions) => Promise<Shell>;
  readonly preload: () => string;
} {
  let bundles = { main: '', preload: '' };
  const running: RunningShell[] = [];
  beforeAll(async () => {
    bundles = await bundleShell();
  });
  afterEach(() => {
    for (const shell of running.splice(0)) shell.remove();
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });
  const run = async (options: RunOptions = {}): Promise<RunningShell> => {
    const shell = await runShell(bundles, options);
    running.push(shell);
    return shell;
  };
  return {
    run,
    preload: () => bundles.preload,
    async open(options = {}) {
      const shell = await run(options);
      const [window] = shell.electron.windows;
      if (window === undefined) throw new Error(`no window: ${shell.electron.violations.list.join('; ')}`);
      return { ...shell, window, openPage: () => runPreload(bundles.preload, shell.electron, window) };
    },
  };
}
