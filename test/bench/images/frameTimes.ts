import type { Page } from 'playwright-core';
import { placeLevel, type Desk, type Pane, type Points } from '../../support/desk.ts';
import { median, quantile, round } from './statistics.ts';

export const MOVES = ['window', 'pan', 'zoom', 'rotate', 'drag'] as const;
export type Move = (typeof MOVES)[number];

/** Times of one movement of the hand: between the frames that the browser shows, and of our drawing of the picture. */
export interface MoveTimes {
  readonly frameMedian: number;
  readonly frameP95: number;
  /** Null where the picture did not have to be drawn again. */
  readonly drawMedian: number | null;
}

type Hand = { readonly x: number; readonly y: number };

/** Moves the picture of a pane, and a point with the loupe, as a hand does. The films are open; `points` lie on them. */
export async function frameTimes(desk: Desk, pane: Pane, points: Points): Promise<Record<Move, MoveTimes>> {
  const { page } = desk;
  await desk.level('L1');
  await placeLevel(desk, pane, points);
  await desk.key('Escape');
  await desk.key('Escape');
  await desk.key('Home');
  const box = await page.locator(`[data-pane="${pane}"] .surface`).boundingBox();
  if (!box) throw new Error('No view');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height * 0.8 };
  const timed = (act: () => Promise<void>): Promise<MoveTimes> => record(page, pane, act);
  const wiggle = async (button: 'left' | 'middle' | 'right', from: Hand): Promise<MoveTimes> => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down({ button });
    const times = await timed(async () => {
      for (let step = 0; step < 90; step += 1) {
        await page.mouse.move(from.x + 60 * Math.sin(step / 6), from.y - 60 * Math.sin(step / 9));
      }
    });
    await page.mouse.up({ button });
    return times;
  };
  const window = await wiggle('right', middle);
  const pan = await wiggle('middle', middle);
  await page.mouse.move(middle.x, middle.y);
  const zoom = await timed(async () => {
    for (let step = 0; step < 60; step += 1) await page.mouse.wheel(0, step % 20 < 10 ? -60 : 60);
  });
  await desk.key('Home');
  const rotate = await timed(async () => {
    for (let turn = 0; turn < 20; turn += 1) await desk.key('r');
  });
  await desk.key('Home');
  const drag = await wiggle('left', await desk.screenPoint(pane, points.SA));
  return { window, pan, zoom, rotate, drag };
}

interface Log {
  readonly frames: number[];
  readonly draws: number[];
  running: boolean;
}

async function record(page: Page, pane: Pane, act: () => Promise<void>): Promise<MoveTimes> {
  await page.evaluate((shown) => {
    const log: Log = { frames: [], draws: [], running: true };
    (window as unknown as { log: Log }).log = log;
    let last = performance.now();
    const picture = document.querySelector<HTMLElement>(`[data-pane="${shown}"] .picture`);
    let drawn = picture?.dataset.drawn;
    const tick = (now: number): void => {
      log.frames.push(now - last);
      last = now;
      if (picture && picture.dataset.drawn !== drawn) {
        drawn = picture.dataset.drawn;
        log.draws.push(Number(picture.dataset.drawMs));
      }
      if (log.running) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }, pane);
  await act();
  const { frames, draws } = await page.evaluate(() => {
    const { log } = window as unknown as { log: Log };
    log.running = false;
    return log;
  });
  const times = frames.slice(1);
  return {
    frameMedian: round(median(times)),
    frameP95: round(quantile(times, 0.95)),
    drawMedian: draws.length < 5 ? null : round(median(draws), 2),
  };
}

/** A body in the middle of a film of this size. */
export function bodyOf({ rows, columns }: { rows: number; columns: number }): Points {
  const [x0, x1, x2] = [0.36, 0.5, 0.64].map((share) => share * columns) as [number, number, number];
  const [y0, y1] = [0.43, 0.56].map((share) => share * rows) as [number, number];
  return { SA: [x0, y0], SM: [x1, y0 + 20], SP: [x2, y0], IP: [x2, y1], IM: [x1, y1 - 20], IA: [x0, y1] };
}
