import type { Settings } from '../../shared/host/contract.ts';
import { setLanguage } from '../messages/language.ts';
import { setPrivacyView } from '../messages/privacyView.ts';
import { USUAL_PREFERENCES, type Preferences } from '../editor/preferences.ts';
import { perform, type App } from './app.ts';

/** Changes settings of this person at this computer, at once and in the user's folder. */
export async function changeSettings(app: App, change: Partial<Settings>): Promise<void> {
  const settings: Settings = { ...app.store.getState().settings, ...change };
  applySettings(settings);
  // What was said in the language before is not said again; it only goes.
  app.store.setState('language' in change || 'privacyView' in change ? { settings, notice: null } : { settings });
  perform(app, { type: 'setPreferences', preferences: preferencesOf(settings) });
  await app.host.call('writeSettings', settings);
}

/** How this person measures; what is not set is as usual. */
export const preferencesOf = ({ nudge, placingOrder, touchOffset }: Settings): Preferences => ({
  nudge: nudge ?? USUAL_PREFERENCES.nudge,
  order: placingOrder ?? USUAL_PREFERENCES.order,
  touchOffset: touchOffset ?? USUAL_PREFERENCES.touchOffset,
});

/** Puts language, theme and size of letters into the page. */
export function applySettings({ language, theme, textSize = 100, privacyView }: Settings): void {
  setLanguage(language ?? null);
  setPrivacyView(privacyView === true);
  document.documentElement.dataset.theme = theme ?? 'dark';
  document.documentElement.style.setProperty('--text-size', String(textSize / 100));
}
