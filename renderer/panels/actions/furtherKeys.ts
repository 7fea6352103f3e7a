import type { Action } from './action.ts';

/** Keys that are handled beside the list of actions, because they take a direction or are held. */
export const FURTHER_KEYS: readonly Pick<Action, 'id' | 'group' | 'label' | 'keys'>[] = [
  {
    id: 'nudge',
    group: 'points',
    label: 'action.nudge',
    keys: ['', 'Shift+'].flatMap((shift) =>
      ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((arrow) => shift + arrow),
    ),
  },
  { id: 'edge', group: 'points', label: 'action.edge', keys: ['e'] },
  { id: 'hide-overlays', group: 'view', label: 'action.hideOverlays', keys: ['Space'] },
];
