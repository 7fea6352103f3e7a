import type { Level } from '../../shared/spine/levels.ts';
import type { Command } from './commands.ts';
import type { EditorState } from './editorState.ts';
import type { PaneIndex } from './place.ts';
import { examAt, nextLandmark } from './selectors.ts';
import { zoomToVertebra } from './zoomToVertebra.ts';

/**
 * Turning to a level: it becomes the current one, both views go to where it is or is expected, and placing starts at the
 * first image in which a landmark is missing.
 */
export function goToLevel(state: EditorState, level: Level): readonly Command[] {
  const there: EditorState = { ...state, level };
  const commands: Command[] = [{ type: 'setLevel', level }];
  for (const pane of [0, 1] as const) {
    const viewport = zoomToVertebra(there, pane, level);
    if (viewport) commands.push({ type: 'setViewport', pane, viewport });
  }
  const first = ([0, 1] as const).find((pane) => isOpen(there, pane, level));
  if (first === undefined) return [...commands, { type: 'setTool', tool: { kind: 'idle' } }];
  return [...commands, { type: 'setActivePane', pane: first }, { type: 'setTool', tool: { kind: 'armed' } }];
}

function isOpen(state: EditorState, pane: PaneIndex, level: Level): boolean {
  const timepoint = state.panes[pane];
  return examAt(state, timepoint)?.image !== undefined && nextLandmark(state, timepoint, level) !== null;
}
