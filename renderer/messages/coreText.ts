import { CALIBRATION_WARNINGS } from '../../shared/geometry/calibrationWarnings.ts';
import { COMPARISON_REASONS, type ComparisonReason } from '../../shared/geometry/millimetresComparable.ts';
import { LABELS } from '../../shared/geometry/spacingCandidates.ts';
import type { ImageError, ImageWarning } from '../../shared/image/radiograph.ts';
import { definitionOf } from '../../shared/spine/formulas.ts';
import type { Issue } from '../../shared/spine/issue.ts';
import { OWN, type MeasureId } from '../../shared/spine/measureDefinition.ts';
import { SEGMENT_ANGLE_IDS, type SegmentAngleId } from '../../shared/spine/segmentAngles.ts';
import { DEFAULT_PROTOCOL } from '../../shared/study/createStudy.ts';
import type { CoreCatalogue } from './coreCatalogue.ts';
import { deCore } from './deCore.ts';
import { esCore } from './esCore.ts';
import { presentLanguage, type LanguageId } from './language.ts';
import { showNumber, showTime } from './numbers.ts';
import { ptBRCore } from './ptBRCore.ts';
import { visibleText } from './visibleText.ts';

/** English is what the core says itself. */
const CORE: Readonly<Record<LanguageId, CoreCatalogue | null>> = {
  en: null,
  'pt-BR': ptBRCore,
  es: esCore,
  de: deCore,
};

const core = (): CoreCatalogue | null => CORE[presentLanguage()];

/** The words of a table for a code that came from elsewhere; undefined: it is not known, or the screen is English. */
const inTable = (table: Readonly<Record<string, string>> | undefined, code: string): string | undefined =>
  table !== undefined && Object.hasOwn(table, code) ? table[code] : undefined;

export const issueText = ({ code, message }: Pick<Issue, 'code' | 'message'>): string => core()?.issue[code] ?? message;

export const comparisonText = (reason: ComparisonReason): string =>
  core()?.comparison[reason] ?? COMPARISON_REASONS[reason];

export const calibrationWarningText = (code: string): string =>
  inTable(core()?.calibrationWarning, code) ?? CALIBRATION_WARNINGS[code] ?? code;

export const imageErrorText = ({ code, message }: ImageError): string => core()?.imageError[code] ?? message;

export const imageWarningText = ({ code, message }: ImageWarning): string =>
  inTable(core()?.imageWarning, code) ?? message;

/** What a file or the host of files answered. */
export interface FileFault {
  readonly code: string;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly lastVersion?: string | undefined;
  readonly app?: string | undefined;
}

/** What happened, what is safe, what to do: errors of the host, of study files and of recovery copies. */
export function fileErrorText({ code, message, lastVersion, app }: FileFault): string {
  const words = core();
  if (words === null) return message;
  if (code === 'newer' && app !== undefined) return words.newerBy.replace('{app}', () => app);
  const said = inTable(words.fileError, code) ?? message;
  if (lastVersion === undefined) return said;
  return `${said} ${words.stillVersion.replace('{time}', () => showTime(new Date(lastVersion)))}`;
}

/**
 * What is folded away behind a message: the detail for support and, where the message itself was translated by its code
 * alone, the exact sentence of the program.
 */
export function detailOf(shown: string, { message, detail }: FileFault): { readonly detail?: string } {
  const parts = [...(shown === message ? [] : [message]), ...(detail === undefined ? [] : [detail])];
  return parts.length === 0 ? {} : { detail: parts.join(' · ') };
}

/** Text and detail of a message dialog. */
export function fileErrorWords(error: FileFault): { readonly text: string; readonly detail?: string } {
  const text = fileErrorText(error);
  return { text, ...detailOf(text, error) };
}

export function imageErrorWords(error: ImageError): { readonly text: string; readonly detail?: string } {
  const text = imageErrorText(error);
  return { text, ...detailOf(text, error) };
}

const ESTIMATED = /^mm \(estimated(?:: detector \/ (?<factor>[\d.]+))?\)$/;

/** What stands beside a millimetre: the plane it was measured in and where its spacing came from. */
export function planeText(label: string): string {
  const planes = core()?.plane;
  if (planes === undefined) return label;
  const estimate = ESTIMATED.exec(label);
  if (estimate !== null) {
    const factor = estimate.groups?.['factor'];
    return factor === undefined
      ? planes.estimated
      : planes.estimated.replace(')', `: 1 / ${showNumber(Number(factor), 3)})`);
  }
  for (const [key, english] of Object.entries(LABELS)) if (english === label) return inTable(planes, key) ?? label;
  return label;
}

/** What one click on the name of a measure shows. */
export interface MeasureExplained {
  readonly name: string;
  readonly meaning: string;
  readonly formula: string;
  readonly source: string;
}

/** Citations and formulas without words are the same in every language. */
export function explainMeasure(id: MeasureId): MeasureExplained {
  const { name, meaning, formula, source } = definitionOf(id);
  const words = core();
  if (words === null) return { name, meaning, formula, source };
  const [ownName, ownMeaning, ownFormula] = words.measure[id];
  return {
    name: ownName,
    meaning: ownMeaning,
    formula: ownFormula ?? formula,
    source: source === OWN ? words.ownDefinition : source,
  };
}

/** An angle named by its endplates, e.g. "Mobile segment T12-L1", with its word in the language of the screen. */
export function angleName(id: MeasureId, name: string): string {
  const words = core()?.angle;
  const [endplates] = /\S+-\S+( \(superior\))?$/.exec(name) ?? [];
  if (words === undefined || endplates === undefined || !isSegmentAngle(id)) return name;
  return `${words[id]} ${endplates.replace('(superior)', `(${words.superior})`)}`;
}

const isSegmentAngle = (id: MeasureId): id is SegmentAngleId => SEGMENT_ANGLE_IDS.some((angle) => angle === id);

const GIVEN = [...DEFAULT_PROTOCOL.timepoints, ...DEFAULT_PROTOCOL.readers];

/**
 * The name of a timepoint or reader: in the language of the screen where it still has the name that the program gave
 * it, so that two centres read one file each in its own language; else as it was typed.
 */
export function givenName({ id, label }: { readonly id: string; readonly label: string }): string {
  const isOurs = GIVEN.some((entry) => entry.id === id && entry.label === label);
  return isOurs ? (inTable(core()?.given, id) ?? label) : visibleText(label);
}
