import { linkBasis } from '../../editor/linkViews.ts';
import { editorOf, perform, type App } from '../../files/app.ts';
import { lookForEdge, takeEdge } from '../../files/edgeAssist.ts';
import { holderOf, KEYED } from './keyChoice.ts';
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

/** By the action's id. */
const HELD: Readonly<Record<string, HeldKey>> = {
  blink: {
    press: (app) => {
      if (linkBasis(editorOf(app)) !== null) perform(app, { type: 'blink', on: true });
    },
    release: endBlink,
    abandon: endBlink,
  },
  edge: {
    press: lookForEdge,
    release: takeEdge,
    abandon: (app) => perform(app, { type: 'setCandidate', candidate: null }),
  },
};

const HOLDERS = KEYED.filter(({ id }) => Object.hasOwn(HELD, id));

/** What is held, by the letter that holds it. */
const down = new Map<string, HeldKey>();

/** Begins what the key does while it is held; false when it is no such key. Repeats of a held key do nothing more. */
export function pressHeldKey(app: App, event: KeyboardEvent): boolean {
  const { screen, settings } = app.store.getState();
  const holder = holderOf(typedKey(event), HOLDERS, settings.keys);
  const held = holder === null ? undefined : HELD[holder.id];
  const key = event.key.toLowerCase();
  if (!held || event.altKey || screen !== 'measure' || settings.singleKeys === false || isTyping(event.target))
    return false;
  if (!event.repeat && !down.has(key)) {
    down.set(key, held);
    held.press(app);
  }
  return true;
}

/** Ends it. The letter counts, whatever else is held by then. */
export function releaseHeldKey(app: App, event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  down.get(key)?.release(app);
  down.delete(key);
}

export function releaseHeldKeys(app: App): void {
  for (const held of down.values()) held.abandon(app);
  down.clear();
}
