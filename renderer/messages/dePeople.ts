import type { enPeople } from './enPeople.ts';

/** Texts about the person at the desk, in German. */
export const dePeople: Readonly<Record<keyof typeof enPeople, string>> = {
  'action.results': 'Zahlen des Niveaus',
  'toolbar.menu': 'Menü',
  'settings.textSize': 'Schriftgröße',
  'keys.hint': 'Einzelne Tasten anklicken, um andere zu wählen.',
  'keys.off': 'Tasten ohne Strg sind in den Einstellungen ausgeschaltet.',
  'keys.change': '{action}: {key}. Andere Taste wählen',
  'keys.none': 'keine Taste',
  'keys.waiting': 'Taste drücken …',
  'keys.notSingle': 'Buchstabe, Ziffer oder Zeichen; Entf: keine',
  'keys.taken': '{key} ist: {action}',
  'keys.reset': 'Übliche Tasten',
  'keys.nothing': 'Nichts heißt so, und keine Taste.',
  'settings.keys': 'Tasten …',
};
