import type { ViewPoint } from '../../shared/units.ts';
import type { Command } from './commands.ts';
import type { EditorState } from './editorState.ts';
import { imageGeometry, paneViewport } from './selectors.ts';
import { pan } from './viewport.ts';

/** CSS pixels per key press: coarser or finer on the film by zooming. */
export const CROSSHAIR_STEP = { fine: 5, coarse: 25 } as const;

/** How near the border the crosshair may come before the film moves under it. */
const BORDER = 24;

/** Where the crosshair of the keyboard is, inside the active view whatever its size has become; null while it is off. */
export function crosshairAt(editor: EditorState): ViewPoint | null {
  const { crosshair, activePane, sizes } = editor;
  if (!crosshair || !imageGeometry(editor, activePane)) return null;
  return within(crosshair, sizes[activePane]);
}

/** Shows the crosshair at a place of the active view, or in its middle. */
export function showCrosshair(editor: EditorState, at: ViewPoint | null): readonly Command[] {
  const { width, height } = editor.sizes[editor.activePane];
  return [{ type: 'setCrosshair', at: at ?? { x: width / 2, y: height / 2 } }];
}

/** Moves the crosshair over the view; at its border the film moves instead. */
export function moveCrosshair(
  editor: EditorState,
  { dx, dy }: { readonly dx: -1 | 0 | 1; readonly dy: -1 | 0 | 1 },
  coarse: boolean,
): readonly Command[] {
  const at = crosshairAt(editor);
  const pane = editor.activePane;
  const geometry = imageGeometry(editor, pane);
  const viewport = paneViewport(editor, pane);
  if (!at || !geometry || !viewport) return [];
  const step = coarse ? CROSSHAIR_STEP.coarse : CROSSHAIR_STEP.fine;
  const wanted = { x: at.x + dx * step, y: at.y + dy * step };
  const inside = within(wanted, geometry.size);
  const beyond = { x: wanted.x - inside.x, y: wanted.y - inside.y };
  const moved: Command = { type: 'setCrosshair', at: inside };
  if (beyond.x === 0 && beyond.y === 0) return [moved];
  return [moved, { type: 'setViewport', pane, viewport: pan(viewport, geometry, -beyond.x, -beyond.y) }];
}

const within = ({ x, y }: ViewPoint, { width, height }: EditorState['sizes'][0]): ViewPoint => ({
  x: Math.max(BORDER, Math.min(width - BORDER, x)),
  y: Math.max(BORDER, Math.min(height - BORDER, y)),
});
