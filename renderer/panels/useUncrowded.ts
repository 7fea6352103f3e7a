import { useLayoutEffect, type RefObject } from 'react';

/** From wide to narrow; what each step takes out stands in the style sheet. */
const STEPS = ['', 'tight', 'tight few', 'tight few fewest'] as const;

/**
 * Keeps a toolbar from cutting off its words, whatever the language, the window or the size of letters: it is drawn
 * tighter, then without the buttons that the view menu has too. Whose study it is and whether it is saved always stay.
 */
export function useUncrowded(toolbar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const bar = toolbar.current;
    if (!bar) return undefined;
    const settle = (): void => {
      for (const step of STEPS) {
        bar.setAttribute('data-crowded', step);
        if (bar.scrollWidth <= bar.clientWidth) return;
      }
    };
    const observer = new ResizeObserver(settle);
    for (const part of [bar, ...bar.children]) observer.observe(part);
    settle();
    return () => observer.disconnect();
  }, [toolbar]);
}
