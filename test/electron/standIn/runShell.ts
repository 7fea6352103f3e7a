import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installShell } from './bundles.ts';
import { settled } from './standInDialog.ts';
import { StandInElectron } from './standInElectron.ts';
import type { StandInOptions } from './standInElectron.ts';

const EVALUATION_MS = 10_000;
const PROCESS_EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

export interface RunOptions extends Omit<StandInOptions, 'folder'> {
  /** What follows the program's own name on its command line. */
  readonly args?: readonly string[];
  readonly platform?: NodeJS.Platform;
  /** What happens between the evaluation of the entry and `ready`. */
  readonly beforeReady?: (electron: StandInElectron) => void;
  /** Called before the program starts, e.g. to damage its folder. */
  readonly prepare?: (folder: string) => void;
}

export interface RunningShell {
  readonly electron: StandInElectron;
  readonly folder: string;
  /** Ends the run: process listeners, folder, faked values. */
  remove(): void;
}

/** Evaluates the main bundle as the runtime does: `ready` comes only after the entry module has been evaluated. */
export async function runShell(
  bundles: { readonly main: string; readonly preload: string },
  options: RunOptions = {},
): Promise<RunningShell> {
  const folder = installShell(bundles);
  options.prepare?.(folder);
  const electron = new StandInElectron({ ...options, folder });
  const before = PROCESS_EVENTS.map((event) => process.listeners(event as 'uncaughtException'));
  const { argv, platform } = process;
  const remove = (): void => {
    PROCESS_EVENTS.forEach((event, i) => {
      for (const listener of process.listeners(event as 'uncaughtException')) {
        if (!before[i]?.includes(listener)) process.off(event, listener as () => void);
      }
    });
    process.argv = argv;
    Object.defineProperty(process, 'platform', { value: platform });
    rmSync(folder, { recursive: true, force: true });
  };
  process.argv = ['/opt/endplate', ...(options.isPackaged === false ? ['.'] : []), ...(options.args ?? [])];
  if (options.platform) Object.defineProperty(process, 'platform', { value: options.platform });
  (globalThis as Record<string, unknown>)['endplateStandIn'] = electron.main;

  await evaluate(path.join(folder, 'dist/electron/main.js'));
  options.beforeReady?.(electron);
  await electron.becomeReady();
  await settledStart(electron);
  return { electron, folder, remove };
}

/** A top-level wait for `ready` would never end: the real runtime then hangs at start. */
async function evaluate(file: string): Promise<void> {
  // Node's own import: the test runner's would translate the whole bundle first.
  const load = createRequire(file)('../../load.cjs') as (address: string) => Promise<unknown>;
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    limit = setTimeout(() => reject(new Error('the entry was not evaluated: does it wait for ready?')), EVALUATION_MS);
  });
  try {
    await Promise.race([load(pathToFileURL(file).href), late]);
  } finally {
    clearTimeout(limit);
  }
}

/** Reading the page from the disk takes its time: until the window is shown, or something has ended. */
async function settledStart(electron: StandInElectron): Promise<void> {
  const limit = performance.now() + EVALUATION_MS;
  while (performance.now() < limit) {
    const [window] = electron.windows;
    if (window?.shown || window?.destroyed || electron.ended || electron.dialog.errorBoxes.length > 0) break;
    await settled();
  }
}
