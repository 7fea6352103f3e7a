import type { App } from './app.ts';
import { startAutosave } from './autosave.ts';
import { startFileLook } from './externalChange.ts';
import { createPageIdentity } from './pageId.ts';
import { setSafetyNet } from './safetyNet.ts';
import { startStudyLock } from './studyLock.ts';
import { browserTimers, type Timers } from './timers.ts';

/** What the safety net uses of the window; tests have their own. */
export interface WindowLife {
  readonly locks: LockManager | undefined;
  readonly isVisible: () => boolean;
  /** The window comes to the front. Returns the function that ends it. */
  readonly onFocus: (action: () => void) => () => void;
  /** The window is hidden or goes. */
  readonly onHidden: (action: () => void) => () => void;
  readonly onGone: (action: () => void) => () => void;
}

/** Autosave, lock and a look at the file, for as long as the page lives. Returns the function that ends them. */
export function startSafety(app: App, life: WindowLife = browserWindow, timers: Timers = browserTimers): () => void {
  const page = createPageIdentity(app.newId(), life.locks);
  const autosave = startAutosave(app, { page: page.id, timers });
  const lock = startStudyLock(app, page);
  const look = startFileLook(app, { page, timers, lock, isVisible: life.isVisible });
  setSafetyNet(app, {
    page,
    autosave,
    lookNow: () => look.now(),
    takeOver: () => lock.takeOver(),
  });
  const ends = [
    life.onFocus(() => void look.now()),
    life.onHidden(() => void autosave.flush()),
    life.onGone(() => {
      const { file } = app.store.getState();
      if (file !== null) void app.host.call('releaseLock', { grant: file.grant, page: page.id });
    }),
    () => autosave.stop(),
    () => look.stop(),
    () => lock.stop(),
  ];
  return () => {
    for (const end of ends) end();
  };
}

const browserWindow: WindowLife = {
  locks: typeof navigator === 'undefined' ? undefined : navigator.locks,
  isVisible: () => document.visibilityState === 'visible',
  onFocus: (action) => listen(window, 'focus', action),
  onHidden: (action) =>
    listen(document, 'visibilitychange', () => {
      if (document.visibilityState === 'hidden') action();
    }),
  onGone: (action) => listen(window, 'pagehide', action),
};

function listen(target: EventTarget, type: string, action: () => void): () => void {
  target.addEventListener(type, action);
  return () => target.removeEventListener(type, action);
}
