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
  const look = (): number => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
    return field('RssAnon') + field('RssShmem');
  };
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

/** The renderer that gets busy when the page does. */
async function rendererOf(browser: Browser, page: Page): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const times = async (): Promise<Map<number, number>> => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return new Map(processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]));
  };
  const before = await times();
  await page.evaluate(() => {
    const until = performance.now() + 400;
    while (performance.now() < until);
  });
  const after = [...(await times())].map(([id, time]) => ({ id, busy: time - (before.get(id) ?? 0) }));
  const [busiest] = after.toSorted((a, b) => b.busy - a.busy);
  if (!busiest) throw new Error('The browser names no renderer');
  return busiest.id;
}
