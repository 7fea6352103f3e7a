/** Texts about the person at the desk: size of letters, keys, what the small screen has instead of the large one's. */
export const enPeople = {
  'action.results': 'Numbers of the level',
  'toolbar.menu': 'Menu',
  'settings.textSize': 'Size of letters',
} as const;
