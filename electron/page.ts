import path from 'node:path';
import { app, powerMonitor } from 'electron/main';
import type { BrowserWindow, Session } from 'electron/main';
import type { ShellWords } from '../shared/host/shellWords.ts';
import { START_ADDRESS } from './appScheme.ts';
import { askAfterSilence, askToSave } from './closeQuestion.ts';
import { createClosing } from './closing.ts';
import type { Closing } from './closing.ts';
import { LOG_FILE } from './diagnostics.ts';
import type { FolderMemory } from './folderMemory.ts';
import { createHost } from './host/createHost.ts';
import type { HostServices } from './host/createHost.ts';
import type { Answered } from './ipc.ts';
import { createNativeFilePicker } from './nativeFilePicker.ts';
import { watchPageHealth } from './pageHealth.ts';
import { createPageLink } from './pageLink.ts';
import type { PageLink } from './pageLink.ts';
import { guardSessionEnd } from './sessionEnd.ts';
import { createWindow, showTitle } from './window.ts';

/** A window with everything that belongs to it: its host, its closing, the way to its page. */
export interface Page {
  readonly window: BrowserWindow;
  readonly host: HostServices;
  readonly closing: Closing;
  readonly link: PageLink;
  /** To be told of each call of the page; the returned function takes the answer. */
  observe(method: string): (answer: Answered) => void;
}

export interface PageOptions {
  readonly session: Session;
  readonly preload: string;
  readonly userFolder: string;
  /** The program's own files: nothing in it is ever granted. */
  readonly programFolder: string;
  readonly folders: FolderMemory;
  /** Files to open at once; the page asks for them when it is ready. */
  readonly launchPaths: readonly string[];
  readonly log: (line: string) => void;
  readonly onShown: () => void;
  readonly onClosed: () => void;
}

/** Opens the window. Rejects when its page cannot be loaded. */
export function createPage(options: PageOptions): { readonly page: Page; readonly loaded: Promise<void> } {
  const { session, preload, log } = options;
  const window = createWindow({ session, preload, devTools: !app.isPackaged });
  const host = createHost({
    picker: createNativeFilePicker({ window: () => window, folders: options.folders }),
    userFolder: options.userFolder,
    ownFolders: [options.programFolder],
    appVersion: app.getVersion(),
    shell: 'electron',
    launchPaths: options.launchPaths,
    onFileBusy: () => link.send({ type: 'fileBusy' }),
    logFile: path.join(options.userFolder, LOG_FILE),
  });
  const link = createPageLink(window);
  const unsaved = (): boolean => host.unsavedState().unsaved;
  const words = (): ShellWords => host.unsavedState().words;
  const health = watchPageHealth(window, { unsaved, words, now: () => performance.now(), log });
  /** Work that the user does not want must not be offered again at the next start. */
  const lettingGo = async <T extends string>(question: Promise<T>): Promise<T> => {
    const choice = await question;
    if (choice === 'discard') await host.letGo();
    return choice;
  };
  const closing = createClosing({
    unsaved,
    pageAlive: () => health.alive(),
    ask: () => lettingGo(askToSave(window, host.unsavedState())),
    askAfterSilence: () => lettingGo(askAfterSilence(window, words())),
    requestSave: () => link.send({ type: 'saveBeforeClosing' }),
    closeWindow: () => {
      if (!window.isDestroyed()) window.close();
    },
    quit: () => app.quit(),
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
  });

  window.on('close', (event) => {
    if (!closing.mayClose()) event.preventDefault();
  });
  window.once('closed', options.onClosed);
  window.once('ready-to-show', () => {
    window.show();
    options.onShown();
  });
  guardSessionEnd(window, powerMonitor, {
    newestRecovery: () => host.newestRecovery(),
    isSaving: () => closing.isSaving(),
    unsaved,
    release: () => closing.release(),
    log,
  });
  window.webContents.on('preload-error', (_event, _file, error) =>
    log(`preload failed: ${error.stack ?? error.message}`),
  );

  const observe = (method: string): ((answer: Answered) => void) => {
    const ended = closing.observe(method);
    return (answer) => {
      if (method === 'setUnsaved') showTitle(window, host.unsavedState());
      ended(answer);
    };
  };
  const loaded = window.loadURL(START_ADDRESS).catch((error: unknown) => {
    // Closed while it was loading: that is no failure.
    if (!window.isDestroyed()) throw error;
  });
  return { page: { window, host, closing, link, observe }, loaded };
}
