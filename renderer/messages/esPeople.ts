import type { enPeople } from './enPeople.ts';

/** Texts about the person at the desk, in Spanish. */
export const esPeople: Readonly<Record<keyof typeof enPeople, string>> = {
  'action.results': 'Números del nivel',
  'toolbar.menu': 'Menú',
  'settings.textSize': 'Tamaño de la letra',
  'keys.hint': 'Pulse una tecla suelta de la lista para elegir otra.',
  'keys.off': 'Las teclas sin Ctrl están desactivadas en los ajustes.',
  'keys.change': '{action}: {key}. Elegir otra tecla',
  'keys.none': 'sin tecla',
  'keys.waiting': 'pulse una tecla…',
  'keys.notSingle': 'Letra, cifra o signo; Supr: ninguna',
  'keys.taken': '{key} es: {action}',
  'keys.reset': 'Teclas habituales',
  'keys.nothing': 'Nada se llama así, y ninguna tecla.',
  'settings.keys': 'Teclas…',
};
