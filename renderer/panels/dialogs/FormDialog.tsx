import type { FormEvent, ReactElement, ReactNode } from 'react';
import { text } from '../../messages/text.ts';
import { DialogFrame } from './DialogFrame.tsx';

interface FormProps {
  readonly title: string;
  readonly confirm: string;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}

/** A question with fields: Enter confirms, Escape cancels. */
export function FormDialog({ title, confirm, onCancel, onConfirm, children }: FormProps): ReactElement {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onConfirm();
  };
  return (
    <DialogFrame title={title} onClose={onCancel}>
      <form onSubmit={submit}>
        {children}
        <div className="dialog-buttons">
          <button type="button" onClick={onCancel}>
            {text('dialog.cancel')}
          </button>
          <button type="submit" className="primary">
            {confirm}
          </button>
        </div>
      </form>
    </DialogFrame>
  );
}
