import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { BRIDGE_NAME } from '../../shared/host/bridge.ts';
import type { HostBridge } from '../../shared/host/bridge.ts';
import { bundleShell } from '../electron/standIn/bundles.ts';
import { runPreload } from '../electron/standIn/runPreload.ts';
import { runShell } from '../electron/standIn/runShell.ts';
import type { RunningShell } from '../electron/standIn/runShell.ts';
import type { StandInWindow } from '../electron/standIn/standInWindow.ts';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel } from '../support/desk.ts';
import type { Desk, Points } from '../support/desk.ts';
import { launchBrowser, REPOSITORY } from '../support/program.ts';

/** Stands for `app://endplate`: a browser has no scheme of ours, and only a secure address has all that the page needs. */
const ORIGIN = 'https://endplate.test';

/**
 * The built page as the desktop sees it, in a real Chromium of the runtime's version: every answer, with its headers,
 * comes from the handler that main gave to its session, and every call goes through the preload to main's IPC.
 */
async function openDesktopPage(context: BrowserContext, shell: RunningShell, preload: string): Promise<Page> {
  const { electron } = shell;
  const [window] = electron.windows;
  const handler = electron.sessions[0]?.schemes.get('app');
  if (window === undefined || handler === undefined) throw new Error('the shell did not start');
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== ORIGIN) return route.abort();
    const answer = await handler(new Request(`app://endplate${url.pathname}`));
    const body = Buffer.from(await answer.arrayBuffer());
    return route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
  });
  await connectBridge(context, runPreload(preload, electron, window).world[BRIDGE_NAME] as HostBridge);
  const page = await context.newPage();
  await page.goto(`${ORIGIN}/`);
  await page.locator('html[data-ready="true"]').waitFor();
  return page;
}

/** Carries calls from the page to the preload; bytes travel as text, which only tests may do. */
async function connectBridge(context: BrowserContext, bridge: HostBridge): Promise<void> {
  await context.exposeFunction('endplateCall', async (method: string, params: string) => {
    const revive = (_key: string, value: unknown): unknown =>
      isCarried(value) ? new Uint8Array(Buffer.from(value.base64, 'base64')) : value;
    const answer = await bridge.call(method, JSON.parse(params, revive));
    return JSON.stringify(answer, (_key, value: unknown) =>
      value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
    );
  });
  await context.addInitScript((name) => {
    const send = Reflect.get(globalThis, 'endplateCall') as (method: string, params: string) => Promise<string>;
    const toText = (bytes: Uint8Array): string =>
      btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));
    const toBytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0);
    Reflect.set(globalThis, name, {
      call: async (method: string, params: unknown) => {
        const sent = JSON.stringify(params, (_key, value: unknown) =>
          value instanceof Uint8Array ? { base64: toText(value) } : value,
        );
        return JSON.parse(await send(method, sent), (_key, value: unknown) => {
          const carried = value as { base64?: unknown } | null;
          return typeof carried?.base64 === 'string' ? toBytes(carried.base64) : value;
        }) as unknown;
      },
      onEvent: () => () => {},
    });
  }, BRIDGE_NAME);
}

const isCarried = (value: unknown): value is { readonly base64: string } =>
  typeof (value as { base64?: unknown } | null)?.base64 === 'string';

describe.skipIf(BROWSER_MISSING !== null)('the page of the desktop program', () => {
  let browser: Browser;
  let context: BrowserContext;
  let shell: RunningShell;
  let window: StandInWindow;
  let page: Page;
  let desk: Desk;
  const faults: string[] = [];
  beforeAll(async () => {
    const bundles = await bundleShell();
    shell = await runShell(bundles, {
      platform: 'linux',
      prepare: (folder) => {
        rmSync(path.join(folder, 'dist/renderer'), { recursive: true });
        symlinkSync(path.join(REPOSITORY, 'dist/renderer'), path.join(folder, 'dist/renderer'), 'junction');
      },
    });
    window = shell.electron.windows[0]!;
    browser = await launchBrowser();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    context.on('weberror', (error) => faults.push(`uncaught: ${error.error().message}`));
    context.on('console', (message) => {
      if (message.type() === 'error') faults.push(`console: ${message.text()}`);
    });
    page = await openDesktopPage(context, shell, bundles.preload);
    desk = deskOf({ page });
  });
  afterAll(async () => {
    await browser?.close();
    shell?.remove();
  });

  test('shows the demo, decoded in its worker, under the content policy of the desktop', async () => {
    await page.getByRole('button', { name: 'Try the demo study' }).click();
    await desk.ready(0);
    await desk.ready(1);
    await desk.level('L1');
    await placeLevel(desk, 0, truth.pre.L1 as unknown as Points);
    expect(Math.abs(Number(await desk.result('anteriorHeight-pre')) - 20.3)).toBeLessThanOrEqual(0.4);
    expect(faults).toEqual([]);
  });

  test('tells main that work is unsaved, and the window then asks before it closes', async () => {
    await expect.poll(() => window.titles.at(-1)).toMatch(/\(not saved\)$/);
    expect(window.close().defaultPrevented).toBe(true);
    await shell.electron.dialog.press('Cancel');
  });

  test('saves through the dialog of the system; then nothing holds the window', async () => {
    const target = path.join(shell.folder, 'documents/first');
    shell.electron.dialog.saveAnswers = [target];
    await desk.key('Control+s');
    await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
    expect(JSON.parse(readFileSync(`${target}.endplate`, 'utf8'))).toMatchObject({ format: 'endplate-study' });
    await expect.poll(() => window.titles.at(-1)).not.toMatch(/not saved/);
    expect(shell.electron.violations.list).toEqual([]);
  });

  test('can neither run text as a program, nor load, nor speak to anything outside', async () => {
    const outcomes = await page.evaluate(async () => {
      const refused = (promise: Promise<unknown>) =>
        promise.then(
          () => 'passed',
          () => 'refused',
        );
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.head.append(script);
      const image = new Image();
      const loaded = new Promise((resolve, reject) => {
        image.addEventListener('load', resolve);
        image.addEventListener('error', reject);
        image.src = 'https://example.org/x.png';
      });
      return {
        inline: Reflect.get(globalThis, 'injected') === true ? 'passed' : 'refused',
        // Later, since the driver itself may evaluate text while its own call runs.
        eval: await refused(
          new Promise((resolve, reject) => {
            setTimeout(() => {
              try {
                // oxlint-disable-next-line no-implied-eval, no-new-func -- refusing exactly this is tested
                resolve(new Function('return 1')());
              } catch (error) {
                reject(error);
              }
            });
          }),
        ),
        fetch: await refused(fetch('https://example.org/')),
        image: await refused(loaded),
        upwards: (await fetch('/..%2f..%2fpackage.json')).status,
      };
    });
    expect(outcomes).toEqual({ inline: 'refused', eval: 'refused', fetch: 'refused', image: 'refused', upwards: 404 });
  });
});
