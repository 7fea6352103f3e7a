import { useState, type ReactElement } from 'react';
import type { Dialog } from '../../files/dialogs.ts';
import { text } from '../../messages/text.ts';
import type { ActionGroup } from '../actions/action.ts';
import { KEYED, keysOf, type ChosenKeys, type Keyed } from '../actions/keyChoice.ts';
import { keyText } from '../actions/keyText.ts';
import { changeSettings } from '../../files/settings.ts';
import { useApp, useAppState } from '../useApp.ts';
import { DialogFrame } from './DialogFrame.tsx';
import { KeyField } from './KeyField.tsx';

const GROUPS: readonly ActionGroup[] = ['file', 'edit', 'points', 'view', 'window', 'help'];

/** Every key on one page, from the one list of actions; searchable by words and by key. Single keys are chosen here. */
export function ShortcutsDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'shortcuts' }> }): ReactElement {
  const app = useApp();
  const [wanted, setWanted] = useState('');
  const chosen = useAppState(({ settings }) => settings.keys);
  const areOff = useAppState(({ settings }) => settings.singleKeys === false);
  const entries = KEYED.filter((entry) => isFound(entry, chosen, wanted));
  return (
    <DialogFrame title={text('dialog.shortcutsTitle')} onClose={() => dialog.answer()} wide>
      <input
        type="search"
        aria-label={text('dialog.search')}
        placeholder={text('dialog.search')}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      <p className="quiet small">{text(areOff ? 'keys.off' : 'keys.hint')}</p>
      <div className="shortcuts">
        {GROUPS.map((group) => {
          const rows = entries.filter((entry) => entry.group === group);
          return rows.length === 0 ? null : (
            <section key={group}>
              <h3>{text(`group.${group}`)}</h3>
              <dl>
                {rows.map((entry) => (
                  <div key={entry.id}>
                    <dt>{text(entry.label)}</dt>
                    <dd>
                      <KeyField entry={entry} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
      {entries.length === 0 && <p className="quiet">{text('keys.nothing')}</p>}
      <div className="dialog-buttons">
        {chosen !== undefined && (
          <button type="button" onClick={() => void changeSettings(app, { keys: undefined })}>
            {text('keys.reset')}
          </button>
        )}
        <button type="button" className="primary" onClick={() => dialog.answer()}>
          {text('dialog.close')}
        </button>
      </div>
    </DialogFrame>
  );
}

function isFound(entry: Keyed, chosen: ChosenKeys, wanted: string): boolean {
  const words = wanted.trim().toLowerCase();
  const keys = keysOf(entry, chosen).map((key) => keyText(key).toLowerCase());
  const isNamed = [text(entry.label).toLowerCase(), ...keys].some((name) => words.length > 1 && name.includes(words));
  return words === '' || keys.includes(words) || isNamed || text(entry.label).toLowerCase().startsWith(words);
}
