import { useState, type ReactElement } from 'react';
import type { Dialog } from '../../files/dialogs.ts';
import { isChangedBySpreadsheets, subjectCodeProblem } from '../../files/subjectCode.ts';
import { readNumber, showNumber } from '../../messages/numbers.ts';
import { text } from '../../messages/text.ts';
import { useApp } from '../useApp.ts';
import { FormDialog } from './FormDialog.tsx';

export function SaveNameDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'saveName' }> }): ReactElement {
  const [name, setName] = useState(dialog.suggested.replace(/\.endplate$/, ''));
  const confirm = (): void => {
    if (name.trim() !== '') dialog.answer(name.trim());
  };
  return (
    <FormDialog
      title={text('dialog.saveTitle')}
      confirm={text('dialog.save')}
      onCancel={() => dialog.answer(null)}
      onConfirm={confirm}
    >
      <label>
        {text('dialog.saveName')}
        <span className="with-suffix">
          <input
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.target.value)}
            onFocus={(event) => event.target.select()}
          />
          .endplate
        </span>
      </label>
      <p className="quiet">{text('dialog.saveFolder', { folder: dialog.folder })}</p>
    </FormDialog>
  );
}

export function SubjectDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'subject' }> }): ReactElement {
  const app = useApp();
  const [code, setCode] = useState(dialog.suggested);
  const [tried, setTried] = useState(false);
  const problem = subjectCodeProblem(app, code.trim());
  const confirm = (): void => {
    if (problem === null) dialog.answer(code.trim());
    else setTried(true);
  };
  return (
    <FormDialog
      title={text('subject.add')}
      confirm={text('dialog.ok')}
      onCancel={() => dialog.answer(null)}
      onConfirm={confirm}
    >
      <label>
        {text('subject.code')}
        <input
          value={code}
          maxLength={64}
          aria-invalid={tried && problem !== null}
          onChange={(event) => setCode(event.target.value)}
        />
      </label>
      <p className={tried && problem ? 'problem' : 'quiet'} role={tried && problem ? 'alert' : undefined}>
        {tried && problem ? problem : text('subject.codeHint')}
      </p>
      {problem === null && isChangedBySpreadsheets(code.trim()) && <p className="hint">{text('form.codeExcel')}</p>}
    </FormDialog>
  );
}

export function KnownLengthDialog({
  dialog,
}: {
  readonly dialog: Extract<Dialog, { kind: 'knownLength' }>;
}): ReactElement {
  const [length, setLength] = useState('');
  const [object, setObject] = useState('');
  const [tried, setTried] = useState(false);
  const [a, b] = dialog.points;
  const [reason, setReason] = useState('');
  const knownMm = readNumber(length);
  const valid = knownMm !== null && knownMm >= 1 && knownMm <= 1000;
  const confirm = (): void => {
    if (valid) dialog.answer({ knownMm, object: object.trim(), reason: reason.trim() });
    else setTried(true);
  };
  const pixels = a && b ? showNumber(Math.hypot(b.x - a.x, b.y - a.y), 1) : '';
  const isDisc = dialog.shape === 'disc';
  return (
    <FormDialog
      title={text('dialog.calibrateTitle')}
      confirm={text('action.calibrate')}
      onCancel={() => dialog.answer(null)}
      onConfirm={confirm}
    >
      <p>{isDisc ? text('dialog.calibrateDisc') : text('dialog.calibrateText', { pixels })}</p>
      <label>
        {text(isDisc ? 'dialog.calibrateDiameter' : 'dialog.calibrateLength')}
        <input
          inputMode="decimal"
          value={length}
          aria-invalid={tried && !valid}
          onChange={(event) => setLength(event.target.value)}
        />
      </label>
      {tried && !valid && (
        <p className="problem" role="alert">
          {text('dialog.calibrateInvalid')}
        </p>
      )}
      <label>
        {text('dialog.calibrateObject')}
        <input
          value={object}
          maxLength={64}
          placeholder={text('dialog.calibrateObjectHint')}
          onChange={(event) => setObject(event.target.value)}
        />
      </label>
      <label>
        {text('ledger.reason')}
        <input
          value={reason}
          maxLength={200}
          placeholder={text('ledger.reasonHint')}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </FormDialog>
  );
}
