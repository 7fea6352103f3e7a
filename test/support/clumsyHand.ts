import type { Page } from 'playwright-core';
import type { Desk, Pane } from './desk.ts';

/** Numbers from 0 to 1 that are the same in every run: a counter whose bits are mixed (the finaliser of MurmurHash3). */
export function randomNumbers(seed: number): () => number {
  let count = seed >>> 0;
  return () => {
    count = (count + 0x9e3779b9) >>> 0;
    let bits = Math.imul(count ^ (count >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
  };
}

interface Aim {
  readonly pane: Pane;
  readonly at: readonly [number, number];
}

/**
 * One click of an unsteady hand in the real browser: 2 px of tremor wherever it is, 1 to 8 px of slip between press and
 * release, now and then a double click. Gives how many times it pressed.
 */
export async function clickClumsily(desk: Desk, aim: Aim, random: () => number): Promise<number> {
  const { mouse } = desk.page;
  const { x, y } = await desk.screenPoint(aim.pane, aim.at);
  const tremor = (): number => (random() - 0.5) * 4;
  const times = random() < 0.3 ? 2 : 1;
  await mouse.move(x + tremor(), y + tremor());
  for (let time = 1; time <= times; time += 1) {
    const [slip, direction] = [1 + random() * 7, random() * 2 * Math.PI];
    await mouse.down({ clickCount: time });
    await mouse.move(x + slip * Math.cos(direction) + tremor(), y + slip * Math.sin(direction) + tremor());
    await mouse.up({ clickCount: time });
  }
  return times;
}

/** Begins to count what a pointer does on the page: presses and drops. */
export const countPointerActions = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const counter = { presses: 0, drops: 0 };
    (window as unknown as { pointerActions: typeof counter }).pointerActions = counter;
    window.addEventListener('pointerdown', () => (counter.presses += 1), { capture: true });
    window.addEventListener('drop', () => (counter.drops += 1), { capture: true });
  });

export const pointerActions = (page: Page): Promise<{ presses: number; drops: number }> =>
  page.evaluate(() => (window as unknown as { pointerActions: { presses: number; drops: number } }).pointerActions);

/** Points that were meant, those of them that lie once and where they were meant, and everything else that happened. */
export interface ClumsyCount {
  readonly intended: number;
  readonly placedOnce: number;
  readonly wrong: number;
}
