import { useAppState } from '../useApp.ts';
import { keysOf, type Keyed } from './keyChoice.ts';

/** The first key of an action as it is now; undefined: it has none. */
export function useKey(action: Pick<Keyed, 'id' | 'keys'>): string | undefined {
  const chosen = useAppState(({ settings }) => settings.keys);
  return keysOf(action, chosen)[0];
}
