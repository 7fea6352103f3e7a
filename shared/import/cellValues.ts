import { LEVELS, isLevel, levelOrder, type Level } from '../spine/levels.ts';
import { MISSING_REASONS, type MissingReason } from '../study/study.ts';

export type DecimalSign = '.' | ',';

const NUMBER = { '.': /^[-+]?\d+(\.\d+)?$/, ',': /^[-+]?\d+(,\d+)?$/ } as const;

/** Minus signs that people and word processors write, and spaces that do not break. */
const plain = (text: string): string => text.replaceAll(/[\u2212\u2010-\u2013]/g, '-').replaceAll(/[\s\u00a0]/g, '');

/** A number with the table's decimal sign; null for anything else, also for thousands separators and exponents. */
export function parseNumber(text: string, decimal: DecimalSign): number | null {
  const cell = plain(text);
  if (!NUMBER[decimal].test(cell) || cell.length > 40) return null;
  return Number(cell.replace(',', '.')) + 0;
}

/** The decimal sign of the cells of numbers; null when the table mixes both, so that nobody can tell. */
export function decimalSignOf(cells: Iterable<string>): DecimalSign | null {
  let points = false;
  let commas = false;
  for (const text of cells) {
    const cell = plain(text);
    points ||= /^[-+]?\d+\.\d+$/.test(cell);
    commas ||= /^[-+]?\d+,\d+$/.test(cell);
  }
  if (points && commas) return null;
  return commas ? ',' : '.';
}

/** Words for a reason, compared without case, spaces and signs. The reasons of the study stand for themselves. */
const REASON_WORDS: Readonly<Record<string, MissingReason>> = {
  ...Object.fromEntries(MISSING_REASONS.map((reason) => [reason.replaceAll('_', ''), reason])),
  na: 'not_applicable',
  notapplicable: 'not_applicable',
  notavailable: 'unavailable',
  missingimage: 'unavailable',
  died: 'death',
  dead: 'death',
  deceased: 'death',
  lost: 'lost_to_follow_up',
  ltfu: 'lost_to_follow_up',
  losttofollowup: 'lost_to_follow_up',
  nr: 'not_reported',
  nm: 'not_measured',
};

/** The reason that a cell names; `own` are the words of a mapping file, which come first. */
export function parseReason(text: string, own: ReadonlyMap<string, MissingReason>): MissingReason | null {
  const exact = own.get(text.trim().toLowerCase());
  if (exact !== undefined) return exact;
  return REASON_WORDS[text.toLowerCase().replaceAll(/[^a-z]/g, '')] ?? null;
}

const SEXES: Readonly<Record<string, 'female' | 'male' | 'other'>> = {
  f: 'female',
  female: 'female',
  woman: 'female',
  w: 'female',
  weiblich: 'female',
  feminino: 'female',
  femenino: 'female',
  m: 'male',
  male: 'male',
  man: 'male',
  männlich: 'male',
  masculino: 'male',
  other: 'other',
  o: 'other',
};

export const parseSex = (text: string): 'female' | 'male' | 'other' | null => SEXES[text.trim().toLowerCase()] ?? null;

/** L1, l1, L01, T12, Th12, D12 (dorsal), S1. */
export function parseLevel(text: string): Level | null {
  const match = /^(th|[ctdls])\s*0?(\d{1,2})$/i.exec(text.trim());
  if (match === null) return null;
  const [, letters = '', number = ''] = match;
  const letter = letters.toUpperCase().replace('TH', 'T').replace('D', 'T');
  const level = `${letter}${Number(number)}`;
  return isLevel(level) ? level : null;
}

/** "T12; L1", "T12, L1", "T12 + L1", "L1-L3"; the text that is no level otherwise. An empty cell is no level. */
export function parseLevels(text: string): { readonly levels: readonly Level[] } | { readonly wrong: string } {
  const levels: Level[] = [];
  for (const part of text.split(/[;,+/|&]|\s+(?!\d)/).filter((each) => each.trim() !== '')) {
    const ends = part.split(/[-\u2013]/).map(parseLevel);
    const [from = null, to = from] = ends;
    if (from === null || to === null || ends.length > 2 || levelOrder(from) > levelOrder(to))
      return { wrong: part.trim() };
    // Transitional levels stand between the usual ones and are meant only when they are named.
    const isWithin = (level: Level): boolean =>
      levelOrder(level) >= levelOrder(from) && levelOrder(level) <= levelOrder(to);
    const isNamed = (level: Level): boolean => level === from || level === to || Number.isInteger(levelOrder(level));
    levels.push(...LEVELS.filter((level) => isWithin(level) && isNamed(level)));
  }
  return { levels };
}

const YES = new Set(['1', 'yes', 'y', 'true', 'x', 'ja', 'sim', 'si', 'oui']);
const NO = new Set(['', '0', 'no', 'n', 'false', 'nein', 'nao', 'não', 'non']);

export function parseYesNo(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : null;
}

/** Our tables put an apostrophe before a text that a spreadsheet would run as a formula; here it goes again. */
export const parseText = (text: string): string => {
  const cell = text.replaceAll(/\s+/g, ' ').trim();
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
};
