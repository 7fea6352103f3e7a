import type { App } from './app.ts';
import type { Autosave } from './autosave.ts';
import type { PageIdentity } from './pageId.ts';

/** What stands between the user and a loss while the page runs. */
export interface SafetyNet {
  readonly page: PageIdentity;
  readonly autosave: Autosave;
  /** Looks at the study's file now instead of at the next turn. */
  readonly lookNow: () => Promise<void>;
  /** Goes on with a study that somebody else had. */
  readonly takeOver: () => Promise<void>;
}

const nets = new WeakMap<App, SafetyNet>();

export const setSafetyNet = (app: App, net: SafetyNet): void => void nets.set(app, net);

/** Null before it is set up, and in tests of other parts. */
export const safetyNetOf = (app: App): SafetyNet | null => nets.get(app) ?? null;
