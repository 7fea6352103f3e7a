import { useRef, useState, type ReactElement } from 'react';
import { shownStudy } from '../../editor/selectors.ts';
import type { Assignment, Dialog } from '../../files/dialogs.ts';
import { givenName } from '../../messages/coreText.ts';
import { showDateTime } from '../../messages/numbers.ts';
import { fileNameText, text } from '../../messages/text.ts';
import { useAppState } from '../useApp.ts';
import { DialogFrame } from './DialogFrame.tsx';
import { Thumbnail } from './Thumbnail.tsx';

/** The studies of the one folder, newest first, and a way to a file elsewhere. */
export function ChooseStudyDialog({
  dialog,
}: {
  readonly dialog: Extract<Dialog, { kind: 'chooseStudy' }>;
}): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const { files, folder, answer } = dialog;
  return (
    <DialogFrame title={text('dialog.openTitle')} onClose={() => answer(null)}>
      {files.length === 0 && <p className="quiet">{text('dialog.openEmpty', { folder })}</p>}
      <ul className="files">
        {files.map(({ name, modifiedAt }) => (
          <li key={name}>
            <button type="button" onClick={() => answer({ name })}>
              <span>{name}</span>
              <span className="quiet">{showDateTime(new Date(modifiedAt))}</span>
            </button>
          </li>
        ))}
      </ul>
      <input
        ref={input}
        type="file"
        accept=".endplate"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) answer({ file });
        }}
      />
      <div className="dialog-buttons">
        <button type="button" onClick={() => input.current?.click()}>
          {text('dialog.openOther')}
        </button>
        <button type="button" onClick={() => answer(null)}>
          {text('dialog.cancel')}
        </button>
      </div>
    </DialogFrame>
  );
}

/** Which image belongs to which timepoint. With two undated films it is one question with two buttons. */
export function AssignDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'assign' }> }): ReactElement {
  const timepoints = useAppState(({ editor }) => shownStudy(editor).protocol.timepoints);
  const [assignments, setAssignments] = useState(dialog.proposal);
  const { answer, ordered } = dialog;
  const [first, second] = assignments;
  const used = assignments.flatMap(({ timepoint }) => timepoint ?? []);
  const twice = used.find((timepoint, index) => used.indexOf(timepoint) !== index);

  if (
    !ordered &&
    assignments.length === 2 &&
    first &&
    second &&
    first.timepoint !== null &&
    second.timepoint !== null
  ) {
    return <FirstFilmDialog films={[first, second]} answer={answer} />;
  }
  const change = (index: number, timepoint: string): void =>
    setAssignments(
      assignments.map((each, at) =>
        at === index ? { ...each, timepoint: timepoint === '' ? null : timepoint } : each,
      ),
    );
  return (
    <DialogFrame title={text('dialog.assignTitle')} onClose={() => answer(null)} wide>
      <p className="quiet">{text(ordered ? 'dialog.assignTextDates' : 'dialog.assignText')}</p>
      <ul className="assign">
        {assignments.map(({ candidate, timepoint }, index) => (
          <li key={candidate.image.sha256}>
            <Thumbnail image={candidate.image} />
            <span className="assign-name">
              {fileNameText(candidate.name)}
              <span className="quiet">{candidate.image.radiograph.facts.acquisitionDate ?? ''}</span>
            </span>
            <select
              aria-label={fileNameText(candidate.name)}
              value={timepoint ?? ''}
              onChange={(event) => change(index, event.target.value)}
            >
              <option value="">{text('dialog.assignSkip')}</option>
              {timepoints.map(({ id, label }) => (
                <option key={id} value={id}>
                  {givenName({ id, label })}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
      {twice !== undefined && (
        <p className="problem" role="alert">
          {text('dialog.assignTaken', { timepoint: twice })}
        </p>
      )}
      <div className="dialog-buttons">
        <button type="button" onClick={() => answer(null)}>
          {text('dialog.cancel')}
        </button>
        <button
          type="button"
          className="primary"
          disabled={twice !== undefined || used.length === 0}
          onClick={() => answer(assignments)}
        >
          {text('dialog.assignOk')}
        </button>
      </div>
    </DialogFrame>
  );
}

interface FirstFilmProps {
  readonly films: readonly [Assignment, Assignment];
  readonly answer: (assignments: readonly Assignment[] | null) => void;
}

/** Two films without dates: one question, two pictures. */
function FirstFilmDialog({ films: [first, second], answer }: FirstFilmProps) {
  const choose = (before: Assignment, after: Assignment): void =>
    answer([
      { candidate: before.candidate, timepoint: first.timepoint },
      { candidate: after.candidate, timepoint: second.timepoint },
    ]);
  return (
    <DialogFrame title={text('dialog.first')} onClose={() => answer(null)} wide>
      <div className="two-films">
        {[[first, second] as const, [second, first] as const].map(([one, other]) => (
          <button key={one.candidate.image.sha256} type="button" className="film" onClick={() => choose(one, other)}>
            <Thumbnail image={one.candidate.image} />
            <span>{fileNameText(one.candidate.name)}</span>
            <span className="primary fake">{text('dialog.thisOne')}</span>
          </button>
        ))}
      </div>
    </DialogFrame>
  );
}
