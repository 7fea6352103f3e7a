import { definitionOf } from '../../shared/spine/formulas.ts';
import type { MeasureId } from '../../shared/spine/measureDefinition.ts';
import { en, type TextKey } from './en.ts';

export type { TextKey } from './en.ts';

export type Catalogue = Readonly<Record<TextKey, string>>;

/** The languages of the screen, each named in itself. A catalogue without every key does not compile. */
const CATALOGUES = { en } as const satisfies Record<string, Catalogue>;

export const LANGUAGES = [{ id: 'en', name: 'English' }] as const satisfies readonly {
  readonly id: keyof typeof CATALOGUES;
  readonly name: string;
}[];

let catalogue: Catalogue = en;

/** Chooses the language of the screen; null: that of the system, where there is a catalogue for it. */
export function setLanguage(chosen: string | null): void {
  const wanted = chosen ?? navigator.language;
  const found =
    LANGUAGES.find(({ id }) => id === wanted) ?? LANGUAGES.find(({ id }) => wanted.startsWith(id.slice(0, 2)));
  const id = found?.id ?? 'en';
  catalogue = CATALOGUES[id];
  document.documentElement.lang = id;
}

/** A text of the catalogue with its {parts} filled in. */
export function text(key: TextKey, parts: Readonly<Record<string, string | number>> = {}): string {
  return catalogue[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(parts[name] ?? whole));
}

const isTextKey = (key: string): key is TextKey => Object.hasOwn(en, key);

/** The words of an undo step ("place:SA:L1:post"), or the label itself where it is not one of ours. */
export function stepText(label: string): string {
  const [name = '', ...parts] = label.split(':');
  const key = `step.${name}`;
  return isTextKey(key) ? text(key, Object.fromEntries(parts.map((part, index) => [index + 1, part]))) : label;
}

/** The short name of a measure in a table ("Ha"), or its full one where there is no short one. */
export function measureName(id: MeasureId): string {
  const key = `measure.${id}`;
  return isTextKey(key) ? text(key) : definitionOf(id).name;
}

/** The text for a code that arrives from elsewhere, e.g. a posture or why a spacing is not used; else the code itself. */
export function codeText(
  family: 'posture' | 'ledger.why' | 'ledger.source' | 'reason' | 'event' | 'site',
  code: string,
): string {
  const key = `${family}.${code}`;
  return isTextKey(key) ? text(key) : code.replaceAll('_', ' ');
}
