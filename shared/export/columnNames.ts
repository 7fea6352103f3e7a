import type { Timepoint } from '../study/study.ts';

/** With this length every name made from it stays within 26 characters: `d_` + 10 + `_h_post_mm`. */
const LONGEST_PREFIX = 10;

/**
 * The word that stands for a timepoint in the names of wide columns: its id in lower-case ASCII, starting with a letter,
 * short enough for every statistics program and unlike all others of the protocol.
 */
export function timepointPrefixes(timepoints: readonly Timepoint[]): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id } of timepoints) {
    prefixes.set(id, shortName(id, LONGEST_PREFIX, taken));
  }
  return prefixes;
}

/** A text as part of a column name: lower-case ASCII, a letter first, at most so long, unlike those `taken`, which grows. */
export function shortName(text: string, longest: number, taken: Set<string>): string {
  const plain = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
  const named = /^[a-z]/.test(plain) ? plain : `t${plain}`;
  const short = named.slice(0, longest).replace(/_+$/, '');
  let name = short;
  for (let number = 2; taken.has(name); number += 1) {
    name = `${short.slice(0, longest - String(number).length)}${number}`;
  }
  taken.add(name);
  return name;
}
