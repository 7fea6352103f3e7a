import { mkdtemp, rm, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { startLoopback, type Loopback } from '../../electron/loopback/launch.ts';
import type { Settings } from '../../shared/host/contract.ts';

export const REPOSITORY = path.resolve(import.meta.dirname, '../..');

/** The browser that drives the page, or null: the tests then report themselves skipped. */
export const BROWSER =
  process.env.ENDPLATE_CHROMIUM ?? (process.platform === 'linux' ? '/usr/bin/chromium' : undefined);

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(BROWSER === undefined ? {} : { executablePath: BROWSER }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** The real program in browser mode with folders of its own, and one window on it. */
export interface Program {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly folder: string;
  readonly loopback: Loopback;
  /** Console errors and uncaught errors of the page so far. */
  readonly faults: string[];
  close(): Promise<void>;
}

export async function startProgram(
  browser: Browser,
  options: {
    readonly viewport?: { width: number; height: number };
    readonly folder?: string;
    readonly deviceScaleFactor?: number;
    readonly locale?: string;
    readonly appVersion?: string;
    /** What this person chose before, as the program keeps it. */
    readonly settings?: Settings;
  } = {},
): Promise<Program> {
  const home = await mkdtemp(path.join(tmpdir(), 'endplate-'));
  const folder = options.folder ?? path.join(home, 'studies');
  await mkdir(folder, { recursive: true });
  const userFolder = path.join(home, 'user');
  if (options.settings) {
    await mkdir(userFolder, { recursive: true });
    await writeFile(path.join(userFolder, 'settings.json'), JSON.stringify(options.settings));
  }
  const loopback = await startLoopback({
    folder,
    port: 0,
    open: false,
    staticRoot: path.join(REPOSITORY, 'dist/renderer'),
    userFolder,
    appVersion: options.appVersion ?? '0.0.0-test',
  });
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1440, height: 900 },
    deviceScaleFactor: options.deviceScaleFactor ?? 1,
    locale: options.locale ?? 'en-GB',
    acceptDownloads: false,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: loopback.origin });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  await page.goto(loopback.mintAddress());
  await page.locator('html[data-ready="true"]').waitFor();
  return {
    page,
    context,
    folder,
    loopback,
    faults,
    async close() {
      await context.close();
      await loopback.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
