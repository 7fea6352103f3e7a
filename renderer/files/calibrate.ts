import { addCalibration } from '../../shared/study/edits/examEdits.ts';
import { findSubject } from '../../shared/study/find.ts';
import type { CalibrationEntry, Study } from '../../shared/study/study.ts';
import { sameValue } from '../../shared/study/sameValue.ts';
import type { PaneIndex } from '../editor/place.ts';
import { examAt } from '../editor/selectors.ts';
import { text } from '../messages/text.ts';
import type { PageCommand } from '../editor/commands.ts';
import { editorOf, perform, type App } from './app.ts';
import { ask, tell } from './ask.ts';
import type { LedgerChoice } from './dialogs.ts';

/** Two points closer than this cannot carry a calibration: a click error of half a pixel would be more than 2 %. */
const SHORTEST_PIXELS = 20;

/** The calibration ledger of a film: every spacing side by side, what is in use and why, and the ways to another one. */
export async function openLedger(app: App, pane: PaneIndex): Promise<void> {
  const editor = editorOf(app);
  const timepoint = editor.panes[pane];
  if (!examAt(editor, timepoint)?.image) return;
  const choice = await ask(app, 'calibration', { timepoint });
  if (choice === null) return;
  if (choice.kind === 'measure') {
    perform(
      app,
      { type: 'setActivePane', pane },
      { type: 'setTool', tool: { kind: 'calibrating', pane, shape: choice.shape, points: [] } },
    );
    return;
  }
  record(app, timepoint, choice);
}

type Recorded = Exclude<LedgerChoice, { kind: 'measure' }>;

/** A typed or chosen spacing; for the other films of the subject only where the user said so and their files agree. */
function record(app: App, timepoint: string, { entry, reason, scope }: Recorded): void {
  const editor = editorOf(app);
  const { subjectId } = editor;
  const exam = examAt(editor, timepoint);
  if (subjectId === null || !exam) return;
  const noted = { ...entry, at: app.now(), by: editor.reader, reason } as CalibrationEntry;
  const alike = (findSubject(editor.history.present, subjectId)?.exams ?? []).filter(
    (other) =>
      other.timepoint === timepoint || (scope === 'alike' && sameValue(other.image?.spacing, exam.image?.spacing)),
  );
  const study = alike.reduce(
    (changed: Study, other) => addCalibration(changed, { subjectId, timepoint: other.timepoint, entry: noted }),
    editor.history.present,
  );
  perform(app, { type: 'commit', study, label: `calibrate:${timepoint}`, focus: { timepoint } });
}

/** Asks for the true size of what was marked and writes the calibration of this film into its ledger. */
export async function calibrateByShape(
  app: App,
  command: Extract<PageCommand, { type: 'askKnownLength' }>,
): Promise<void> {
  const { pane, shape, points } = command;
  const [a, b, c] = points;
  if (!a || !b) return;
  if (Math.hypot(b.x - a.x, b.y - a.y) < SHORTEST_PIXELS) {
    await tell(app, { title: text('action.calibrate'), text: text('dialog.calibrateShort') }, text('dialog.close'));
    return;
  }
  const known = await ask(app, 'knownLength', { shape, points });
  const editor = editorOf(app);
  if (known === null || editor.subjectId === null) return;
  const timepoint = editor.panes[pane];
  const note = { at: app.now(), by: editor.reader, reason: known.reason, object: known.object, knownMm: known.knownMm };
  const entry: CalibrationEntry =
    shape === 'disc' && c
      ? { ...note, kind: 'disc', rim: [pair(a), pair(b), pair(c)] }
      : { ...note, kind: 'line', from: pair(a), to: pair(b) };
  const study = addCalibration(editor.history.present, { subjectId: editor.subjectId, timepoint, entry });
  perform(app, { type: 'commit', study, label: `calibrate:${timepoint}`, focus: { timepoint } });
}

const pair = ({ x, y }: { readonly x: number; readonly y: number }): readonly [number, number] => [x, y];
