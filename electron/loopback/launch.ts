import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { HostEvent } from '../../shared/host/contract.ts';
import { systemClock } from '../host/clock.ts';
import type { Clock } from '../host/clock.ts';
import { createHost } from '../host/createHost.ts';
import type { FilePort } from '../host/filePort.ts';
import { nodeFilePort } from '../host/nodeFilePort.ts';
import { defaultStudyFolder } from './documentsFolder.ts';
import { createFolderFilePicker } from './folderFilePicker.ts';
import { openBrowser } from './openBrowser.ts';
import { startServer } from './server.ts';
import type { LoopbackServer } from './server.ts';
import { readStaticFiles } from './staticFiles.ts';
import type { StaticFiles } from './staticFiles.ts';

export interface LoopbackOptions {
  /** Where files are chosen by name; must exist. Null: `Endplate` in the user's documents, made at the first save. */
  readonly folder: string | null;
  /** 0: any free port. */
  readonly port: number;
  /** Whether to open a window of a browser. */
  readonly open: boolean;
  /** The built page: the folder with `index.html`. */
  readonly staticRoot: string;
  /** For settings; see `createHost`. */
  readonly userFolder: string;
  readonly appVersion: string;
  /** Files of any folder that the page may open, named by the user at the start. */
  readonly launchPaths?: readonly string[];
  readonly clock?: Clock;
  /** The disk of the host, for tests with a failing one. */
  readonly filePort?: FilePort;
  /** Where browsers are looked for; the process's own by default. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface Loopback {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Opens the page, once: it holds a one-time code, and no token. */
  readonly address: string;
  /** Another address of this kind, for another window. */
  mintAddress(): string;
  /** The folder in which files are chosen. */
  readonly folder: string;
  /** Waits for what the host does in the background. */
  settled(): Promise<void>;
  /** Tells every open page something. */
  send(event: HostEvent): void;
  /** Ends what was begun, then the server and the window. May be called again. */
  close(): Promise<void>;
  /** Resolves when it was closed: by `close`, because the window was closed, or after 10 idle minutes. */
  readonly closed: Promise<void>;
}

/** The page of a closed window goes a moment later than the window. */
const WINDOW_GONE_MS = 2_000;

/** Starts browser mode. Rejects with one plain sentence where that is not possible. */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const clock = options.clock ?? systemClock;
  const folder = options.folder === null ? await documentsFolder() : await existingFolder(options.folder);
  const files = await builtPage(options.staticRoot);
  const host = createHost({
    picker: createFolderFilePicker(options.filePort ?? nodeFilePort, folder),
    userFolder: options.userFolder,
    appVersion: options.appVersion,
    shell: 'loopback',
    launchPaths: options.launchPaths,
    ownFolders: [options.staticRoot],
    clock,
    port: options.filePort,
    onFileBusy: () => server.events.send({ type: 'fileBusy' }),
  });
  const onIdle = (): void => void loopback.close();
  const server = await listenOn(options.port, (port) => startServer({ host, files, port, clock, onIdle }));

  let onClosed!: () => void;
  const closed = new Promise<void>((resolve) => {
    onClosed = resolve;
  });
  const address = server.mintAddress();
  const window = options.open
    ? await openBrowser(server.mintAddress(), process.platform, options.environment ?? process.env)
    : null;
  const loopback: Loopback = {
    origin: server.origin,
    address,
    mintAddress: () => server.mintAddress(),
    folder,
    settled: () => host.settled(),
    send: (event) => server.events.send(event),
    closed,
    async close() {
      await server.close();
      await window?.close();
      onClosed();
    },
  };
  void window?.closed.then(async () => {
    await clock.wait(WINDOW_GONE_MS);
    // A browser that could not start is no reason to stop: the printed address still opens the page. Nor is a window
    // that was closed while the page is open in another one.
    if (server.wasUsed() && server.events.count() === 0) await loopback.close();
  });
  return loopback;
}

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ends browser mode when the terminal asks for it. Resolves when it has ended, for whatever reason. */
export async function serveUntilStopped(loopback: Loopback): Promise<void> {
  const stop = (): void => void loopback.close();
  for (const signal of STOP_SIGNALS) process.once(signal, stop);
  await loopback.closed;
  for (const signal of STOP_SIGNALS) process.off(signal, stop);
}

const documentsFolder = (): Promise<string> =>
  defaultStudyFolder({ home: homedir(), platform: process.platform, environment: process.env });

async function existingFolder(folder: string): Promise<string> {
  const facts = await stat(folder).catch(() => null);
  if (facts?.isDirectory() !== true) {
    throw new Error(`${folder} is not a folder. Name an existing folder, or leave it out.`);
  }
  return path.resolve(folder);
}

async function builtPage(root: string): Promise<StaticFiles> {
  try {
    return await readStaticFiles(root);
  } catch {
    throw new Error('The page of Endplate is not built. Run "npm run build" first, or install Endplate again.');
  }
}

async function listenOn(port: number, start: (port: number) => Promise<LoopbackServer>): Promise<LoopbackServer> {
  try {
    return await start(port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES') {
      throw new Error(`Port ${port} is taken or not allowed. Name another port, or leave it out.`, { cause: error });
    }
    throw error;
  }
}
