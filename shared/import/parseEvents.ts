import type { ClinicalEvent } from '../study/study.ts';
import { CODE_PATTERN } from '../study/study.ts';
import { parseLevel } from './cellValues.ts';

const KINDS: Readonly<Record<string, ClinicalEvent['kind']>> = {
  leakage: 'leakage',
  fracture: 'fracture',
  death: 'death',
  lost: 'lost',
  other: 'other',
};

/**
 * The events of a cell, separated by semicolons: `KIND [SITE] [LEVEL] [@TIMEPOINT] [(note)]`, in any order after the
 * kind; e.g. "leakage anterior S1; fracture distant T12; other pulmonary_embolism (day 3); death @late". The kinds are
 * leakage, fracture, death, lost and other. Otherwise the part that is none.
 */
export function parseEvents(
  cell: string,
  timepoints: ReadonlySet<string>,
): { readonly events: readonly ClinicalEvent[] } | { readonly wrong: string } {
  const events: ClinicalEvent[] = [];
  for (const part of cell.split(';').filter((each) => each.trim() !== '')) {
    const event = parseEvent(part.trim(), timepoints);
    if (event === null) return { wrong: part.trim() };
    events.push(event);
  }
  return { events };
}

function parseEvent(text: string, timepoints: ReadonlySet<string>): ClinicalEvent | null {
  const noted = /^([^()]*)\(([^()]*)\)$/.exec(text);
  const [first = '', ...words] = (noted?.[1] ?? text).trim().split(/\s+/);
  const kind = KINDS[first.toLowerCase()];
  if (kind === undefined) return null;
  let event: ClinicalEvent = { kind, ...(noted?.[2] === undefined ? {} : { note: noted[2].trim() }) };
  for (const word of words) {
    const level = parseLevel(word);
    if (word.startsWith('@')) {
      const timepoint = word.slice(1);
      if (!timepoints.has(timepoint) || event.timepoint !== undefined) return null;
      event = { ...event, timepoint };
    } else if (level !== null && event.level === undefined) event = { ...event, level };
    else if (CODE_PATTERN.test(word) && event.site === undefined) event = { ...event, site: word };
    else return null;
  }
  return event;
}
