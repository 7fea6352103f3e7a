import { existsSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';

/** Memory of the process that runs the page: its own pages, not those of the browser's program file. */
export interface PageMemory {
  /** Bytes now, after the garbage is collected. */
  now(): Promise<number>;
  /** The most bytes at any moment of an act, looked at every few milliseconds. */
  peakOf(act: () => Promise<void>): Promise<number>;
}

const LOOK_EVERY_MS = 5;

/** Null where the system does not tell (only Linux has /proc). */
export async function pageMemory(browser: Browser, page: Page): Promise<PageMemory | null> {
  if (!existsSync('/proc/self/status')) return null;
  const pid = await rendererOf(browser, page);
  const session = await page.context().newCDPSession(page);
  const look = (): number => ownBytes(pid);
  return {
    async now() {
      for (let turn = 0; turn < 3; turn += 1) {
        await session.send('HeapProfiler.collectGarbage');
        await page.waitForTimeout(400);
      }
      return look();
    },
    async peakOf(act) {
      let peak = look();
      const watch = setInterval(() => {
        peak = Math.max(peak, look());
      }, LOOK_EVERY_MS);
      await act();
      clearInterval(watch);
      return peak;
    },
  };
}

const MARK_BYTES = 96 * 1024 * 1024;

/** The process that grows when the page does. */
async function rendererOf(browser: Browser, page: Page): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  await session.detach();
  const before = pids.map(ownBytes);
  await page.evaluate((bytes) => {
    Object.assign(window, { mark: new Uint8Array(bytes).fill(1) });
  }, MARK_BYTES);
  const grown = pids.findIndex((pid, index) => ownBytes(pid) - (before[index] ?? 0) > MARK_BYTES / 2);
  await page.evaluate(() => {
    Object.assign(window, { mark: null });
  });
  const pid = pids[grown];
  if (pid === undefined) throw new Error('No process of the browser grows with the page');
  return pid;
}

/** Bytes of a process that are its own, not those of the program file; 0 where it has ended. */
function ownBytes(pid: number): number {
  if (!existsSync(`/proc/${pid}/status`)) return 0;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
  return field('RssAnon') + field('RssShmem');
}
