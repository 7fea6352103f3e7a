import type { EditorState } from '../editor/editorState.ts';
import { examAt, landmarksInOrder, nextLandmark, paneExam } from '../editor/selectors.ts';
import { text } from '../messages/text.ts';

/** What the person is to do next on the measuring screen, in one sentence; empty where there is nothing. */
export function promptText(editor: EditorState): string {
  const { level, tool, activePane, panes, selection } = editor;
  if (tool.kind === 'calibrating') {
    if (tool.shape === 'disc') return text('status.calibrateRim', { number: tool.points.length + 1 });
    return text(tool.points.length > 0 ? 'status.calibrateSecond' : 'status.calibrateFirst');
  }
  if (!paneExam(editor, 0)?.image && !paneExam(editor, 1)?.image) return '';
  if (level === null) return text('status.pickLevel');
  if (tool.kind === 'replacing') return text('status.replace', { landmark: text(`landmark.${tool.landmark}`), level });
  const timepoint = panes[activePane];
  const landmark = nextLandmark(editor, timepoint, level);
  if (tool.kind === 'armed' && landmark && examAt(editor, timepoint)?.image) {
    const all = landmarksInOrder(editor, level);
    const parts = { landmark: text(`landmark.${landmark}`), level, timepoint: timepoint.toUpperCase() };
    return text(editor.crosshair ? 'status.placeByKeys' : 'status.place', {
      ...parts,
      number: all.indexOf(landmark) + 1,
      total: all.length,
    });
  }
  if (selection) {
    const parts = { level: selection.level, timepoint: selection.timepoint.toUpperCase(), code: selection.landmark };
    return text('status.selected', { ...parts, landmark: text(`landmark.${selection.landmark}`) });
  }
  const withImage = panes.filter((each) => examAt(editor, each)?.image);
  if (withImage.length > 0 && withImage.every((each) => nextLandmark(editor, each, level) === null)) {
    return withImage.length === 2 || panes[1] === '' ? text('status.complete', { level }) : text('status.openPost');
  }
  const [unfinished] = [panes[activePane], ...withImage].filter(
    (each) => withImage.includes(each) && nextLandmark(editor, each, level) !== null,
  );
  return unfinished === undefined ? '' : text('status.goOn', { level, timepoint: unfinished.toUpperCase() });
}
