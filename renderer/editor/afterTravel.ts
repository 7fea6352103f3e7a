import { apply } from '../../shared/geometry/affine.ts';
import type { Step } from '../../shared/study/history.ts';
import type { ImagePoint } from '../../shared/units.ts';
import { examKey, type EditorState } from './editorState.ts';
import type { PaneIndex, Selection } from './place.ts';
import { examAt, landmarksAt, nextLandmark, paneTransform, paneViewport } from './selectors.ts';
import { restingPart, type RestingTool } from './tools/tool.ts';

/** After undo or redo: no drag survives, and what changed is selected and in view. */
export function afterTravel(state: EditorState, history: EditorState['history'], step: Step | null): EditorState {
  if (history === state.history) return state;
  const travelled: EditorState = {
    ...state,
    history,
    preview: null,
    loupe: null,
    candidate: null,
    tool: restingPart(state.tool),
  };
  const { level, landmark, timepoint } = step?.focus ?? {};
  const there = turnedTo(travelled, step?.focus ?? {});
  if (timepoint === undefined || level === undefined || landmark === undefined) {
    return { ...there, selection: stillThere(there, state.selection) };
  }
  const target: Selection = { timepoint, level, landmark };
  const shown = broughtIntoView(there, pointAt(there, target) ?? pointAt({ ...there, history: state.history }, target));
  return { ...shown, selection: stillThere(shown, target), tool: toolAfter(shown, target) };
}

/** The subject, reading, level and view in which the step took place. */
function turnedTo(state: EditorState, focus: NonNullable<Step['focus']>): EditorState {
  const { subjectId = state.subjectId, timepoint, reader, reading, level } = focus;
  const { subjects } = state.history.present;
  const there: EditorState = {
    ...state,
    subjectId: subjects.some(({ id }) => id === subjectId) ? subjectId : (subjects[0]?.id ?? null),
    reader: reader ?? state.reader,
    reading: reading ?? state.reading,
    level: level ?? state.level,
  };
  if (timepoint === undefined) return there;
  const pane = there.panes.indexOf(timepoint);
  return {
    ...there,
    panes: pane === -1 ? [there.panes[0], timepoint] : there.panes,
    activePane: pane === 0 ? 0 : 1,
  };
}

const pointAt = (state: EditorState, { timepoint, level, landmark }: Selection): ImagePoint | null =>
  landmarksAt(state, timepoint, level)[landmark] ?? null;

/** A selection that names a placed point of the current level; else none. */
function stillThere(state: EditorState, selection: Selection | null): Selection | null {
  return selection && selection.level === state.level && pointAt(state, selection) ? selection : null;
}

/** Where the changed point lies outside the active view, the view moves to it; its zoom stays. */
function broughtIntoView(state: EditorState, point: ImagePoint | null): EditorState {
  const pane: PaneIndex = state.activePane;
  const transform = paneTransform(state, pane);
  const viewport = paneViewport(state, pane);
  if (!point || !transform || !viewport || state.subjectId === null) return state;
  const { x, y } = apply(transform, point);
  const { width, height } = state.sizes[pane];
  if (x >= 0 && y >= 0 && x <= width && y <= height) return state;
  const key = examKey(state.subjectId, state.panes[pane]);
  return { ...state, viewports: { ...state.viewports, [key]: { ...viewport, centre: point } } };
}

/** A point that travel took away can be placed again at once; where nothing is left to place, placing rests. */
function toolAfter(state: EditorState, target: Selection): RestingTool {
  const tool = restingPart(state.tool);
  const isOpen = (timepoint: string): boolean =>
    examAt(state, timepoint)?.image !== undefined && nextLandmark(state, timepoint, target.level) !== null;
  if (tool.kind === 'idle' && !pointAt(state, target) && isOpen(target.timepoint)) return { kind: 'armed' };
  if (tool.kind === 'armed' && !state.panes.some(isOpen)) return { kind: 'idle' };
  return tool;
}
