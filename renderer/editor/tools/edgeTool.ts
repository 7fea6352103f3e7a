import { apply } from '../../../shared/geometry/affine.ts';
import { placeLandmark } from '../../../shared/study/edits/landmarkEdits.ts';
import type { Study } from '../../../shared/study/study.ts';
import type { ImagePoint } from '../../../shared/units.ts';
import type { Command } from '../commands.ts';
import type { EdgeCandidate, EditorState } from '../editorState.ts';
import type { PaneIndex, Selection } from '../place.ts';
import { landmarksAt, paneTransform, selectedPane } from '../selectors.ts';
import { finishPlacing } from './placeTool.ts';
import { clampToImage, stay, type Scene, type Step } from './scene.ts';
import { finishDragging, isLocked } from './selectTool.ts';

/** A hand that has moved this far, in CSS pixels, does not want the edge: more than tremor. */
const AWAY = 5;

/** The point that an edge can be looked for: the one under the hand, else the selected one; null where there is none. */
export function edgeTarget(
  scene: Scene,
): { readonly target: Selection; readonly pane: PaneIndex; readonly at: ImagePoint } | null {
  const { editor } = scene;
  const target = pressedPoint(editor) ?? editor.selection;
  if (!target || isLocked(scene, target)) return null;
  const pane = selectedPane(editor, target);
  const at = landmarksAt(editor, target.timepoint, target.level)[target.landmark];
  return pane === null || !at ? null : { target, pane, at };
}

function pressedPoint({ tool, level, panes }: EditorState): Selection | null {
  if (tool.kind === 'pressing' || tool.kind === 'dragging') return tool.target;
  if (tool.kind !== 'placing' || level === null) return null;
  return { timepoint: panes[tool.pane], level, landmark: tool.landmark };
}

/** What a movement of the hand does to the candidate: none, or away with it. */
export function afterMove({ editor }: Scene, pane: PaneIndex, point: ImagePoint): readonly Command[] {
  const transform = paneTransform(editor, pane);
  if (!editor.candidate || !transform) return [];
  const [from, to] = [apply(transform, editor.candidate.from), apply(transform, point)];
  return Math.hypot(to.x - from.x, to.y - from.y) > AWAY ? [{ type: 'setCandidate', candidate: null }] : [];
}

/**
 * Takes the candidate: the point lies on the edge and is marked as assisted. A press that is going on ends with it, so
 * that the release does not move the point again.
 */
export function takeEdge(scene: Scene): Step {
  const { editor } = scene;
  const { tool, candidate } = editor;
  if (!candidate) return stay(tool);
  const study = withAssisted(scene, candidate);
  const taken: Scene = { ...scene, editor: { ...editor, preview: study } };
  if (tool.kind === 'placing') return finishPlacing(tool, taken, tool.start);
  if (tool.kind === 'dragging') return finishDragging(tool, taken);
  const { landmark, level, timepoint } = candidate.target;
  const resting = tool.kind === 'pressing' ? tool.resume : tool;
  return stay(
    resting,
    { type: 'commit', study, label: `edge:${landmark}:${level}:${timepoint}`, focus: candidate.target },
    { type: 'setLoupe', loupe: null },
  );
}

function withAssisted(scene: Scene, { target, point }: EdgeCandidate): Study {
  const { editor, now } = scene;
  const pane = selectedPane(editor, target);
  if (editor.subjectId === null || pane === null) return editor.history.present;
  const inside = clampToImage(scene, pane, point);
  const { subjectId, reader, reading } = editor;
  const place = { subjectId, reader, reading, ...target };
  return placeLandmark(editor.history.present, {
    ...place,
    point: [inside.x, inside.y],
    at: now,
    state: { kind: 'assisted' },
  });
}
