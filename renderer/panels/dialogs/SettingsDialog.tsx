import type { ReactElement } from 'react';
import { changeSettings } from '../../files/settings.ts';
import type { Dialog } from '../../files/dialogs.ts';
import { LANGUAGES } from '../../messages/language.ts';
import { text } from '../../messages/text.ts';
import { runAction } from '../actions/allActions.ts';
import { useApp, useAppState } from '../useApp.ts';
import { DialogFrame } from './DialogFrame.tsx';
import { MeasuringSettings } from './MeasuringSettings.tsx';
import { PrivacySettings } from './PrivacySettings.tsx';

const THEMES = ['dark', 'light', 'system'] as const;
const TEXT_SIZES = [100, 125, 150, 200] as const;

/** What belongs to this person at this computer, never to a study. Every change holds at once. */
export function SettingsDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'settings' }> }): ReactElement {
  const app = useApp();
  const settings = useAppState((state) => state.settings);
  return (
    <DialogFrame title={text('settings.title')} onClose={() => dialog.answer()}>
      <Appearance />
      <MeasuringSettings />
      <label className="choice">
        <input
          type="checkbox"
          checked={settings.singleKeys !== false}
          onChange={(event) => void changeSettings(app, { singleKeys: event.target.checked })}
        />
        {text('settings.singleKeys')}
      </label>
      <label className="choice">
        <input
          type="checkbox"
          checked={settings.inverseWindowDrag === true}
          onChange={(event) => void changeSettings(app, { inverseWindowDrag: event.target.checked })}
        />
        {text('settings.inverseWindowDrag')}
      </label>
      <PrivacySettings onLeave={() => dialog.answer()} />
      <div className="dialog-buttons">
        <button
          type="button"
          onClick={() => {
            dialog.answer();
            runAction(app, 'about');
          }}
        >
          {text('action.about')}
        </button>
        <button
          type="button"
          onClick={() => {
            dialog.answer();
            runAction(app, 'shortcuts');
          }}
        >
          {text('settings.keys')}
        </button>
        <button type="button" className="primary" onClick={() => dialog.answer()}>
          {text('dialog.close')}
        </button>
      </div>
    </DialogFrame>
  );
}

/** Language, colours, size of letters. */
function Appearance() {
  const app = useApp();
  const settings = useAppState((state) => state.settings);
  return (
    <>
      <label>
        {text('settings.language')}
        <select
          value={settings.language ?? ''}
          onChange={(event) =>
            void changeSettings(app, { language: LANGUAGES.find(({ id }) => id === event.target.value)?.id })
          }
        >
          <option value="">{text('settings.languageSystem')}</option>
          {LANGUAGES.map(({ id, name }) => (
            <option key={id} value={id} lang={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text('settings.theme')}
        <select
          value={settings.theme ?? 'dark'}
          onChange={(event) =>
            void changeSettings(app, { theme: THEMES.find((theme) => theme === event.target.value) })
          }
        >
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>
              {text(`settings.theme.${theme}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text('settings.textSize')}
        <select
          value={settings.textSize ?? 100}
          onChange={(event) =>
            void changeSettings(app, { textSize: TEXT_SIZES.find((size) => size === Number(event.target.value)) })
          }
        >
          {TEXT_SIZES.map((size) => (
            <option key={size} value={size}>{`${size} %`}</option>
          ))}
        </select>
      </label>
    </>
  );
}
