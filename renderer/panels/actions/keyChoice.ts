import type { Settings } from '../../../shared/host/contract.ts';
import type { TextKey } from '../../messages/text.ts';
import { ACTIONS } from './allActions.ts';
import { FURTHER_KEYS } from './furtherKeys.ts';

/** The keys that a person chose instead of the usual ones, by action; `''`: none. */
export type ChosenKeys = Settings['keys'];

export interface Keyed {
  readonly id: string;
  readonly label: TextKey;
  readonly keys: readonly string[];
}

/** Everything that has a key or may have one, as the page of shortcuts lists it. */
export const KEYED = [...ACTIONS, ...FURTHER_KEYS] as const;

/** A letter, digit or sign alone or with Shift: such a key can be chosen and switched off (WCAG 2.1.4). */
export const isSingleKey = (key: string): boolean => key.replace(/^Shift\+(?=.)/, '').length === 1 && key !== ' ';

/** The keys of an action: its chosen one instead of its single ones; keys with Ctrl and named keys stay. */
export function keysOf({ id, keys }: Pick<Keyed, 'id' | 'keys'>, chosen: ChosenKeys): readonly string[] {
  const own = chosen?.[id];
  if (own === undefined) return keys;
  return [...(own === '' ? [] : [own]), ...keys.filter((key) => !isSingleKey(key))];
}

/** Who has the key now, of a list of actions. */
export const holderOf = <T extends Keyed>(key: string, among: readonly T[], chosen: ChosenKeys): T | null =>
  among.find((each) => keysOf(each, chosen).includes(key)) ?? null;

export type KeyProblem = { readonly kind: 'notSingle' } | { readonly kind: 'taken'; readonly by: TextKey };

/** Why an action cannot have the key; null: it can. */
export function keyProblem(key: string, id: string, chosen: ChosenKeys): KeyProblem | null {
  if (!isSingleKey(key)) return { kind: 'notSingle' };
  const holder = holderOf(key, KEYED, chosen);
  return holder === null || holder.id === id ? null : { kind: 'taken', by: holder.label };
}

/** The choice with one more key; the usual keys of an action are no choice. */
export function chooseKey(chosen: ChosenKeys, { id, keys }: Pick<Keyed, 'id' | 'keys'>, key: string): ChosenKeys {
  const { [id]: _, ...others } = chosen ?? {};
  const usual = keys.filter(isSingleKey);
  const isUsual = key === '' ? usual.length === 0 : usual.includes(key);
  if (!isUsual) return { ...others, [id]: key };
  return Object.keys(others).length === 0 ? undefined : others;
}
