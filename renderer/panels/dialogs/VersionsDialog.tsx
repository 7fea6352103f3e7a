import { useState, type ReactElement } from 'react';
import type { Version } from '../../../shared/host/contract.ts';
import type { Dialog } from '../../files/dialogs.ts';
import { versionTime } from '../../files/versions.ts';
import { text } from '../../messages/text.ts';
import { DialogFrame } from './DialogFrame.tsx';

/** The versions of one study, newest first; choosing one opens it as a copy. */
export function VersionsDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'versions' }> }): ReactElement {
  const { name, versions, pin, answer } = dialog;
  return (
    <DialogFrame title={text('safety.versionsTitle', { name })} onClose={() => answer(null)}>
      <p>{text(versions.length === 0 ? 'safety.versionsNone' : 'safety.versionsText')}</p>
      <ul className="files">
        {versions.map((version) => (
          <li key={version.version}>
            <button type="button" onClick={() => answer(version)}>
              <span>{versionTime(version)}</span>
              <span className="quiet">{describe(version)}</span>
            </button>
            {version.place === 'history' && <PinBox version={version} pin={pin} />}
          </li>
        ))}
      </ul>
      <div className="dialog-buttons">
        <button type="button" onClick={() => answer(null)}>
          {text('dialog.close')}
        </button>
      </div>
    </DialogFrame>
  );
}

function describe({ levels, points, place }: Version): string {
  const counts =
    levels === null || points === null
      ? text('safety.versionUnknown')
      : text('safety.versionCounts', { levels, points });
  return place === 'backup' ? `${counts} · ${text('safety.versionBackup')}` : counts;
}

interface PinProps {
  readonly version: Version;
  readonly pin: (version: Version, pinned: boolean) => void;
}

function PinBox({ version, pin }: PinProps) {
  const [pinned, setPinned] = useState(version.pinned);
  const change = (wanted: boolean): void => {
    setPinned(wanted);
    pin(version, wanted);
  };
  return (
    <label className="quiet">
      <input type="checkbox" checked={pinned} onChange={(event) => change(event.target.checked)} />
      {text('safety.versionPin')}
    </label>
  );
}
