import { addCalibration } from '../../shared/study/edits/examEdits.ts';
import type { ImagePoint } from '../../shared/units.ts';
import type { PaneIndex } from '../editor/place.ts';
import { text } from '../messages/text.ts';
import { editorOf, perform, type App } from './app.ts';
import { ask, tell } from './ask.ts';

/** Two points closer than this cannot carry a calibration: a click error of half a pixel would be more than 2 %. */
const SHORTEST_PIXELS = 20;

/** Asks for the true length between two points and writes the calibration of this image into its ledger. */
export async function calibrateByLength(app: App, pane: PaneIndex, from: ImagePoint, to: ImagePoint): Promise<void> {
  if (Math.hypot(to.x - from.x, to.y - from.y) < SHORTEST_PIXELS) {
    await tell(app, { title: text('action.calibrate'), text: text('dialog.calibrateShort') }, text('dialog.close'));
    return;
  }
  const length = await ask(app, 'knownLength', { pane, from, to });
  const editor = editorOf(app);
  if (length === null || editor.subjectId === null) return;
  const timepoint = editor.panes[pane];
  const study = addCalibration(editor.history.present, {
    subjectId: editor.subjectId,
    timepoint,
    entry: {
      kind: 'line',
      at: app.now(),
      by: editor.reader,
      reason: '',
      object: length.object,
      knownMm: length.knownMm,
      from: [from.x, from.y],
      to: [to.x, to.y],
    },
  });
  perform(app, { type: 'commit', study, label: `calibrate:${timepoint}`, focus: { timepoint } });
}
