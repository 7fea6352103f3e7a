import type { Page } from 'playwright-core';

/** Every text that the page shows or tells: words, tooltips and names for screen readers, one of a kind. */
export const shownTexts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found = new Set<string>();
    for (const element of document.querySelectorAll('body *')) {
      for (const name of ['title', 'aria-label', 'placeholder', 'alt']) found.add(element.getAttribute(name) ?? '');
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) found.add(node.textContent?.trim() ?? '');
      }
    }
    found.delete('');
    return [...found];
  });

/**
 * Texts that are cut off: hidden by their own box or by one around it that does not scroll, or beyond the edge of the
 * window. What ends in an ellipsis is cut off too, except where the element is marked to be shortened.
 */
export const cutTexts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const clips = (style: CSSStyleDeclaration): boolean => style.overflowX === 'hidden' || style.overflowX === 'clip';
    const isHidden = (element: Element): boolean =>
      element.closest('.visually-hidden, [aria-hidden="true"], option, canvas') !== null ||
      !element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const isCut = (node: Node): boolean => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      if (text.width === 0) return false;
      for (let box = node.parentElement; box !== null; box = box.parentElement) {
        const style = getComputedStyle(box);
        const around = box.getBoundingClientRect();
        // What scrolls shows the rest of its text, as long as it stands inside the window itself.
        const scrolls = style.overflowX === 'auto' || style.overflowX === 'scroll';
        if (scrolls) return around.right > innerWidth + 1 || around.left < -1;
        if (style.overflowY === 'hidden' && (text.bottom > around.bottom + 2 || text.top < around.top - 2)) return true;
        if (clips(style) && (text.right > around.right + 1 || text.left < around.left - 1)) return true;
      }
      return text.right > innerWidth + 1 || text.left < -1;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const cut: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const words = node.textContent?.trim() ?? '';
      const element = node.parentElement;
      if (words !== '' && element !== null && !isHidden(element) && isCut(node)) cut.push(words);
    }
    return cut;
  });
