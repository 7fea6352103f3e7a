import type { ReactElement } from 'react';
import { orientationFromFile } from '../../shared/geometry/patientOrientation.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import { setPosture } from '../../shared/study/edits/examEdits.ts';
import { POSTURES, type Posture } from '../../shared/study/study.ts';
import type { PaneIndex } from '../editor/place.ts';
import { paneExam, shownStudy } from '../editor/selectors.ts';
import { viewTurn } from '../editor/viewTurn.ts';
import { editorOf, perform } from '../files/app.ts';
import { chooseFrame } from '../files/chooseFrame.ts';
import { loadImages } from '../files/loadImages.ts';
import { paneImage } from '../files/pictureSettings.ts';
import { givenName, planeText } from '../messages/coreText.ts';
import { showNumber } from '../messages/numbers.ts';
import { codeText, text } from '../messages/text.ts';
import { runAction } from './actions/allActions.ts';
import { useApp, useAppState } from './useApp.ts';

/** Which film this is, and what its millimetres are: one quiet line over the upper edge. */
export function PaneHeader({ pane }: { readonly pane: PaneIndex }): ReactElement {
  const editor = useAppState((state) => state.editor);
  const exam = paneExam(editor, pane);
  const part = useAppState((state) => state.part ?? null);
  return (
    <header className="pane-header">
      {part?.kind !== 'blinded' && <TimepointPicker pane={pane} />}
      {exam?.image && (
        <>
          {exam.daysFromPre !== undefined && (
            <span className="quiet">{`${exam.daysFromPre >= 0 ? '+' : ''}${exam.daysFromPre} d`}</span>
          )}
          {!part && <PosturePicker pane={pane} />}
          <SpacingLabel pane={pane} />
          {!part && <FrameChooser pane={pane} />}
          <Badges pane={pane} />
        </>
      )}
    </header>
  );
}

function TimepointPicker({ pane }: { readonly pane: PaneIndex }) {
  const app = useApp();
  const editor = useAppState((state) => state.editor);
  const timepoint = editor.panes[pane];
  const show = (chosen: string): void => {
    const other = editor.panes[pane === 0 ? 1 : 0];
    const panes: readonly [string, string] =
      chosen === other ? [editor.panes[1], editor.panes[0]] : pane === 0 ? [chosen, other] : [other, chosen];
    perform(app, { type: 'setPanes', panes });
    void loadImages(app);
  };
  return (
    <select
      className="timepoint"
      value={timepoint}
      aria-label={text('pane.timepoint')}
      onChange={(event) => show(event.target.value)}
    >
      {shownStudy(editor).protocol.timepoints.map(({ id, label }) => (
        <option key={id} value={id} title={givenName({ id, label })}>
          {id.toUpperCase()}
        </option>
      ))}
    </select>
  );
}

function PosturePicker({ pane }: { readonly pane: PaneIndex }) {
  const app = useApp();
  const exam = useAppState((state) => paneExam(state.editor, pane));
  if (!exam) return null;
  const choose = (posture: Posture): void => {
    const editor = editorOf(app);
    const { timepoint } = exam;
    const study = setPosture(editor.history.present, { subjectId: editor.subjectId ?? '', timepoint, posture });
    perform(app, { type: 'commit', study, label: `posture:${timepoint}`, focus: { timepoint } });
  };
  return (
    <select
      className="quiet"
      value={exam.posture}
      aria-label={text('pane.posture')}
      onChange={(event) => choose(POSTURES.find((posture) => posture === event.target.value) ?? 'unknown')}
    >
      {POSTURES.map((posture) => (
        <option key={posture} value={posture}>
          {codeText('posture', posture)}
        </option>
      ))}
    </select>
  );
}

function SpacingLabel({ pane }: { readonly pane: PaneIndex }) {
  const app = useApp();
  const exam = useAppState((state) => paneExam(state.editor, pane));
  if (!exam) return null;
  const { spacing, label } = examCalibration(exam);
  const calibrate = (): void => {
    perform(app, { type: 'setActivePane', pane });
    runAction(app, 'calibrate');
  };
  if (spacing === null) {
    return (
      <span className="uncalibrated">
        {text('pane.noSpacing')}{' '}
        <button type="button" className="link" onClick={calibrate}>
          {text('pane.calibrate')}
        </button>
      </span>
    );
  }
  const { columnSpacing, rowSpacing } = spacing;
  const square = Math.abs(columnSpacing / rowSpacing - 1) < 1e-4;
  const size = square ? showNumber(columnSpacing, 3) : `${showNumber(rowSpacing, 3)} × ${showNumber(columnSpacing, 3)}`;
  return (
    <button type="button" className="spacing quiet" title={text('ledger.open')} onClick={calibrate}>
      {text('pane.spacing', { spacing: size })}
      <span className="spacing-plane">{` · ${planeText(label).replace(/^mm /, '')}`}</span>
    </button>
  );
}

/** Which frame of a file with several; the first is shown until somebody chooses. */
function FrameChooser({ pane }: { readonly pane: PaneIndex }) {
  const app = useApp();
  const frames = useAppState((state) => paneImage(state, pane)?.radiograph.frames ?? 1);
  const frame = useAppState((state) => paneExam(state.editor, pane)?.image?.frame ?? 0);
  if (frames <= 1) return null;
  return (
    <select
      className="quiet"
      aria-label={text('pane.frame')}
      value={frame}
      onChange={(event) => void chooseFrame(app, pane, Number(event.target.value))}
    >
      {Array.from({ length: frames }, (_, index) => (
        <option key={index} value={index}>
          {text('pane.frameOf', { frame: index + 1, frames })}
        </option>
      ))}
    </select>
  );
}

function Badges({ pane }: { readonly pane: PaneIndex }) {
  const display = useAppState((state) => paneExam(state.editor, pane)?.display ?? null);
  const orientation = useAppState((state) => paneExam(state.editor, pane)?.image?.patientOrientation);
  if (!display) return null;
  const isFrontal = orientationFromFile(orientation ?? []).lateral === false;
  const { isFlipped, degrees } = viewTurn(display);
  return (
    <>
      {isFrontal && (
        <strong className="badge" title={text('results.notLateral')}>
          {text('pane.notLateral')}
        </strong>
      )}
      {isFlipped && <strong className="badge">{text('pane.flipped')}</strong>}
      {degrees !== 0 && <strong className="badge">{text('pane.rotated', { degrees })}</strong>}
    </>
  );
}
