import type { Settings } from '../../shared/host/contract.ts';
import { setLanguage } from '../messages/language.ts';
import type { App } from './app.ts';

/** Changes settings of this person at this computer, at once and in the user's folder. */
export async function changeSettings(app: App, change: Partial<Settings>): Promise<void> {
  const settings: Settings = { ...app.store.getState().settings, ...change };
  applySettings(settings);
  // What was said in the language before is not said again; it only goes.
  app.store.setState('language' in change ? { settings, notice: null } : { settings });
  await app.host.call('writeSettings', settings);
}

/** Puts language, theme and size of letters into the page. */
export function applySettings({ language, theme, textSize = 100 }: Settings): void {
  setLanguage(language ?? null);
  document.documentElement.dataset.theme = theme ?? 'dark';
  document.documentElement.style.setProperty('--text-size', String(textSize / 100));
}
