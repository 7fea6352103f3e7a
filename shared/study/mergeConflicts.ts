import { sameValue } from './sameValue.ts';

/** Two files say different things. Both are kept, or the first stands and the second is named here. */
export interface MergeConflict {
  /** Where in the study, in words: subject, visit, reading, level. */
  readonly where: string;
  readonly what: string;
  /** What the two files have, shortened. */
  readonly first: string;
  readonly second: string;
  /** `both`: the second one is in the merged study too, at `keptAt`. `first`: it stands in this list only. */
  readonly kept: 'both' | 'first';
  readonly keptAt?: string;
}

export type Report = (conflict: MergeConflict) => void;

/**
 * The fields of the first, and those that only the second has. A field that both have with different content stays as
 * the first has it and is reported, also one that this version of the program does not know.
 */
export function uniteFields<T extends object>(
  { first, second, where }: { readonly first: T; readonly second: T; readonly where: string },
  leaveOut: readonly (keyof T)[],
  report: Report,
): T {
  if (first === second) return first;
  const own = new Map(Object.entries(first));
  const added = Object.entries(second).filter(([name, value]) => {
    if (leaveOut.includes(name as keyof T) || value === undefined) return false;
    const present: unknown = own.get(name);
    if (present === undefined) return true;
    if (!sameValue(present, value))
      report({ where, what: name, first: inWords(present), second: inWords(value), kept: 'first' });
    return false;
  });
  return added.length === 0 ? first : { ...first, ...Object.fromEntries(added) };
}

const LONGEST = 120;

/** A value as it may stand in a list of conflicts. */
export function inWords(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** The entries of the first list, and those of the second whose key is new, in their order. */
export function uniteLists<T>(
  { first, second }: { readonly first: readonly T[]; readonly second: readonly T[] },
  keyOf: (entry: T) => string,
  both: (first: T, second: T) => T,
): readonly T[] {
  const others = new Map(second.map((entry) => [keyOf(entry), entry]));
  let isChanged = false;
  const united = first.map((entry) => {
    const other = others.get(keyOf(entry));
    const result = other === undefined ? entry : both(entry, other);
    isChanged ||= result !== entry;
    return result;
  });
  const known = new Set(first.map(keyOf));
  const added = second.filter((entry) => !known.has(keyOf(entry)));
  return isChanged || added.length > 0 ? [...united, ...added] : first;
}

/** A name with an ending that is free or already holds the same: X.b, X.c, ... */
export function* secondNames(name: string): Generator<string> {
  for (const letter of 'bcdefghijklmnopqrstuvwxyz') yield `${name.slice(0, 62)}.${letter}`;
}
