import { apply } from '../../../shared/geometry/affine.ts';
import { USUAL_LEVELS, type Level } from '../../../shared/spine/levels.ts';
import { clearLevel, setLandmarkState } from '../../../shared/study/edits/landmarkEdits.ts';
import { clearPoint } from '../../editor/clearPoint.ts';
import { showCrosshair } from '../../editor/crosshair.ts';
import type { EditorState } from '../../editor/editorState.ts';
import { goToLevel } from '../../editor/goToLevel.ts';
import type { PaneIndex } from '../../editor/place.ts';
import {
  landmarksAt,
  landmarksToPlace,
  nextLandmark,
  paneExam,
  paneTransform,
  selectedPane,
  shownStudy,
  vertebraAt,
} from '../../editor/selectors.ts';
import { editorOf, perform, type App } from '../../files/app.ts';
import { markNotVisible, pointInQuestion } from '../../files/landmarkState.ts';
import { hasLevel, hasSelection, measuring, type Action } from './action.ts';

export const POINT_ACTIONS: readonly Action[] = [
  {
    id: 'place',
    label: 'action.place',
    group: 'points',
    keys: ['p'],
    isEnabled: hasLevel,
    isOn: ({ editor }) => editor.tool.kind === 'armed',
    run: startPlacing,
  },
  {
    id: 'next-point',
    label: 'action.nextPoint',
    group: 'points',
    keys: ['n'],
    isEnabled: hasLevel,
    run: (app) => selectNeighbour(app, 1),
  },
  {
    id: 'previous-point',
    label: 'action.previousPoint',
    group: 'points',
    keys: ['Shift+n'],
    isEnabled: hasLevel,
    run: (app) => selectNeighbour(app, -1),
  },
  {
    id: 'replace-point',
    label: 'action.replacePoint',
    group: 'points',
    keys: ['Enter'],
    isEnabled: hasSelection,
    run: replaceSelected,
  },
  {
    id: 'clear-point',
    label: 'action.clearPoint',
    group: 'points',
    keys: ['Delete', 'Backspace'],
    isEnabled: hasSelection,
    run: clearSelected,
  },
  {
    id: 'clear-level',
    label: 'action.clearLevel',
    group: 'points',
    keys: ['Shift+Delete'],
    isEnabled: hasLevel,
    run: clearWholeLevel,
  },
  {
    id: 'not-visible',
    label: 'action.notVisible',
    group: 'points',
    keys: ['u'],
    isEnabled: hasLevel,
    run: askWhyNotVisible,
  },
  {
    id: 'estimated',
    label: 'action.estimated',
    group: 'points',
    keys: [],
    isEnabled: hasSelection,
    isOn: ({ editor }) => selectedState(editor) === 'estimated',
    run: toggleEstimated,
  },
  {
    id: 'jump-level',
    label: 'action.jump',
    group: 'points',
    keys: ['j'],
    isEnabled: measuring,
    run: (app) => app.store.setState({ typingLevel: true }),
  },
  {
    id: 'level-above',
    label: 'action.levelAbove',
    group: 'points',
    keys: ['PageUp'],
    isEnabled: measuring,
    run: (app) => stepLevel(app, -1),
  },
  {
    id: 'level-below',
    label: 'action.levelBelow',
    group: 'points',
    keys: ['PageDown'],
    isEnabled: measuring,
    run: (app) => stepLevel(app, 1),
  },
];

/** The next missing point, in the active view or else in the other one, with the crosshair of the keyboard over it. */
function startPlacing(app: App): void {
  const { editor, pointer } = app.store.getState();
  const { level, activePane, tool } = editor;
  if (level === null) return;
  const isOpen = (pane: PaneIndex): boolean =>
    paneExam(editor, pane)?.image !== undefined && nextLandmark(editor, editor.panes[pane], level) !== null;
  const other: PaneIndex = activePane === 0 ? 1 : 0;
  const pane = !isOpen(activePane) && isOpen(other) ? other : activePane;
  const transform = paneTransform(editor, pane);
  const at = pointer?.pane === pane && transform ? apply(transform, pointer.at) : null;
  if (tool.kind !== 'calibrating') perform(app, { type: 'setTool', tool: { kind: 'armed' } });
  perform(app, { type: 'setActivePane', pane });
  perform(app, ...showCrosshair(editorOf(app), at));
}

