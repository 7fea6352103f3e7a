import type { MeasureId } from '../../shared/spine/measureDefinition.ts';
import type { Catalogue } from './catalogue.ts';
import { explainMeasure } from './coreText.ts';
import { de } from './de.ts';
import { en, type TextKey } from './en.ts';
import { es } from './es.ts';
import { presentLanguage, type LanguageId } from './language.ts';
import { FILE_NAME_TEXTS, isPrivacyView, nameTag } from './privacyView.ts';
import { ptBR } from './ptBR.ts';
import { visibleText } from './visibleText.ts';

export type { TextKey } from './en.ts';

export const CATALOGUES: Readonly<Record<LanguageId, Catalogue>> = { en, 'pt-BR': ptBR, es, de };

/** A text of the catalogue with its {parts} filled in; names of files only where they may be seen. */
export function text(key: TextKey, parts: Readonly<Record<string, string | number>> = {}): string {
  const isHidden = (name: string): boolean =>
    isPrivacyView() && FILE_NAME_TEXTS.has(key) && (name === 'name' || name === 'names');
  return CATALOGUES[presentLanguage()][key].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const part = String(parts[name] ?? whole);
    return isHidden(name) ? hiddenName(part) : visibleText(part);
  });
}

const hiddenName = (name: string): string =>
  CATALOGUES[presentLanguage()]['privacy.hidden'].replace('{tag}', nameTag(name));

/** The name of a file, or the title of a study, as it may stand on the screen now. */
export const fileNameText = (name: string): string =>
  isPrivacyView() && name !== '' ? hiddenName(name) : visibleText(name);

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
  return isTextKey(key) ? text(key) : explainMeasure(id).name;
}

/** The text for a code that arrives from elsewhere, e.g. a posture or why a spacing is not used; else the code itself. */
export function codeText(
  family: 'posture' | 'ledger.why' | 'ledger.source' | 'reason' | 'merge.what' | 'error.gap' | 'event' | 'site' | 'key',
  code: string,
): string {
  const key = `${family}.${code}`;
  return isTextKey(key) ? text(key) : code.replaceAll('_', ' ');
}
