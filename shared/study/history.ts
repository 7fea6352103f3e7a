import type { Landmark } from '../spine/landmarks.ts';
import type { Level } from '../spine/levels.ts';
import type { Study } from './study.ts';

/** What a step changed, so that undoing or redoing it can select it and bring it into view. */
export interface Focus {
  readonly subjectId?: string;
  readonly timepoint?: string;
  readonly reader?: string;
  readonly reading?: number;
  readonly level?: Level;
  readonly landmark?: Landmark;
}

/** One named change, e.g. "move SP of L1 post": the words of the menu after Undo and Redo. */
export interface Step {
  readonly label: string;
  readonly focus?: Focus;
  /** Steps in a row with the same text are one step: a held arrow key is undone at once. */
  readonly burst?: string;
}

/** A step and the study on its other side: before it in `past`, after it in `future`. */
export interface RecordedStep extends Step {
  readonly study: Study;
}

/**
 * Whole immutable studies that share their unchanged parts; there is nothing to invert wrongly. Without a limit.
 * `past` has the latest step last, `future` has the next step to redo last.
 */
export interface History {
  readonly past: readonly RecordedStep[];
  readonly present: Study;
  readonly future: readonly RecordedStep[];
}

export const createHistory = (study: Study): History => ({ past: [], present: study, future: [] });

/** Makes `study` the present. The very same study: nothing happens, no step is recorded. */
export function commit(history: History, study: Study, step: Step): History {
  if (study === history.present) return history;
  const last = history.past.at(-1);
  const continuesBurst = step.burst !== undefined && step.burst === last?.burst && history.future.length === 0;
  if (continuesBurst) return { ...history, present: study };
  return { past: [...history.past, { ...step, study: history.present }], present: study, future: [] };
}

/** One step back; the same history when there is none. */
export function undo(history: History): History {
  const step = history.past.at(-1);
  if (step === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: step.study,
    future: [...history.future, { ...step, study: history.present }],
  };
}

/** One step forward again; the same history when there is none. */
export function redo(history: History): History {
  const step = history.future.at(-1);
  if (step === undefined) return history;
  return {
    past: [...history.past, { ...step, study: history.present }],
    present: step.study,
    future: history.future.slice(0, -1),
  };
}

export const canUndo = (history: History): boolean => history.past.length > 0;
export const canRedo = (history: History): boolean => history.future.length > 0;

/** The step that undo would take back, for the menu's words and for what to select; null: none. */
export const stepToUndo = (history: History): Step | null => history.past.at(-1) ?? null;
export const stepToRedo = (history: History): Step | null => history.future.at(-1) ?? null;
