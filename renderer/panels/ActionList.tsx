import type { ReactElement } from 'react';
import { text } from '../messages/text.ts';
import type { Action } from './actions/action.ts';
import { ACTIONS, isEnabled, runAction } from './actions/allActions.ts';
import { keyText } from './actions/keyText.ts';
import { useKey } from './actions/useKey.ts';
import { useApp, useAppState } from './useApp.ts';

interface ListProps {
  readonly group: Action['group'];
  /** Before the action is run: a menu whose actions lead elsewhere goes. */
  readonly onChoose?: () => void;
}

/** The actions of a group as lines of a menu, each with its key. */
export function ActionList({ group, onChoose }: ListProps): ReactElement {
  return (
    <ul>
      {ACTIONS.filter((action) => action.group === group).map((action) => (
        <MenuItem key={action.id} action={action} onChoose={onChoose} />
      ))}
    </ul>
  );
}

function MenuItem({ action, onChoose }: Pick<ListProps, 'onChoose'> & { readonly action: Action }) {
  const app = useApp();
  const enabled = useAppState((state) => isEnabled(action, state));
  const on = useAppState((state) => action.isOn?.(state));
  const key = useKey(action);
  return (
    <li>
      <button
        type="button"
        data-action={action.id}
        disabled={!enabled}
        aria-pressed={on}
        onClick={() => {
          onChoose?.();
          runAction(app, action.id);
        }}
      >
        <span>{text(action.label)}</span>
        {key !== undefined && <kbd>{keyText(key)}</kbd>}
      </button>
    </li>
  );
}
