import type { enPeople } from './enPeople.ts';

/** Texts about the person at the desk, in the Portuguese of Brazil. */
export const ptBRPeople: Readonly<Record<keyof typeof enPeople, string>> = {
  'action.results': 'Números do nível',
  'toolbar.menu': 'Menu',
  'settings.textSize': 'Tamanho da letra',
  'keys.hint': 'Clique numa tecla simples para escolher outra.',
  'keys.off': 'As teclas sem Ctrl estão desligadas nas configurações.',
  'keys.change': '{action}: {key}. Escolher outra tecla',
  'keys.none': 'sem tecla',
  'keys.waiting': 'pressione uma tecla…',
  'keys.notSingle': 'Letra, algarismo ou sinal; Delete: nenhuma',
  'keys.taken': '{key} é: {action}',
  'keys.reset': 'Teclas habituais',
  'keys.nothing': 'Nada tem esse nome, nem tecla alguma.',
  'settings.keys': 'Teclas…',
};
