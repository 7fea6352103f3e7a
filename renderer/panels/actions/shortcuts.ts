import { crosshairAt, moveCrosshair } from '../../editor/crosshair.ts';
import { nudgeSelected } from '../../editor/nudge.ts';
import { editorOf, handleInput, perform, type App } from '../../files/app.ts';
import type { Action } from './action.ts';
import { ACTIONS, isEnabled } from './allActions.ts';
import { holderOf, type ChosenKeys } from './keyChoice.ts';

/** What was typed, as the keys of the action list are written: the letter itself, not its place on the keyboard. */
export function typedKey(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isLetter = /^\p{L}$/u.test(key);
  const control = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  const shift = event.shiftKey && (isLetter || event.key.length > 1) ? 'Shift+' : '';
  return `${control}${shift}${key}`;
}

export const actionForKey = (key: string, chosen?: ChosenKeys): Action | null => holderOf(key, ACTIONS, chosen);

const ARROWS: Readonly<Record<string, { dx: -1 | 0 | 1; dy: -1 | 0 | 1 }>> = {
  ArrowLeft: { dx: -1, dy: 0 },
  ArrowRight: { dx: 1, dy: 0 },
  ArrowUp: { dx: 0, dy: -1 },
  ArrowDown: { dx: 0, dy: 1 },
};

/** Performs the key; false when it is nobody's, so that the browser keeps it. */
export function handleKey(app: App, event: KeyboardEvent): boolean {
  const state = app.store.getState();
  const key = typedKey(event);
  if (isTyping(event.target) && !key.startsWith('Ctrl+') && !key.startsWith('F')) return false;
  if (isTyping(event.target) && /^Ctrl\+(Shift\+)?[acvxyz]$/.test(key)) return false;
  // An open menu takes Escape itself, unless somebody else has.
  if (key === 'Escape' && document.querySelector(':popover-open')) return false;
  const arrow = ARROWS[event.key];
  if (arrow && !event.ctrlKey && !event.metaKey && !event.altKey && state.screen === 'measure') {
    if (isInWidget(event.target)) return false;
    pressArrow(app, arrow, event.shiftKey);
    return true;
  }
  if (key === 'Enter' && state.screen === 'measure' && !isInWidget(event.target) && placeAtCrosshair(app)) return true;
  const isSingle = !key.startsWith('Ctrl+') && event.key.length === 1;
  if (isSingle && state.settings.singleKeys === false) return false;
  const action = event.altKey ? null : actionForKey(key, state.settings.keys);
  if (!action || !isEnabled(action, state) || (action.id === 'copy-results' && hasTextSelected())) return false;
  if ((key === 'Enter' || key === 'Delete' || key === 'Backspace') && isInWidget(event.target)) return false;
  void action.run(app);
  return true;
}

/** With the crosshair of the keyboard on, arrows move it; else they move the selected point, or the view. */
function pressArrow(app: App, direction: { dx: -1 | 0 | 1; dy: -1 | 0 | 1 }, coarse: boolean): void {
  const editor = editorOf(app);
  if (crosshairAt(editor)) {
    perform(app, ...moveCrosshair(editor, direction, coarse));
    return;
  }
  perform(app, ...nudgeSelected({ editor, now: app.now() }, direction, coarse));
}

function placeAtCrosshair(app: App): boolean {
  const editor = editorOf(app);
  const at = crosshairAt(editor);
  if (at) handleInput(app, { type: 'place', pane: editor.activePane, at });
  return at !== null;
}

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');

/** Buttons and lists use arrows and Enter themselves; the points of the list do not. */
const isInWidget = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('button:not([data-point]), select, [role="listbox"], dialog') !== null;

const hasTextSelected = (): boolean => (document.getSelection()?.toString() ?? '') !== '';
