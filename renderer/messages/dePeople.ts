import type { enPeople } from './enPeople.ts';

/** Texts about the person at the desk, in German. */
export const dePeople: Readonly<Record<keyof typeof enPeople, string>> = {
  'action.results': 'Zahlen des Niveaus',
  'toolbar.menu': 'Menü',
  'settings.textSize': 'Schriftgröße',
};
