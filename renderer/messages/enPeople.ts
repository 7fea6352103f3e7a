/** Texts about the person at the desk: size of letters, keys, what the small screen has instead of the large one's. */
export const enPeople = {
  'action.results': 'Numbers of the level',
  'toolbar.menu': 'Menu',
  'settings.textSize': 'Size of letters',
  'keys.hint': 'Press a single key to choose another one for it.',
  'keys.off': 'Keys without Ctrl are switched off in the settings.',
  'keys.change': '{action}: {key}. Choose another key',
  'keys.none': 'no key',
  'keys.waiting': 'press a key…',
  'keys.notSingle': 'A letter, digit or sign; Delete: none',
  'keys.taken': '{key} is: {action}',
  'keys.reset': 'Usual keys',
  'keys.nothing': 'Nothing is called that, and no key is.',
  'settings.keys': 'Keys…',
} as const;
