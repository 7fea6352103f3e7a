import type { enPeople } from './enPeople.ts';

/** Texts about the person at the desk, in Spanish. */
export const esPeople: Readonly<Record<keyof typeof enPeople, string>> = {
  'action.results': 'Números del nivel',
  'toolbar.menu': 'Menú',
  'settings.textSize': 'Tamaño de la letra',
};
