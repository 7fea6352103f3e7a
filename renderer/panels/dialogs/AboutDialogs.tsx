import { useEffect, useState, type ReactElement } from 'react';
import type { Dialog } from '../../files/dialogs.ts';
import { readLicences, type Licence } from '../../files/licences.ts';
import { showDiagnostics } from '../../files/privacy.ts';
import { text } from '../../messages/text.ts';
import { useApp, useAppState } from '../useApp.ts';
import { DialogFrame } from './DialogFrame.tsx';
import './about.css';

/** What the program is for, its version, and what it is made of. */
export function AboutDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'about' }> }): ReactElement {
  const app = useApp();
  const version = useAppState((state) => state.about.appVersion);
  const [licences, setLicences] = useState<readonly Licence[]>([]);
  useEffect(() => {
    let isShown = true;
    void readLicences().then((read) => isShown && setLicences(read));
    return () => {
      isShown = false;
    };
  }, []);
  return (
    <DialogFrame title={text('app.about', { version })} onClose={() => dialog.answer()}>
      <p>{text('app.aboutText')}</p>
      {licences.length > 0 && <Licences licences={licences} />}
      <div className="dialog-buttons">
        <button
          type="button"
          onClick={() => {
            dialog.answer();
            void showDiagnostics(app);
          }}
        >
          {text('action.diagnostics')}
        </button>
        <button type="button" className="primary" data-first onClick={() => dialog.answer()}>
          {text('dialog.close')}
        </button>
      </div>
    </DialogFrame>
  );
}

function Licences({ licences }: { readonly licences: readonly Licence[] }): ReactElement {
  return (
    <details className="licences">
      <summary>{text('about.licences', { count: licences.length })}</summary>
      <p className="quiet small">{text('about.licenceText')}</p>
      <div className="licence-list">
        {licences.map(({ name, version, licence, contains, words }) => (
          <details key={`${name} ${version}`}>
            <summary>
              {name} {version} <span className="quiet">{[licence, contains].filter(Boolean).join(' · ')}</span>
            </summary>
            <pre>{words ?? licence}</pre>
          </details>
        ))}
      </div>
    </details>
  );
}

/** Everything that would be copied for a helper, before it is copied. */
export function DiagnosticsDialog({
  dialog,
}: {
  readonly dialog: Extract<Dialog, { kind: 'diagnostics' }>;
}): ReactElement {
  return (
    <DialogFrame title={text('diagnostics.title')} onClose={() => dialog.answer(false)} wide>
      <p>{text('diagnostics.text')}</p>
      <textarea
        className="diagnostics"
        readOnly
        rows={14}
        aria-label={text('diagnostics.title')}
        value={dialog.shown}
      />
      <div className="dialog-buttons">
        <button type="button" onClick={() => dialog.answer(false)}>
          {text('dialog.close')}
        </button>
        <button type="button" className="primary" data-first onClick={() => dialog.answer(true)}>
          {text('diagnostics.copy')}
        </button>
      </div>
    </DialogFrame>
  );
}
