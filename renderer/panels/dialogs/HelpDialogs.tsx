import { useState, type ReactElement } from 'react';
import type { Dialog } from '../../files/dialogs.ts';
import { text } from '../../messages/text.ts';
import type { ActionGroup } from '../actions/action.ts';
import { ACTIONS } from '../actions/allActions.ts';
import { FURTHER_KEYS } from '../actions/furtherKeys.ts';
import { keyText } from '../actions/keyText.ts';
import { useAppState } from '../useApp.ts';
import { DialogFrame } from './DialogFrame.tsx';

const GROUPS: readonly ActionGroup[] = ['file', 'edit', 'points', 'view', 'window', 'help'];

/** Every key on one page, from the one list of actions; searchable. */
export function ShortcutsDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'shortcuts' }> }): ReactElement {
  const [wanted, setWanted] = useState('');
  const entries = [...ACTIONS, ...FURTHER_KEYS].filter(
    ({ label, keys }) =>
      keys.length > 0 && [text(label), ...keys.map(keyText)].join(' ').toLowerCase().includes(wanted.toLowerCase()),
  );
  return (
    <DialogFrame title={text('dialog.shortcutsTitle')} onClose={() => dialog.answer()} wide>
      <input
        type="search"
        aria-label={text('dialog.search')}
        placeholder={text('dialog.search')}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      <div className="shortcuts">
        {GROUPS.map((group) => {
          const rows = entries.filter((entry) => entry.group === group);
          return rows.length === 0 ? null : (
            <section key={group}>
              <h3>{text(`group.${group}`)}</h3>
              <dl>
                {rows.map(({ label, keys }) => (
                  <div key={`${label}${keys.join()}`}>
                    <dt>{text(label)}</dt>
                    <dd>
                      {keys.map((key) => (
                        <kbd key={key}>{keyText(key)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
      <div className="dialog-buttons">
        <button type="button" className="primary" onClick={() => dialog.answer()}>
          {text('dialog.close')}
        </button>
      </div>
    </DialogFrame>
  );
}

export function AboutDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'about' }> }): ReactElement {
  const version = useAppState((state) => state.about.appVersion);
  return (
    <DialogFrame title={text('app.about', { version })} onClose={() => dialog.answer()}>
      <p>{text('app.aboutText')}</p>
      <div className="dialog-buttons">
        <button type="button" className="primary" onClick={() => dialog.answer()}>
          {text('dialog.close')}
        </button>
      </div>
    </DialogFrame>
  );
}
