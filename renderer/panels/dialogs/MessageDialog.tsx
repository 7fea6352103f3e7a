import type { ReactElement } from 'react';
import type { Dialog } from '../../files/dialogs.ts';
import { text } from '../../messages/text.ts';
import { DialogFrame } from './DialogFrame.tsx';

/** What happened, what is safe, what to do; the code for support stays folded away. */
export function MessageDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'message' }> }): ReactElement {
  const { title, text: words, lines, detail, actions, answer } = dialog;
  return (
    <DialogFrame title={title} onClose={() => answer(null)}>
      {words !== '' && <p>{words}</p>}
      {lines && (
        <ul className="lines">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {detail !== undefined && (
        <details>
          <summary>{text('dialog.details')}</summary>
          <code>{detail}</code>
        </details>
      )}
      <div className="dialog-buttons">
        {actions.map(({ id, label }, index) => (
          <button
            key={id}
            type="button"
            className={index === actions.length - 1 ? 'primary' : ''}
            onClick={() => answer(id)}
          >
            {label}
          </button>
        ))}
      </div>
    </DialogFrame>
  );
}

export function UnsavedDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'unsaved' }> }): ReactElement {
  const { title, answer } = dialog;
  return (
    <DialogFrame title={text('dialog.unsavedTitle', { title })} onClose={() => answer('cancel')}>
      <p>{text('dialog.unsavedText')}</p>
      <div className="dialog-buttons">
        <button type="button" onClick={() => answer('discard')}>
          {text('dialog.dontSave')}
        </button>
        <button type="button" onClick={() => answer('cancel')}>
          {text('dialog.cancel')}
        </button>
        <button type="button" className="primary" data-first onClick={() => answer('save')}>
          {text('dialog.save')}
        </button>
      </div>
    </DialogFrame>
  );
}
