import { spawn, type ChildProcess } from 'node:child_process';
import { chown, mkdtemp, mkdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { REPOSITORY } from './program.ts';

/** A place with studies and a folder of the user, which outlives the programs that are started in it. */
export interface Desktop {
  readonly folder: string;
  /** Where the program keeps copies, versions and settings. */
  readonly userFolder: string;
  /** Starts the built program in a process of its own. `user`: another user's folder, as on another computer. */
  start(user?: string): Promise<ServedProgram>;
  close(): Promise<void>;
}

const NOBODY = 65_534;

export interface ServedProgram {
  /** A window of its own: another browser profile, so that closing it leaves no trace. */
  open(): Promise<Window>;
  /** Ends the process as a crash does. */
  kill(): Promise<void>;
}

export interface Window {
  readonly page: Page;
  /** The window goes without a word, as when its process is killed. */
  kill(): Promise<void>;
}

export async function createDesktop(browser: Browser): Promise<Desktop> {
  const home = await realpath(await mkdtemp(path.join(tmpdir(), 'endplate-')));
  const folder = path.join(home, 'studies');
  await mkdir(folder);
  // The rights of a folder mean nothing to root, so root lets somebody else run the program.
  const isRoot = process.getuid?.() === 0;
  const somebody = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  if (isRoot) for (const place of [home, folder]) await chown(place, NOBODY, NOBODY);
  const processes: ChildProcess[] = [];
  const contexts: BrowserContext[] = [];

  const openWindow = async (address: string): Promise<Window> => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(address);
    await page.locator('html[data-ready="true"]').waitFor();
    return { page, kill: () => context.close() };
  };

  return {
    folder,
    userFolder: path.join(home, 'user', 'Endplate'),
    async start(user = 'user') {
      const child = spawn(
        process.execPath,
        [path.join(REPOSITORY, 'dist/cli/endplate.js'), 'serve', '--no-open', '--folder', folder],
        {
          env: {
            ...process.env,
            XDG_CONFIG_HOME: path.join(home, user),
            APPDATA: path.join(home, user),
            HOME: path.join(home, user),
          },
          stdio: ['ignore', 'pipe', 'inherit'],
          ...somebody,
        },
      );
      processes.push(child);
      const address = /http\S+/.exec(await firstLine(child))?.[0] ?? '';
      const windows: Window[] = [];
      return {
        async open() {
          // The address works once; a window after the first takes the token of the one before.
          const [first] = windows;
          const window = first === undefined ? await openWindow(address) : await openBeside(first);
          windows.push(window);
          return window;
        },
        async kill() {
          const ended = new Promise((resolve) => child.once('exit', resolve));
          child.kill('SIGKILL');
          await ended;
        },
      };
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close().catch(() => undefined)));
      for (const child of processes) child.kill('SIGKILL');
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Another tab of the same profile. */
async function openBeside({ page }: Window): Promise<Window> {
  const token = await page.evaluate(() => sessionStorage.getItem('endplate.token'));
  const beside = await page.context().newPage();
  await beside.addInitScript((value) => sessionStorage.setItem('endplate.token', value), token ?? '');
  await beside.goto(page.url());
  await beside.locator('html[data-ready="true"]').waitFor();
  return { page: beside, kill: () => beside.close({ runBeforeUnload: false }) };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('exit', (code) => reject(new Error(`The program ended with ${code} before it gave an address.`)));
  });
}
