import type { ViewPoint } from '../../../shared/units.ts';
import type { EditorState } from '../editorState.ts';
import { HIT_RADIUS } from '../hitTest.ts';
import type { PaneIndex } from '../place.ts';
import { landmarksAt } from '../selectors.ts';
import type { JustPlaced, RestingTool } from './tool.ts';

/** From the release that placed a point to a press that still belongs to it: the usual time of a double click. */
const REPEAT_MS = 500;

export type RepeatedTool = Extract<RestingTool, { kind: 'idle' | 'armed' }> & { readonly justPlaced: JustPlaced };

/**
 * The tool, when a press is the second half of a double click on a point that was placed a moment ago: near where the
 * hand pressed or let go, and soon after. Its time is renewed, so that a third click belongs to it too. Else null.
 */
export function repeatedPress(
  editor: EditorState,
  press: {
    readonly pane: PaneIndex;
    readonly at: ViewPoint;
    readonly pointer: 'mouse' | 'touch' | 'pen';
    readonly now: string;
  },
): RepeatedTool | null {
  const { tool } = editor;
  if ((tool.kind !== 'idle' && tool.kind !== 'armed') || !tool.justPlaced) return null;
  const { justPlaced } = tool;
  const { target, pane, pressed, released } = justPlaced;
  const elapsed = Date.parse(press.now) - Date.parse(justPlaced.at);
  const isSoon = elapsed >= 0 && elapsed <= REPEAT_MS;
  const isNear = [pressed, released].some(
    (place) => Math.hypot(press.at.x - place.x, press.at.y - place.y) <= HIT_RADIUS[press.pointer],
  );
  const isThere =
    pane === press.pane &&
    editor.panes[pane] === target.timepoint &&
    landmarksAt(editor, target.timepoint, target.level)[target.landmark] !== undefined;
  return isSoon && isNear && isThere ? { ...tool, justPlaced: { ...justPlaced, at: press.now } } : null;
}
