import type { App, Room } from '../files/app.ts';

/** Widths of the window in tenths of a rem: CSS pixels at the usual size of letters. */
const NARROW_BELOW = 1180;
const SMALL_BELOW = 900;

/** The same window has less room with larger letters: what counts is how many of them it holds. */
export function roomFor(windowWidth: number, letterSize: number): Room {
  const width = windowWidth / letterSize;
  if (width < SMALL_BELOW) return 'small';
  return width < NARROW_BELOW ? 'narrow' : 'wide';
}

/** Keeps the state and the style sheet in agreement with the window and the size of letters. */
export function watchRoom(app: App): () => void {
  const page = document.documentElement;
  const settle = (): void => {
    const letterSize = Number.parseFloat(getComputedStyle(page).fontSize) / 10;
    const room = roomFor(window.innerWidth, letterSize);
    page.dataset.room = room;
    const before = app.store.getState();
    if (before.room !== room || before.letterSize !== letterSize) app.store.setState({ room, letterSize });
  };
  settle();
  window.addEventListener('resize', settle);
  const unsubscribe = app.store.subscribe(({ settings }, before) => {
    if (settings.textSize !== before.settings.textSize) settle();
  });
  return () => {
    window.removeEventListener('resize', settle);
    unsubscribe();
  };
}
