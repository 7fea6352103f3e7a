import type { Page } from 'playwright-core';
import type { Pane } from './desk.ts';

/** The view's map from stored pixels to CSS pixels: a, b, c, d, e, f. */
export async function viewMap(page: Page, pane: Pane): Promise<readonly number[]> {
  const numbers = await page.locator(`[data-pane="${pane}"]`).getAttribute('data-transform');
  return (numbers ?? '').split(' ').map(Number);
}

/** What the point list says of the placed points of a level: "L1, pre, anterior superior corner, placed, x 1.0, y 2.0". */
export async function placedPoints(page: Page, pane: Pane, level = 'L1'): Promise<readonly string[]> {
  const places = page.locator(`[data-point^="${pane === 0 ? 'pre' : 'post'}-"].placed`);
  const labels = await places.evaluateAll((buttons) =>
    buttons.map((button) => button.getAttribute('aria-label') ?? ''),
  );
  return labels.filter((label) => label.startsWith(`${level},`));
}
