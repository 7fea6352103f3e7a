import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { changeSettings } from '../../files/settings.ts';
import { text } from '../../messages/text.ts';
import { chooseKey, isSingleKey, keyProblem, keysOf, type Keyed } from '../actions/keyChoice.ts';
import { keyText } from '../actions/keyText.ts';
import { typedKey } from '../actions/shortcuts.ts';
import { useApp, useAppState } from '../useApp.ts';

/**
 * The keys of one action. Where it may have a single key, that is a button: pressed, it takes the next key that is typed;
 * Delete leaves the action without one, Escape leaves everything as it was.
 */
export function KeyField({ entry }: { readonly entry: Keyed }): ReactElement {
  const chosen = useAppState(({ settings }) => settings.keys);
  const keys = keysOf(entry, chosen);
  const single = keys.filter(isSingleKey);
  // Arrows and the space bar have their meaning by what they are; keys with Ctrl alone have no single one to choose.
  const hasButton = entry.keys.length === 0 || entry.keys.some(isSingleKey);
  return (
    <>
      {hasButton && <KeyButton entry={entry} single={single} />}
      {keys
        .filter((key) => !isSingleKey(key))
        .map((key) => (
          <kbd key={key}>{keyText(key)}</kbd>
        ))}
    </>
  );
}

function KeyButton({ entry, single }: { readonly entry: Keyed; readonly single: readonly string[] }) {
  const app = useApp();
  const chosen = useAppState(({ settings }) => settings.keys);
  const [isWaiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = (): void => {
    setWaiting(false);
    setProblem(null);
  };
  const take = (event: KeyboardEvent): void => {
    if (!isWaiting || event.key === 'Tab' || MODIFIERS.has(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return stop();
    const isNone = event.key === 'Delete' || event.key === 'Backspace';
    const key = isNone ? '' : event.altKey ? event.key : typedKey(event.nativeEvent);
    const wrong = isNone ? null : keyProblem(key, entry.id, chosen);
    if (wrong?.kind === 'notSingle') return setProblem(text('keys.notSingle'));
    if (wrong?.kind === 'taken') return setProblem(text('keys.taken', { key: keyText(key), action: text(wrong.by) }));
    stop();
    void changeSettings(app, { keys: chooseKey(chosen, entry, key) });
  };
  const written = single.map(keyText).join(' ');
  return (
    <>
      {problem !== null && (
        <span className="problem" role="alert">
          {problem}
        </span>
      )}
      <button
        type="button"
        className="key-button"
        aria-label={text('keys.change', {
          action: text(entry.label),
          key: written === '' ? text('keys.none') : written,
        })}
        aria-pressed={isWaiting}
        onClick={() => setWaiting(!isWaiting)}
        onKeyDown={take}
        onBlur={stop}
      >
        {isWaiting
          ? text('keys.waiting')
          : written === ''
            ? '–'
            : single.map((key) => <kbd key={key}>{keyText(key)}</kbd>)}
      </button>
    </>
  );
}

const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead']);
