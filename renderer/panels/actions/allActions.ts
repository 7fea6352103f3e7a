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

export const isEnabled = (action: Action, state: AppState): boolean => action.isEnabled?.(state) ?? true;

export function runAction(app: App, id: string): void {
  const action = actionById(id);
  if (isEnabled(action, app.store.getState())) void action.run(app);
}
