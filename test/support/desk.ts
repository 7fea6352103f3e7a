import type { Page } from 'playwright-core';
import type { Program } from './program.ts';

type Point = readonly [number, number];
export type Pane = 0 | 1;

/** Speaks like a user of the measuring screen; image points are stored pixels. */
export interface Desk {
  readonly page: Page;
  /** Where an image point is on the screen. */
  screenPoint(pane: Pane, point: Point): Promise<{ x: number; y: number }>;
  press(pane: Pane, point: Point): Promise<void>;
  moveTo(pane: Pane, point: Point): Promise<void>;
  release(): Promise<void>;
  click(pane: Pane, point: Point): Promise<void>;
  drag(pane: Pane, from: Point, to: Point): Promise<void>;
  level(level: string): Promise<void>;
  key(key: string): Promise<void>;
  /** The text of a cell of the results table, e.g. `anteriorHeight-pre`, `wedgeAngle-change`. */
  result(cell: string): Promise<string>;
  prompt(): Promise<string>;
  saveState(): Promise<string>;
  ready(pane: Pane): Promise<void>;
}

export function deskOf({ page }: Pick<Program, 'page'>): Desk {
  const surface = (pane: Pane) => page.locator(`[data-pane="${pane}"] .surface`);
  const screenPoint: Desk['screenPoint'] = async (pane, [x, y]) => {
    const matrix = await page.locator(`[data-pane="${pane}"]`).getAttribute('data-transform');
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = (matrix ?? '').split(' ').map(Number);
    const box = await surface(pane).boundingBox();
    if (!matrix || !box) throw new Error(`Pane ${pane} shows no image`);
    return { x: box.x + a * x + c * y + e, y: box.y + b * x + d * y + f };
  };
  const moveTo: Desk['moveTo'] = async (pane, point) => {
    const { x, y } = await screenPoint(pane, point);
    await page.mouse.move(x, y);
  };
  const press: Desk['press'] = async (pane, point) => {
    await moveTo(pane, point);
    await page.mouse.down();
  };
  const release = (): Promise<void> => page.mouse.up();
  return {
    page,
    screenPoint,
    press,
    moveTo,
    release,
    async click(pane, point) {
      await press(pane, point);
      await release();
    },
    async drag(pane, from, to) {
      await press(pane, from);
      const start = await screenPoint(pane, from);
      const end = await screenPoint(pane, to);
      await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
      await page.mouse.move(end.x, end.y);
      await release();
    },
    async level(level) {
      // Where there is little room, the levels are a drop-down.
      const picker = page.locator('.level-picker');
      if (await picker.isVisible()) await picker.selectOption(level);
      else
        await page
          .getByRole('navigation')
          .getByRole('button', { name: new RegExp(`^${level}, `) })
          .click();
    },
    key: (key) => page.keyboard.press(key),
    result: (cell) => page.locator(`[data-result="${cell}"]`).innerText(),
    prompt: () => page.getByTestId('prompt').innerText(),
    saveState: () => page.getByTestId('save-state').innerText(),
    ready: (pane) => page.locator(`[data-pane="${pane}"] .picture[data-drawn]`).waitFor(),
  };
}

export const PLACEMENT_ORDER = ['SA', 'SM', 'SP', 'IP', 'IM', 'IA'] as const;
export type Points = Record<(typeof PLACEMENT_ORDER)[number], Point>;

/** Places the six points of a level in one image, one click each. */
export async function placeLevel(desk: Desk, pane: Pane, points: Points): Promise<void> {
  for (const code of PLACEMENT_ORDER) await desk.click(pane, points[code]);
}
