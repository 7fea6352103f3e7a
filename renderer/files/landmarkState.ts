import { setLandmarkState } from '../../shared/study/edits/landmarkEdits.ts';
import type { Selection } from '../editor/place.ts';
import { nextLandmark } from '../editor/selectors.ts';
import { editorOf, perform, type App } from './app.ts';
import { ask } from './ask.ts';

/** The point that "not visible" means: the selected one, else the one that would be placed next. */
export function pointInQuestion(app: App): Selection | null {
  const editor = editorOf(app);
  const { level, panes, activePane, selection, tool } = editor;
  if (selection && tool.kind !== 'armed') return selection;
  if (level === null) return null;
  const timepoint = panes[activePane];
  const landmark = nextLandmark(editor, timepoint, level);
  return landmark === null ? selection : { timepoint, level, landmark };
}

/** Asks why a point cannot be seen and records it; placing then goes on with the next one. */
export async function markNotVisible(app: App, target: Selection): Promise<void> {
  const reason = await ask(app, 'notVisible', { target });
  const editor = editorOf(app);
  if (reason === null || editor.subjectId === null) return;
  const { timepoint, level, landmark } = target;
  const { subjectId, reader, reading } = editor;
  const study = setLandmarkState(editor.history.present, {
    subjectId,
    timepoint,
    reader,
    reading,
    level,
    landmark,
    state: { kind: 'not_visible', reason },
    at: app.now(),
  });
  perform(app, { type: 'commit', study, label: `notVisible:${landmark}:${level}:${timepoint}`, focus: target });
}
