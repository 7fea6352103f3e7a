import type { Landmark } from '../../../shared/spine/landmarks.ts';
import { placeLandmark } from '../../../shared/study/edits/landmarkEdits.ts';
import type { Study } from '../../../shared/study/study.ts';
import type { ImagePoint, ViewPoint } from '../../../shared/units.ts';
import type { Command } from '../commands.ts';
import type { EditorState, LoupeTarget } from '../editorState.ts';
import type { PaneIndex } from '../place.ts';
import { examAt, nextLandmark } from '../selectors.ts';
import { clampToImage, imagePointAt, isOutsideImage, stay, type Scene, type Step } from './scene.ts';
import { restingPart, type JustPlaced, type PlacingTool, type RestingTool } from './tool.ts';

/** The landmark that a press in this pane would place; null where a press places nothing. */
export function landmarkForPress(tool: RestingTool, editor: EditorState, pane: PaneIndex): Landmark | null {
  if (editor.level === null) return null;
  if (tool.kind === 'replacing') return isReplacedIn(pane, tool.landmark, editor) ? tool.landmark : null;
  return tool.kind === 'armed' ? nextLandmark(editor, editor.panes[pane], editor.level) : null;
}

/** A point is put somewhere else in its own image only: the same point of the other image is another measurement. */
function isReplacedIn(pane: PaneIndex, landmark: Landmark, { level, panes, selection }: EditorState): boolean {
  const isSelected = selection?.landmark === landmark && selection.level === level;
  return isSelected && selection.timepoint === panes[pane];
}

/** The point appears under the press and follows until the release: no click threshold, so no lost clicks. */
export function beginPlacing(
  scene: Scene,
  press: { readonly pane: PaneIndex; readonly at: ViewPoint; readonly landmark: Landmark; readonly byTouch: boolean },
): Step | null {
  const { pane, landmark } = press;
  const lift = press.byTouch ? scene.editor.preferences.touchOffset : 0;
  const point = imagePointAt(scene, pane, lifted(press.at, lift));
  if (!point || isOutsideImage(scene, pane, point)) return null;
  const tool: PlacingTool = {
    kind: 'placing',
    pane,
    landmark,
    start: press.at,
    lift,
    resume: restingPart(scene.editor.tool),
  };
  return stay(
    tool,
    { type: 'setActivePane', pane },
    { type: 'preview', study: withPoint(scene, pane, landmark, point) },
    { type: 'setLoupe', loupe: loupeAt(press, point, lift) },
  );
}

const lifted = ({ x, y }: ViewPoint, lift: number): ViewPoint => ({ x, y: y - lift });

const loupeAt = (
  { pane, at, byTouch }: { readonly pane: PaneIndex; readonly at: ViewPoint; readonly byTouch: boolean },
  point: ImagePoint,
  lift: number,
): LoupeTarget => ({ pane, at: point, byTouch, ...(lift > 0 ? { finger: at } : {}) });

/** A press and release in one place, without a hand: the crosshair of the keyboard. */
export function placeAtOnce(
  scene: Scene,
  press: { readonly pane: PaneIndex; readonly at: ViewPoint; readonly landmark: Landmark },
): Step | null {
  const begun = beginPlacing(scene, { ...press, byTouch: false });
  const point = imagePointAt(scene, press.pane, press.at);
  if (begun?.tool.kind !== 'placing' || !point) return null;
  const preview = withPoint(scene, press.pane, press.landmark, point);
  const done = finishPlacing(begun.tool, { ...scene, editor: { ...scene.editor, preview } }, press.at);
  return { tool: done.tool, commands: [{ type: 'setActivePane', pane: press.pane }, ...done.commands] };
}

export function continuePlacing(tool: PlacingTool, scene: Scene, at: ViewPoint, byTouch: boolean): Step {
  const point = imagePointAt(scene, tool.pane, lifted(at, tool.lift));
  if (!point) return stay(tool);
  const inside = clampToImage(scene, tool.pane, point);
  return stay(
    tool,
    { type: 'preview', study: withPoint(scene, tool.pane, tool.landmark, inside) },
    { type: 'setLoupe', loupe: loupeAt({ pane: tool.pane, at, byTouch }, inside, tool.lift) },
  );
}

/** Commits the point, selects it and moves on: the next landmark, then the other image, then rest. */
export function finishPlacing(tool: PlacingTool, scene: Scene, at: ViewPoint): Step {
  const { editor, now } = scene;
  const study = editor.preview;
  const level = editor.level;
  if (!study || level === null) return stay(tool.resume, { type: 'dropPreview' });
  const timepoint = editor.panes[tool.pane];
  const selection = { timepoint, level, landmark: tool.landmark };
  const commands: Command[] = [
    { type: 'commit', study, label: `place:${tool.landmark}:${level}:${timepoint}`, focus: selection },
    { type: 'select', selection },
    { type: 'setLoupe', loupe: null },
  ];
  const justPlaced: JustPlaced = { pane: tool.pane, target: selection, pressed: tool.start, released: at, at: now };
  if (tool.resume.kind === 'replacing') return { tool: { kind: 'idle', justPlaced }, commands };
  return advance({ ...editor, preview: study }, justPlaced, commands);
}

/** After a landmark: stay armed while this image has more to place, else turn to the other image, else rest. */
function advance(editor: EditorState, justPlaced: JustPlaced, commands: readonly Command[]): Step {
  const { pane } = justPlaced;
  const armed: RestingTool = { kind: 'armed', justPlaced };
  const rest: RestingTool = { kind: 'idle', justPlaced };
  if (editor.level === null) return { tool: rest, commands };
  if (nextLandmark(editor, editor.panes[pane], editor.level) !== null) return { tool: armed, commands };
  const other: PaneIndex = pane === 0 ? 1 : 0;
  const otherTimepoint = editor.panes[other];
  const otherIsOpen =
    examAt(editor, otherTimepoint)?.image !== undefined && nextLandmark(editor, otherTimepoint, editor.level) !== null;
  return otherIsOpen
    ? { tool: armed, commands: [...commands, { type: 'setActivePane', pane: other }] }
    : { tool: rest, commands };
}

function withPoint(scene: Scene, pane: PaneIndex, landmark: Landmark, point: ImagePoint): Study {
  const { editor, now } = scene;
  if (editor.subjectId === null || editor.level === null) return editor.history.present;
  return placeLandmark(editor.history.present, {
    subjectId: editor.subjectId,
    timepoint: editor.panes[pane],
    reader: editor.reader,
    reading: editor.reading,
    level: editor.level,
    landmark,
    point: [point.x, point.y],
    at: now,
  });
}
