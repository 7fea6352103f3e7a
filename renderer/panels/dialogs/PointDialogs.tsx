import { useState, type ReactElement } from 'react';
import type { Dialog, NotVisibleReason } from '../../files/dialogs.ts';
import { text } from '../../messages/text.ts';
import { DialogFrame } from './DialogFrame.tsx';
import { FormDialog } from './FormDialog.tsx';

/** A reason in words, kept in the record of what was changed after it was final. */
export function ReasonDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'reason' }> }): ReactElement {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const confirm = (): void => {
    if (reason.trim() === '') setTried(true);
    else dialog.answer(reason.trim());
  };
  return (
    <FormDialog
      title={dialog.title}
      confirm={text('dialog.ok')}
      onCancel={() => dialog.answer(null)}
      onConfirm={confirm}
    >
      <p>{dialog.text}</p>
      <label>
        {text('dialog.reason')}
        <input
          value={reason}
          maxLength={200}
          aria-invalid={tried && reason.trim() === ''}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {tried && reason.trim() === '' && (
        <p className="problem" role="alert">
          {text('dialog.reasonNeeded')}
        </p>
      )}
    </FormDialog>
  );
}

const REASONS: readonly NotVisibleReason[] = ['outside_image', 'overlap', 'implant', 'poor_quality', 'other'];

/** Why a point cannot be seen: one press. */
export function NotVisibleDialog({
  dialog,
}: {
  readonly dialog: Extract<Dialog, { kind: 'notVisible' }>;
}): ReactElement {
  const { target, answer } = dialog;
  const parts = { landmark: text(`landmark.${target.landmark}`), level: target.level };
  return (
    <DialogFrame title={text('dialog.notVisibleTitle', parts)} onClose={() => answer(null)}>
      <ul className="choices">
        {REASONS.map((reason) => (
          <li key={reason}>
            <button type="button" onClick={() => answer(reason)}>
              {text(`notVisible.${reason}`)}
            </button>
          </li>
        ))}
      </ul>
      <div className="dialog-buttons">
        <button type="button" onClick={() => answer(null)}>
          {text('dialog.cancel')}
        </button>
      </div>
    </DialogFrame>
  );
}
