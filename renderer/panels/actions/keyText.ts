import { codeText } from '../../messages/text.ts';

const ARROWS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };

const isMac = (): boolean => typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');

/** A key of the action list as it is printed on the reader's keyboard: "Ctrl+Shift+Z", on a Mac "⌘ ⇧ Z". */
export function keyText(key: string): string {
  const parts = key.split('+').filter((part) => part !== '');
  if (parts.length === 0) return '+';
  if (isMac()) return parts.map((part) => ({ Ctrl: '⌘', Shift: '⇧' })[part] ?? partText(part)).join(' ');
  return parts.map(partText).join('+');
}

const partText = (part: string): string =>
  ARROWS[part] ?? (part.length === 1 ? part.toUpperCase() : codeText('key', part));
