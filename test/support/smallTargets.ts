import type { Page } from 'playwright-core';

/**
 * Controls smaller than 24 x 24 CSS pixels (WCAG 2.2, 2.5.8). A label belongs to its control's target; what is covered or
 * outside of the window now counts all the same.
 */
export const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const LEAST = 24;
    const found: string[] = [];
    const controls = document.querySelectorAll<HTMLElement>('button, select, input, textarea, summary, a[href]');
    for (const control of controls) {
      if (!control.checkVisibility({ visibilityProperty: true }) || control.closest('.visually-hidden')) continue;
      const boxes = [control, control.closest('label')].flatMap((each) => each?.getBoundingClientRect() ?? []);
      // Half a pixel of rounding is nobody's miss.
      const isLarge = boxes.some(({ width, height }) => width > LEAST - 0.5 && height > LEAST - 0.5);
      const [box] = boxes;
      if (isLarge || !box) continue;
      const name = control.getAttribute('aria-label') ?? control.textContent?.trim() ?? '';
      found.push(`${control.tagName.toLowerCase()} "${name}" ${Math.round(box.width)} x ${Math.round(box.height)}`);
    }
    return [...new Set(found)];
  });
