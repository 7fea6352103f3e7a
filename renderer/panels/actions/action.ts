import type { App, AppState } from '../../files/app.ts';
import { paneExam } from '../../editor/selectors.ts';
import type { TextKey } from '../../messages/text.ts';

export type ActionGroup = 'file' | 'edit' | 'points' | 'view' | 'window' | 'help';

/**
 * Everything the user can do, once: the toolbar, the keys, the menu and the page of shortcuts are made from this list.
 * A key is `event.key` of the typed letter, lower case, with Ctrl+ and Shift+ before it; Ctrl means Cmd on macOS.
 */
export interface Action {
  readonly id: string;
  readonly label: TextKey;
  readonly group: ActionGroup;
  readonly keys: readonly string[];
  readonly isEnabled?: (state: AppState) => boolean;
  readonly isOn?: (state: AppState) => boolean;
  readonly run: (app: App) => unknown;
}

export const measuring = (state: AppState): boolean => state.screen === 'measure';
/** A study is open, whether its films or its grid are on the screen. */
export const hasStudy = (state: AppState): boolean => state.screen !== 'start';
export const hasLevel = (state: AppState): boolean => measuring(state) && state.editor.level !== null;
export const hasSelection = (state: AppState): boolean => measuring(state) && state.editor.selection !== null;
export const hasImage = (state: AppState): boolean =>
  measuring(state) && paneExam(state.editor, state.editor.activePane)?.image !== undefined;
