import type { enPeople } from './enPeople.ts';

/** Texts about the person at the desk, in the Portuguese of Brazil. */
export const ptBRPeople: Readonly<Record<keyof typeof enPeople, string>> = {
  'action.results': 'Números do nível',
  'toolbar.menu': 'Menu',
  'settings.textSize': 'Tamanho da letra',
};
