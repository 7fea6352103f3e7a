import type { Browser, Page } from 'playwright-core';
import { startProgram } from '../../support/program.ts';
import { median, round } from './statistics.ts';

/** How an image comes: when something is seen of it, when the whole of it, and how long the page was busy meanwhile. */
export interface Opening {
  /** From the choice of the file to the first picture, coarse or whole. */
  readonly firstMs: number;
  readonly completeMs: number;
  readonly wasCoarse: boolean;
  /** The longest time in which the page could do nothing else; of several openings the middle one. */
  readonly longestTaskMs: number;
}

interface Watch {
  longest: number;
  seen: Promise<{ first: number; complete: number; wasCoarse: boolean }>;
}

/** Opens a file from the start screen and watches the page, frame by frame. */
export async function openAndWatch(page: Page, file: string): Promise<Opening> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).first().click();
  const chosen = await chooser;
  await page.evaluate(watchPage);
  const began = await page.evaluate(() => performance.now());
  await chosen.setFiles(file);
  const seen = await page.evaluate(() => (window as unknown as { watch: Watch }).watch.seen);
  const longest = await page.evaluate(() => (window as unknown as { watch: Watch }).watch.longest);
  return {
    firstMs: seen.first - began,
    completeMs: seen.complete - began,
    wasCoarse: seen.wasCoarse,
    longestTaskMs: longest,
  };
}

/** Runs in the page. A task is told by the browser from 50 ms on; below that, by the gaps of a timer that runs all the time. */
function watchPage(): void {
  const watch: Watch = { longest: 0, seen: Promise.resolve({ first: 0, complete: 0, wasCoarse: false }) };
  (window as unknown as { watch: Watch }).watch = watch;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watch.longest = Math.max(watch.longest, duration);
  });
  observer.observe({ type: 'longtask' });
  let last = performance.now();
  const channel = new MessageChannel();
  let isRunning = true;
  channel.port1.addEventListener('message', () => {
    const now = performance.now();
    // A gap of 50 ms and more without a long task is the machine's, not the page's.
    if (now - last < 50) watch.longest = Math.max(watch.longest, now - last);
    last = now;
    if (isRunning) setTimeout(() => channel.port2.postMessage(null), 0);
  });
  channel.port1.start();
  channel.port2.postMessage(null);
  watch.seen = new Promise((resolve) => {
    let first: number | null = null;
    let wasCoarse = false;
    let drawnCoarse: string | undefined;
    const look = (): void => {
      const picture = document.querySelector<HTMLElement>('[data-pane] .picture[data-drawn]');
      const isComing = document.querySelector('.coming') !== null;
      if (picture && first === null) {
        first = performance.now();
        wasCoarse = isComing;
      }
      if (isComing) drawnCoarse = picture?.dataset.drawn;
      if (picture && first !== null && !isComing && picture.dataset.drawn !== drawnCoarse) {
        const complete = performance.now();
        setTimeout(() => {
          isRunning = false;
          observer.disconnect();
          resolve({ first: first ?? complete, complete, wasCoarse });
        }, 300);
      } else requestAnimationFrame(look);
    };
    look();
  });
}

/** The middle of several openings of one file, each in a fresh window that is ready; the first, which warms up, is left out. */
export async function openRepeatedly(browser: Browser, file: string, times: number): Promise<Opening> {
  const openings: Opening[] = [];
  for (let run = 0; run <= times; run += 1) {
    const program = await startProgram(browser);
    try {
      await program.page.waitForTimeout(1000);
      openings.push(await openAndWatch(program.page, file));
    } finally {
      await program.close();
    }
  }
  const rest = openings.slice(1);
  return {
    firstMs: round(median(rest.map(({ firstMs }) => firstMs)), 0),
    completeMs: round(median(rest.map(({ completeMs }) => completeMs)), 0),
    wasCoarse: rest.every(({ wasCoarse }) => wasCoarse),
    longestTaskMs: round(median(rest.map(({ longestTaskMs }) => longestTaskMs)), 0),
  };
}
