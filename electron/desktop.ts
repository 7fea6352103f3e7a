import path from 'node:path';
import { app, Menu } from 'electron/main';
import type { Session } from 'electron/main';
import { failure } from '../shared/result.ts';
import { listPageFiles } from './appScheme.ts';
import { createFolderMemory } from './folderMemory.ts';
import { registerIpc } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import { createPage } from './page.ts';
import type { Page } from './page.ts';
import { createPageSession } from './session.ts';
import { signalStart } from './startSignal.ts';

/** The running program: at most one window, and files that wait for it. */
export interface Desktop {
  /** Once, after the program is ready. Rejects when there can be no window. */
  start(): Promise<void>;
  /** Study files named by the system or by a second start. */
  openFiles(paths: readonly string[]): void;
  /** Brings the window to the front, or a new one where it was closed (macOS). */
  show(): void;
  quitRequested(): void;
  /** Waits until everything that was begun is on the disk. */
  finish(): Promise<void>;
}

export interface DesktopOptions {
  readonly userFolder: string;
  /** The folder with `main.js` and `preload.cjs`; the page is beside it. */
  readonly bundleFolder: string;
  readonly log: (line: string) => void;
  readonly onRefused: (scheme: string) => void;
  /** A window could not be opened later on. */
  readonly onFailure: (error: unknown) => void;
}

export function createDesktop(options: DesktopOptions): Desktop {
  const { userFolder, bundleFolder, log } = options;
  // In a package the folder of app.asar; in a checkout only the build, since studies may lie beside the sources.
  const programFolder = app.isPackaged ? path.dirname(app.getAppPath()) : path.join(bundleFolder, '..');
  const folders = createFolderMemory(path.join(userFolder, 'folders.json'));
  const closedHosts: Promise<void>[] = [];
  let waitingFiles: readonly string[] = [];
  let session: Session | null = null;
  let page: Page | null = null;

  const open = async (pageSession: Session): Promise<void> => {
    const launchPaths = waitingFiles;
    waitingFiles = [];
    const { page: opened, loaded } = createPage({
      session: pageSession,
      preload: path.join(bundleFolder, 'preload.cjs'),
      userFolder,
      programFolder,
      folders,
      launchPaths,
      log,
      onShown: () => signalStart('open'),
      onClosed: () => {
        closedHosts.push(opened.host.close());
        if (page === opened) page = null;
      },
    });
    page = opened;
    await loaded;
  };
  const send = (command: string): void => page?.link.send({ type: 'command', command });
  const show = (): void => {
    if (page !== null && !page.window.isDestroyed()) {
      if (page.window.isMinimized()) page.window.restore();
      page.window.show();
      page.window.focus();
    } else if (session !== null) {
      open(session).catch(options.onFailure);
    }
  };

  return {
    async start() {
      const files = await listPageFiles(path.join(bundleFolder, '../renderer'));
      const pageSession = await createPageSession(files, options.onRefused);
      registerIpc({
        window: () => page?.window ?? null,
        dispatch: (method, params) => page?.host.dispatch(method, params) ?? Promise.resolve(closedAnswer),
        observe: (method) => page?.observe(method) ?? (() => {}),
        log,
      });
      const { platform } = process;
      Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ platform, isPackaged: app.isPackaged, send })));
      session = pageSession;
      await open(pageSession);
    },
    openFiles(paths) {
      if (paths.length === 0) return;
      if (page !== null) {
        void sendFiles(page, paths);
        return;
      }
      waitingFiles = [...waitingFiles, ...paths];
      show();
    },
    show,
    quitRequested: () => page?.closing.quitRequested(),
    async finish() {
      if (page !== null) closedHosts.push(page.host.close());
      await Promise.all(closedHosts);
    },
  };
}

const closedAnswer = failure({ code: 'refused', message: 'The window of Endplate is closed.' } as const);

async function sendFiles({ host, link }: Page, paths: readonly string[]): Promise<void> {
  const files = (await host.grantPaths(paths)).filter((file) => file !== null);
  if (files.length > 0) link.send({ type: 'openFiles', files });
}
