import type { Command } from './commands.ts';
import { pan } from './viewport.ts';
import { imageGeometry, paneViewport, selectedPane } from './selectors.ts';
import type { Scene } from './tools/scene.ts';
import { nudgedPoint, withMoved } from './tools/selectTool.ts';

/**
 * Arrow keys: the selected point moves by a part of an image pixel, the same at every zoom, so that it is repeatable; with
 * Shift by ten times as much. Without a selection the view moves.
 */
export function nudgeSelected(
  scene: Scene,
  direction: { readonly dx: -1 | 0 | 1; readonly dy: -1 | 0 | 1 },
  coarse: boolean,
): readonly Command[] {
  const { editor } = scene;
  const { selection } = editor;
  if (!selection) return panView(scene, direction, coarse ? 25 : 5);
  const size = editor.preferences.nudge * (coarse ? 10 : 1);
  const point = nudgedPoint(scene, selection, { dx: direction.dx * size, dy: direction.dy * size });
  const pane = selectedPane(editor, selection);
  if (!point || pane === null) return [];
  const { landmark, level, timepoint } = selection;
  const label = `nudge:${landmark}:${level}:${timepoint}`;
  return [
    {
      type: 'commit',
      study: withMoved(scene, selection, point),
      label,
      focus: selection,
      burst: `${editor.subjectId}:${label}`,
    },
    { type: 'setLoupe', loupe: { pane, at: point, byTouch: false, lingers: true } },
  ];
}

function panView(scene: Scene, { dx, dy }: { dx: number; dy: number }, by: number): readonly Command[] {
  const pane = scene.editor.activePane;
  const geometry = imageGeometry(scene.editor, pane);
  const viewport = paneViewport(scene.editor, pane);
  return geometry && viewport
    ? [{ type: 'setViewport', pane, viewport: pan(viewport, geometry, -dx * by, -dy * by) }]
    : [];
}
