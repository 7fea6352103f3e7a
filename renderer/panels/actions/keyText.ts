const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

const isMac = (): boolean => typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');

/** A key of the action list as a person reads it: "Ctrl+Shift+Z", on a Mac "⌘ ⇧ Z". */
export function keyText(key: string): string {
  const parts = key.split('+').filter((part) => part !== '');
  if (parts.length === 0) return '+';
  const shown = parts.map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part));
  if (!isMac()) return shown.join('+');
  return shown.map((part) => ({ Ctrl: '⌘', Shift: '⇧' })[part] ?? part).join(' ');
}
