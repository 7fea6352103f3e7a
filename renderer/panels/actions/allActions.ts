import type { App, AppState } from '../../files/app.ts';
import type { Action } from './action.ts';
import { FILE_ACTIONS } from './fileActions.ts';
import { STUDY_ACTIONS } from './studyActions.ts';
import { POINT_ACTIONS } from './pointActions.ts';
import { VIEW_ACTIONS } from './viewActions.ts';

/** Everything the user can do, once: toolbar, keys, menu commands and the page of shortcuts are made from this list. */
export const ACTIONS: readonly Action[] = [...FILE_ACTIONS, ...STUDY_ACTIONS, ...POINT_ACTIONS, ...VIEW_ACTIONS];

export function actionById(id: string): Action {
  const action = ACTIONS.find((candidate) => candidate.id === id);
  if (!action) throw new Error(`Unknown action ${id}`);
  return action;
}

export const isEnabled = (action: Action, state: AppState): boolean =>
  isAllowed(action, state) && (action.isEnabled?.(state) ?? true);

/** What concerns the look, the points and the program itself. */
const PART_GROUPS: readonly Action['group'][] = ['edit', 'points', 'view', 'window', 'help'];
/** Of these, what changes whose film it is, or the film itself. */
const NOT_OF_A_PART: readonly string[] = ['swap', 'calibrate'];
/** With one film there is no other to turn to. */
const NOT_WHILE_BLINDED: readonly string[] = ['other-image', 'compare', 'link', 'blink'];
const BETWEEN_FILMS: readonly string[] = ['save', 'close-study', 'shortcuts', 'settings', 'about', 'full-screen'];

/** While a part of the study is on the screen, nothing leads out of it or shows more of it. */
function isAllowed({ id, group }: Action, { screen, part }: AppState): boolean {
  if (screen === 'blinded') return BETWEEN_FILMS.includes(id);
  if (!part) return true;
  if (part.kind === 'blinded' && NOT_WHILE_BLINDED.includes(id)) return false;
  return id === 'save' || (PART_GROUPS.includes(group) && !NOT_OF_A_PART.includes(id));
}

export function runAction(app: App, id: string): void {
  const action = actionById(id);
  if (isEnabled(action, app.store.getState())) void action.run(app);
}
