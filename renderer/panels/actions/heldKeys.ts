import { linkBasis } from '../../editor/linkViews.ts';
import { editorOf, perform, type App } from '../../files/app.ts';
import { lookForEdge, takeEdge } from '../../files/edgeAssist.ts';
import { isTyping, typedKey } from './shortcuts.ts';

/**
 * Keys that mean something while they are down: B shows the other film in the place of this one, so that nobody can
 * forget to switch back; E shows the edge near the point and takes it when it is let go.
 */
interface HeldKey {
  readonly press: (app: App) => void;
  readonly release: (app: App) => void;
  /** The window lost the keyboard: nothing is to be decided by that. */
  readonly abandon: (app: App) => void;
}

const endBlink = (app: App): void => perform(app, { type: 'blink', on: false });

const HELD: Readonly<Record<string, HeldKey>> = {
  b: {
    press: (app) => {
      if (linkBasis(editorOf(app)) !== null) perform(app, { type: 'blink', on: true });
    },
    release: endBlink,
    abandon: endBlink,
  },
  e: {
    press: lookForEdge,
    release: takeEdge,
    abandon: (app) => perform(app, { type: 'setCandidate', candidate: null }),
  },
};

const down = new Set<string>();

/** Begins what the key does while it is held; false when it is no such key. Repeats of a held key do nothing more. */
export function pressHeldKey(app: App, event: KeyboardEvent): boolean {
  const { screen, settings } = app.store.getState();
  const key = typedKey(event);
  const held = HELD[key];
  if (!held || event.altKey || screen !== 'measure' || settings.singleKeys === false || isTyping(event.target))
    return false;
  if (!event.repeat && !down.has(key)) {
    down.add(key);
    held.press(app);
  }
  return true;
}

/** Ends it. The letter counts, whatever else is held by then. */
export function releaseHeldKey(app: App, event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  if (down.delete(key)) HELD[key]?.release(app);
}

export function releaseHeldKeys(app: App): void {
  for (const key of down) HELD[key]?.abandon(app);
  down.clear();
}
