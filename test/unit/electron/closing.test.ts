import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClosing, SAVE_SILENCE_MS } from '../../../electron/closing.ts';
import type { ClosingWorld } from '../../../electron/closing.ts';

type Choice = 'save' | 'discard' | 'cancel';

/** A window whose user and page do what the test says; nothing happens by itself. */
function closingWindow() {
  const state = { unsaved: true, alive: true, closed: 0, quits: 0, questions: 0, saves: 0 };
  let answer: ((choice: Choice) => void) | null = null;
  let answerSilence: ((choice: 'discard' | 'cancel') => void) | null = null;
  let timer: { readonly action: () => void; readonly milliseconds: number } | null = null;
  const world: ClosingWorld = {
    unsaved: () => state.unsaved,
    pageAlive: () => state.alive,
    ask: () => {
      state.questions += 1;
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    askAfterSilence: () => {
      state.questions += 1;
      return new Promise((resolve) => {
        answerSilence = resolve;
      });
    },
    requestSave: () => {
      state.saves += 1;
    },
    closeWindow: () => {
      state.closed += 1;
    },
    quit: () => {
      state.quits += 1;
    },
    after: (milliseconds, action) => {
      const mine = { action, milliseconds };
      timer = mine;
      return () => {
        if (timer === mine) timer = null;
      };
    },
  };
  const settle = async (): Promise<void> => {
    await Promise.resolve();
    await Promise.resolve();
  };
  return {
    state,
    closing: createClosing(world),
    press: async (choice: Choice) => {
      const given = answer;
      answer = null;
      given?.(choice);
      await settle();
    },
    pressAfterSilence: async (choice: 'discard' | 'cancel') => {
      answerSilence?.(choice);
      await settle();
    },
    silence: () => timer?.milliseconds ?? null,
    letTimePass: async () => {
      const due = timer;
      timer = null;
      due?.action();
      await settle();
    },
  };
}

const done = { ok: true, value: {} } as const;
const failed = { ok: false, error: { code: 'diskFull', message: 'The disk is full.' } } as const;

describe('saving before closing', () => {
  test('the clock stands still while the page has a dialog open or writes, and starts anew afterwards', async () => {
    const { closing, press, silence, state } = closingWindow();
    closing.mayClose();
    await press('save');
    expect(state.saves).toBe(1);
    expect(silence()).toBe(SAVE_SILENCE_MS);
    const picked = closing.observe('pickTarget');
    expect(silence()).toBeNull();
    picked({ ok: true, value: { grant: 'g', name: 'a.endplate', exists: false } });
    expect(silence()).toBe(SAVE_SILENCE_MS);
    const written = closing.observe('writeFile');
    expect([silence(), closing.isSaving()]).toEqual([null, true]);
    written(done);
    expect([silence(), closing.isSaving()]).toEqual([SAVE_SILENCE_MS, false]);
    state.unsaved = false;
    closing.observe('setUnsaved')(done);
    expect(state.closed).toBe(1);
    expect(closing.mayClose()).toBe(true);
  });

  test('a file that could not be written keeps the window open and asks nothing more', async () => {
    const { closing, press, silence, state } = closingWindow();
    closing.mayClose();
    await press('save');
    closing.observe('writeFile')(failed);
    expect([silence(), state.closed, state.questions]).toEqual([null, 0, 1]);
    expect(closing.mayClose()).toBe(false);
    expect(state.questions).toBe(2);
  });

  test('after silence: keep open, or close without saving', async () => {
    for (const choice of ['cancel', 'discard'] as const) {
      const { closing, press, letTimePass, pressAfterSilence, state } = closingWindow();
      closing.mayClose();
      await press('save');
      await letTimePass();
      expect(state.questions).toBe(2);
      await pressAfterSilence(choice);
      expect(state.closed).toBe(choice === 'discard' ? 1 : 0);
    }
  });

  test('work that was saved while the question stood needs no second save', async () => {
    const { closing, press, state } = closingWindow();
    closing.mayClose();
    state.unsaved = false;
    await press('save');
    expect([state.saves, state.closed]).toEqual([0, 1]);
  });

  test('once the system goes down nothing is asked', () => {
    const { closing, state } = closingWindow();
    closing.release();
    expect(closing.mayClose()).toBe(true);
    expect(state.questions).toBe(0);
  });
});

test('whatever happens in whatever order, the window goes only after a word of the user or with nothing to lose', async () => {
  const step = fc.constantFrom(
    'close',
    'quit',
    'press save',
    'press discard',
    'press cancel',
    'silence',
    'keep',
    'drop',
    'saved',
    'changed',
    'write fails',
    'pick cancelled',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { closing, state, press, letTimePass, pressAfterSilence } = closingWindow();
      let allowed = false;
      for (const one of steps) {
        const before = state.closed + state.quits;
        const lostNothing = !state.unsaved;
        if (one === 'close' && closing.mayClose()) {
          expect(allowed || !state.unsaved).toBe(true);
          return;
        }
        if (one === 'quit') closing.quitRequested();
        if (one.startsWith('press')) await press(one.slice(6) as Choice);
        if (one === 'silence') await letTimePass();
        if (one === 'keep') await pressAfterSilence('cancel');
        if (one === 'drop') await pressAfterSilence('discard');
        if (one === 'saved' || one === 'changed') {
          state.unsaved = one === 'changed';
          closing.observe('setUnsaved')(done);
        }
        if (one === 'write fails') closing.observe('writeFile')(failed);
        if (one === 'pick cancelled') closing.observe('pickTarget')({ ok: true, value: null });
        if (state.closed + state.quits > before) {
          allowed = true;
          expect(one === 'press discard' || one === 'drop' || lostNothing || !state.unsaved).toBe(true);
          // Released once, never twice.
          expect(state.closed + state.quits).toBe(1);
        }
      }
    }),
  );
});
