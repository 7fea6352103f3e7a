import { apply } from '../../../shared/geometry/affine.ts';
import { placeLandmark } from '../../../shared/study/edits/landmarkEdits.ts';
import type { ImagePoint, ViewPoint } from '../../../shared/units.ts';
import type { Command } from '../commands.ts';
import type { PaneIndex, Selection } from '../place.ts';
import { landmarksAt, paneTransform, vertebraAt } from '../selectors.ts';
import { clampToImage, imagePointAt, stay, type Scene, type Step } from './scene.ts';
import { restingPart, type DraggingTool, type PressingTool } from './tool.ts';

/** How far the pointer travels, in CSS pixels, before a press on a point becomes a drag: selecting must not move. */
export const DRAG_THRESHOLD = { mouse: 3, pen: 4, touch: 8 } as const;

/** The same for the second half of a double click, whose hand is still in motion: 8 px of slip, and tremor twice. */
export const REPEAT_THRESHOLD = 16;

export function beginPressing(
  scene: Scene,
  press: {
    readonly target: Selection;
    readonly pane: PaneIndex;
    readonly at: ViewPoint;
    readonly byTouch: boolean;
    readonly slack: number | null;
  },
): Step {
  const { target, pane, at, byTouch, slack } = press;
  const pointer = imagePointAt(scene, pane, at);
  const point = landmarksAt(scene.editor, target.timepoint, target.level)[target.landmark];
  if (!pointer || !point) return stay(scene.editor.tool);
  const grab = { x: point.x - pointer.x, y: point.y - pointer.y };
  return stay(
    { kind: 'pressing', pane, target, start: at, slack, grab, resume: restingPart(scene.editor.tool) },
    { type: 'setActivePane', pane },
    { type: 'setLevel', level: target.level },
    { type: 'select', selection: target },
    { type: 'setLoupe', loupe: { pane, at: point, byTouch } },
  );
}

export function continuePressing(
  tool: PressingTool,
  scene: Scene,
  at: ViewPoint,
  pointer: 'mouse' | 'touch' | 'pen',
): Step {
  const travelled = Math.hypot(at.x - tool.start.x, at.y - tool.start.y);
  const threshold = tool.slack ?? DRAG_THRESHOLD[pointer];
  if (travelled < threshold || isLocked(scene, tool.target)) return stay(tool);
  const { pane, target, grab, resume } = tool;
  return continueDragging({ kind: 'dragging', pane, target, grab, resume }, scene, at, pointer === 'touch');
}

export function continueDragging(tool: DraggingTool, scene: Scene, at: ViewPoint, byTouch: boolean): Step {
  const pointer = imagePointAt(scene, tool.pane, at);
  if (!pointer) return stay(tool);
  const moved = clampToImage(scene, tool.pane, { x: pointer.x + tool.grab.x, y: pointer.y + tool.grab.y });
  return stay(
    tool,
    { type: 'preview', study: withMoved(scene, tool.target, moved) },
    { type: 'setLoupe', loupe: { pane: tool.pane, at: moved, byTouch } },
  );
}

export function finishDragging(tool: DraggingTool, scene: Scene): Step {
  const { landmark, level, timepoint } = tool.target;
  const study = scene.editor.preview;
  return stay(
    tool.resume,
    study
      ? { type: 'commit', study, label: `move:${landmark}:${level}:${timepoint}`, focus: tool.target }
      : { type: 'dropPreview' },
    lingering(scene, tool),
  );
}

/** The loupe after a point was let go: it stays for a moment where no other point is to be placed next. */
export function lingering(
  { editor }: Scene,
  { pane, resume, target }: Pick<PressingTool, 'pane' | 'resume' | 'target'>,
): Command {
  const at = landmarksAt(editor, target.timepoint, target.level)[target.landmark];
  const { loupe } = editor;
  if (!at || resume.kind !== 'idle') return { type: 'setLoupe', loupe: null };
  return { type: 'setLoupe', loupe: { pane, at, byTouch: loupe?.byTouch === true, lingers: true } };
}

/** Moves the selected point by image pixels along what is seen: right is right, whatever the rotation or flip. */
export function nudgedPoint(
  scene: Scene,
  target: Selection,
  step: { readonly dx: number; readonly dy: number },
): ImagePoint | null {
  const pane = scene.editor.panes.indexOf(target.timepoint);
  if ((pane !== 0 && pane !== 1) || isLocked(scene, target)) return null;
  const transform = paneTransform(scene.editor, pane);
  const point = landmarksAt(scene.editor, target.timepoint, target.level)[target.landmark];
  if (!transform || !point) return null;
  const direction = imageDirection(apply({ ...transform, e: 0, f: 0 }, { x: 1, y: 0 }), step, transform);
  return clampToImage(scene, pane, { x: point.x + direction.x, y: point.y + direction.y });
}

/** A step on the screen as a step of the same number of image pixels, along the nearest image axis. */
function imageDirection(
  right: { readonly x: number; readonly y: number },
  step: { readonly dx: number; readonly dy: number },
  transform: { readonly a: number; readonly b: number; readonly c: number; readonly d: number },
): ImagePoint {
  const columnsRunAcross = Math.abs(right.x) >= Math.abs(right.y);
  return columnsRunAcross
    ? { x: step.dx * Math.sign(transform.a), y: step.dy * Math.sign(transform.d) }
    : { x: step.dy * Math.sign(transform.b), y: step.dx * Math.sign(transform.c) };
}

export const isLocked = (scene: Scene, target: Selection): boolean =>
  vertebraAt(scene.editor, target.timepoint, target.level)?.finalisedAt !== undefined;

export function withMoved(scene: Scene, target: Selection, point: ImagePoint) {
  const { editor, now } = scene;
  if (editor.subjectId === null) return editor.history.present;
  return placeLandmark(editor.history.present, {
    subjectId: editor.subjectId,
    timepoint: target.timepoint,
    reader: editor.reader,
    reading: editor.reading,
    level: target.level,
    landmark: target.landmark,
    point: [point.x, point.y],
    at: now,
  });
}
