import type { ReactElement } from 'react';
import { clearKept, clearRecent } from '../../files/privacy.ts';
import { changeSettings } from '../../files/settings.ts';
import { text } from '../../messages/text.ts';
import { useApp, useAppState } from '../useApp.ts';
import './about.css';

/** What others may read over a shoulder, and what this program remembers. `onLeave`: a question takes the place. */
export function PrivacySettings({ onLeave }: { readonly onLeave: () => void }): ReactElement {
  const app = useApp();
  const settings = useAppState((state) => state.settings);
  return (
    <fieldset className="settings-group">
      <legend>{text('privacy.title')}</legend>
      <label className="choice">
        <input
          type="checkbox"
          checked={settings.privacyView === true}
          onChange={(event) => void changeSettings(app, { privacyView: event.target.checked })}
        />
        {text('privacy.view')}
      </label>
      <label className="choice">
        <input
          type="checkbox"
          checked={settings.recentStudies !== false}
          onChange={(event) => void changeSettings(app, { recentStudies: event.target.checked })}
        />
        {text('privacy.recent')}
      </label>
      <div className="settings-buttons">
        <button type="button" onClick={() => void clearRecent(app).then(onLeave)}>
          {text('privacy.clearRecent')}
        </button>
        <button
          type="button"
          onClick={() => {
            onLeave();
            void clearKept(app);
          }}
        >
          {text('privacy.clear')}
        </button>
      </div>
    </fieldset>
  );
}