function selectNeighbour(app: App, by: 1 | -1): void {
  const editor = editorOf(app);
  const { level, selection, panes, activePane } = editor;
  if (level === null) return;
  const timepoint = selection?.timepoint ?? panes[activePane];
  const all = landmarksToPlace(shownStudy(editor), level);
  const index = selection ? all.indexOf(selection.landmark) : by === 1 ? -1 : 0;
  const landmark = all[(index + by + all.length) % all.length];
  if (landmark) {
    perform(app, { type: 'select', selection: { timepoint, level, landmark } }, { type: 'setCrosshair', at: null });
  }
}

function replaceSelected(app: App): void {
  const editor = editorOf(app);
  const { selection } = editor;
  const pane = selection && selectedPane(editor, selection);
  if (!selection || pane === null) return;
  const point = landmarksAt(editor, selection.timepoint, selection.level)[selection.landmark];
  const transform = paneTransform(editor, pane);
  perform(
    app,
    { type: 'setActivePane', pane },
    { type: 'setTool', tool: { kind: 'replacing', landmark: selection.landmark } },
  );
  perform(app, ...showCrosshair(editorOf(app), point && transform ? apply(transform, point) : null));
}

/** What every edit of the reader's points has in common. */
function place(editor: EditorState, timepoint: string, level: Level) {
  return { subjectId: editor.subjectId ?? '', timepoint, reader: editor.reader, reading: editor.reading, level };
}

function clearSelected(app: App): void {
  const editor = editorOf(app);
  if (editor.selection) perform(app, ...clearPoint({ editor, now: app.now() }, editor.selection));
}

function clearWholeLevel(app: App): void {
  const editor = editorOf(app);
  const { level, panes, activePane } = editor;
  if (level === null) return;
  const timepoint = panes[activePane];
  const study = clearLevel(editor.history.present, { ...place(editor, timepoint, level), at: app.now() });
  perform(
    app,
    { type: 'commit', study, label: `clearLevel:${level}:${timepoint}`, focus: { timepoint, level } },
    { type: 'select', selection: null },
  );
}

const selectedState = (editor: EditorState) => {
  const { selection } = editor;
  return selection && vertebraAt(editor, selection.timepoint, selection.level)?.states[selection.landmark]?.kind;
};

/** The place of the point is a guess behind something; its numbers stay, and say so. */
function toggleEstimated(app: App): void {
  const editor = editorOf(app);
  const { selection } = editor;
  if (!selection || selectedState(editor) === 'derived') return;
  const { landmark, level, timepoint } = selection;
  const study = setLandmarkState(editor.history.present, {
    ...place(editor, timepoint, level),
    landmark,
    state: selectedState(editor) === 'estimated' ? null : { kind: 'estimated' },
    at: app.now(),
  });
  perform(app, { type: 'commit', study, label: `state:${landmark}:${level}:${timepoint}`, focus: selection });
}

function askWhyNotVisible(app: App): void {
  const target = pointInQuestion(app);
  if (target) void markNotVisible(app, target);
}

function stepLevel(app: App, by: 1 | -1): void {
  const editor = editorOf(app);
  const levels = shownStudy(editor).protocol.levels.length > 0 ? shownStudy(editor).protocol.levels : USUAL_LEVELS;
  const index = editor.level === null ? levels.indexOf('L1') - by : levels.indexOf(editor.level);
  const next = levels[Math.min(levels.length - 1, Math.max(0, index + by))];
  if (next) perform(app, ...goToLevel(editor, next));
}
