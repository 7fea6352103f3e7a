import { BrowserWindow } from 'electron/main';
import type { Session, WebContents } from 'electron/main';
import { START_ADDRESS } from './appScheme.ts';

export interface WindowOptions {
  readonly session: Session;
  /** Absolute path of the preload bundle. */
  readonly preload: string;
  readonly devTools: boolean;
}

/** The measuring window: hidden until its first picture is ready, back where it was left last time. */
export function createWindow({ session, preload, devTools }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    name: 'main',
    windowStatePersistence: true,
    show: false,
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    title: 'Endplate',
    backgroundColor: '#15181c',
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools,
    },
  });
  // The title is ours: the page's own would show whatever the page wants.
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
}

/** Shows what is being worked on, and that it is not saved yet. */
export function showTitle(window: BrowserWindow, work: { readonly unsaved: boolean; readonly title: string }): void {
  if (window.isDestroyed()) return;
  const name = work.title === '' ? 'Endplate' : `${work.title} - Endplate`;
  window.setTitle(work.unsaved ? `${name} (not saved)` : name);
  if (process.platform === 'darwin') window.setDocumentEdited(work.unsaved);
}

/** No contents of any kind may go anywhere but to the page's start address, open a window, or embed one. */
export function refuseNavigation(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (event.url !== START_ADDRESS) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (event.url !== START_ADDRESS || !event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
