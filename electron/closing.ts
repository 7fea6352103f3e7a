import type { Answered } from './ipc.ts';

/** What the closing of the window needs from the world; the rules themselves know neither window nor dialog. */
export interface ClosingWorld {
  /** Whether closing now would lose work. */
  unsaved(): boolean;
  /** False once the page has crashed: it can save nothing any more. */
  pageAlive(): boolean;
  ask(): Promise<'save' | 'discard' | 'cancel'>;
  /** The save did not come to an end; asks whether to close all the same. */
  askAfterSilence(): Promise<'discard' | 'cancel'>;
  /** Asks the page to save; it reports through `setUnsaved`. */
  requestSave(): void;
  closeWindow(): void;
  quit(): void;
  /** Runs the action after so many milliseconds; returns the function that cancels it. */
  after(milliseconds: number, action: () => void): () => void;
}

export interface Closing {
  /** The window wants to close. True: let it; false: the caller prevents it, at once. */
  mayClose(): boolean;
  /** The whole program was asked to quit, so a later close has to go on to the end. */
  quitRequested(): void;
  /** The system is going down and the work is safe: nothing is asked any more. */
  release(): void;
  /** A call of the page began; the returned function takes its answer. */
  observe(method: string): (answer: Answered) => void;
  /** True while a file is being written. */
  isSaving(): boolean;
}

/** How long the page may do nothing at all after it was asked to save. A dialog or a slow disk is not nothing. */
export const SAVE_SILENCE_MS = 10_000;

type State =
  | { readonly name: 'open' }
  | { readonly name: 'asking' }
  | { readonly name: 'saving'; readonly stopClock: () => void }
  | { readonly name: 'released' };

/**
 * Save / Don't save / Cancel, decided here and not in the page: a page that hangs cannot keep the window open, and the
 * window never closes over unsaved work without an answer.
 */
export function createClosing(world: ClosingWorld): Closing {
  let state: State = { name: 'open' };
  let quitting = false;
  let callsRunning = 0;
  let writesRunning = 0;

  const stay = (): void => {
    if (state.name === 'saving') state.stopClock();
    state = { name: 'open' };
    quitting = false;
  };
  const leave = (): void => {
    if (state.name === 'saving') state.stopClock();
    state = { name: 'released' };
    if (quitting) world.quit();
    else world.closeWindow();
  };
  const startClock = (): void => {
    if (state.name === 'saving') state.stopClock();
    const stopClock = callsRunning > 0 ? () => {} : world.after(SAVE_SILENCE_MS, () => void reportSilence());
    state = { name: 'saving', stopClock };
  };
  const reportSilence = async (): Promise<void> => {
    state = { name: 'asking' };
    const choice = await world.askAfterSilence();
    if (choice === 'discard' || !world.unsaved()) leave();
    else stay();
  };
  const decide = async (): Promise<void> => {
    const choice = await world.ask();
    if (state.name !== 'asking') return;
    if (choice === 'cancel') stay();
    else if (choice === 'discard' || !world.unsaved()) leave();
    else {
      startClock();
      world.requestSave();
    }
  };
  const callEnded = (method: string, answer: Answered): void => {
    if (state.name !== 'saving') return;
    if (!world.unsaved()) leave();
    else if (gaveUp(method, answer)) stay();
    else startClock();
  };

  return {
    mayClose: () => {
      if (state.name === 'released' || !world.unsaved() || !world.pageAlive()) return true;
      if (state.name === 'open') {
        state = { name: 'asking' };
        void decide();
      }
      return false;
    },
    quitRequested: () => {
      quitting = true;
    },
    release: () => {
      if (state.name === 'saving') state.stopClock();
      state = { name: 'released' };
    },
    observe: (method) => {
      callsRunning += 1;
      if (method === 'writeFile') writesRunning += 1;
      if (state.name === 'saving') startClock();
      return (answer) => {
        callsRunning -= 1;
        if (method === 'writeFile') writesRunning -= 1;
        callEnded(method, answer);
      };
    },
    isSaving: () => writesRunning > 0,
  };
}

/** The user cancelled the dialog for the file's name, or it could not be written: the page says so and stays open. */
function gaveUp(method: string, answer: Answered): boolean {
  if (method === 'pickTarget') return !answer.ok || answer.value === null;
  return method === 'writeFile' && !answer.ok;
}
