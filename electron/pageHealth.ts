import { dialog } from 'electron/main';
import type { BrowserWindow, MessageBoxOptions } from 'electron/main';
import type { ShellWords } from '../shared/host/shellWords.ts';

export interface PageHealth {
  /** False from a crash of the page until it has been loaded again. */
  alive(): boolean;
}

export interface PageHealthOptions {
  readonly unsaved: () => boolean;
  readonly words: () => ShellWords;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** One automatic reload in this time; a page that crashes faster than that is asked about. */
export const RELOAD_PAUSE_MS = 60_000;

/** Brings a crashed page back, and asks what to do with one that does not answer. */
export function watchPageHealth(window: BrowserWindow, options: PageHealthOptions): PageHealth {
  let alive = true;
  let lastReload = Number.NEGATIVE_INFINITY;
  let waitingQuestion: AbortController | null = null;
  const contents = window.webContents;

  const reload = (): void => {
    if (!window.isDestroyed()) contents.reload();
  };
  const ask = async (box: MessageBoxOptions): Promise<number> => {
    if (window.isDestroyed()) return -1;
    return (await dialog.showMessageBox(window, { noLink: true, ...box })).response;
  };
  const crashed = async (): Promise<void> => {
    const words = options.words();
    const detail = options.unsaved() ? words.workKept : words.nothingLost;
    if (options.now() - lastReload >= RELOAD_PAUSE_MS) {
      lastReload = options.now();
      reload();
      await ask({ type: 'warning', message: words.crashed, detail, buttons: ['OK'], defaultId: 0, cancelId: 0 });
      return;
    }
    const response = await ask({
      type: 'error',
      message: words.crashedAgain,
      detail,
      buttons: [words.reload, words.close],
      defaultId: 0,
      cancelId: 0,
    });
    if (response === 0) reload();
    if (response === 1 && !window.isDestroyed()) window.close();
  };
  const hanging = async (): Promise<void> => {
    if (waitingQuestion !== null) return;
    waitingQuestion = new AbortController();
    const words = options.words();
    const response = await ask({
      type: 'warning',
      message: words.hanging,
      detail: words.hangingText,
      buttons: [words.wait, words.reload],
      defaultId: 0,
      cancelId: 0,
      signal: waitingQuestion.signal,
    });
    waitingQuestion = null;
    if (response === 1) reload();
  };

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    alive = false;
    options.log(`page ended: ${reason}, exit code ${exitCode}`);
    void crashed();
  });
  contents.on('did-finish-load', () => {
    alive = true;
  });
  contents.on('unresponsive', () => void hanging());
  contents.on('responsive', () => waitingQuestion?.abort());
  return { alive: () => alive };
}
