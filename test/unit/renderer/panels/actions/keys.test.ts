import { describe, expect, test } from 'vitest';
import { text } from '../../../../../renderer/messages/text.ts';
import { ACTIONS, actionById } from '../../../../../renderer/panels/actions/allActions.ts';
import { FURTHER_KEYS } from '../../../../../renderer/panels/actions/furtherKeys.ts';
import { chooseKey, KEYED, keyProblem, keysOf } from '../../../../../renderer/panels/actions/keyChoice.ts';
import { keyText } from '../../../../../renderer/panels/actions/keyText.ts';
import { actionForKey, typedKey } from '../../../../../renderer/panels/actions/shortcuts.ts';
import { DESIGN_FURTHER_KEYS, DESIGN_KEYS } from '../../../../support/designKeys.ts';

/** The page of shortcuts is made from these two lists. */
const LISTED = [...ACTIONS, ...FURTHER_KEYS].flatMap(({ keys }) => keys);

describe('The keys', () => {
  test('no two actions share one, and no action has an id twice', () => {
    expect(LISTED.filter((key, index) => LISTED.indexOf(key) !== index)).toEqual([]);
    const ids = ACTIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(LISTED.length).toBeGreaterThan(40);
  });

  test('none is one that a browser, a system or a keyboard layout takes away', () => {
    const reserved = [
      /[[\]{}]/,
      /Alt/,
      /^Ctrl\+(Shift\+)?[wtn1-9]$/,
      /^Ctrl\+(Shift\+)?(Tab|Arrow)/,
      /^(Shift\+)?Tab$/,
      /^F([2-9]|10|12)$/,
    ];
    for (const key of LISTED) expect(reserved.filter((pattern) => pattern.test(key))).toEqual([]);
  });

  test('each is written as it is typed, so that it can be met', () => {
    for (const key of ACTIONS.flatMap(({ keys }) => keys)) {
      const typed = key.replace(/^(Ctrl\+)?(Shift\+)?/, '');
      const event = {
        key: typed,
        ctrlKey: key.startsWith('Ctrl+'),
        metaKey: false,
        shiftKey: key.includes('Shift+'),
      } as KeyboardEvent;
      expect(typedKey(event)).toBe(key);
      expect(actionForKey(key)?.keys).toContain(key);
    }
    expect(actionForKey('Ctrl+q')).toBeNull();
  });

  test.each(Object.entries(DESIGN_KEYS))('%s has %j, as in the design', (id, keys) => {
    expect(actionById(id).keys).toEqual(expect.arrayContaining([...keys]));
  });

  test('arrows, with and without Shift, the held space bar and the held E are on the page too', () => {
    const further = FURTHER_KEYS.flatMap(({ keys }) => keys);
    expect(further).toEqual(expect.arrayContaining([...DESIGN_FURTHER_KEYS]));
  });

  test('every action has words', () => {
    for (const { label } of [...ACTIONS, ...FURTHER_KEYS]) expect(text(label)).toMatch(/^[A-Z]/);
  });

  test('an id that nobody has is a mistake in the program', () => {
    expect(() => actionById('no-such-action')).toThrow('no-such-action');
  });
});

describe('What was typed', () => {
  const typed = (key: string, held: Partial<KeyboardEvent> = {}) =>
    typedKey({ key, ctrlKey: false, metaKey: false, shiftKey: false, ...held } as KeyboardEvent);

  test('is the letter, wherever it lies: Z of QWERTZ and AZERTY', () => {
    // The same letter from the places KeyZ (QWERTY), KeyY (QWERTZ) and KeyW (AZERTY).
    for (const code of ['KeyZ', 'KeyY', 'KeyW']) {
      expect(typed('z', { code, ctrlKey: true })).toBe('Ctrl+z');
      expect(typed('Z', { code, ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+z');
    }
    expect(actionForKey(typed('z', { code: 'KeyY', ctrlKey: true }))?.id).toBe('undo');
    expect(actionForKey(typed('y', { code: 'KeyZ', ctrlKey: true }))?.id).toBe('redo');
  });

  test('Shift belongs to a letter or a named key, not to a sign that needs it', () => {
    expect(typed('?', { code: 'Minus', shiftKey: true })).toBe('?'); // QWERTZ: Shift and ß
    expect(typed('+', { code: 'Equal', shiftKey: true })).toBe('+'); // US
    expect(typed('+', { code: 'BracketRight' })).toBe('+'); // QWERTZ
    expect(typed('1', { code: 'Digit1', shiftKey: true })).toBe('1'); // AZERTY: Shift and &
    expect(typed('N', { shiftKey: true })).toBe('Shift+n');
    expect(typed('Delete', { shiftKey: true })).toBe('Shift+Delete');
  });

  test('caps lock does not change a letter', () => {
    expect(typed('N')).toBe('n');
    expect(typed('Z', { ctrlKey: true })).toBe('Ctrl+z');
  });

  test('Cmd is Ctrl', () => {
    expect(typed('s', { metaKey: true })).toBe('Ctrl+s');
  });

  test('a letter of another alphabet, and a dead key, are nobody’s', () => {
    expect(actionForKey(typed('Ä', { shiftKey: true }))).toBeNull();
    expect(actionForKey(typed('Dead'))).toBeNull();
    expect(actionForKey(typed('€', { ctrlKey: true }))).toBeNull();
  });
});

describe('A key as a person reads it', () => {
  test('has capitals, arrows and short names', () => {
    expect(keyText('Ctrl+Shift+z')).toBe('Ctrl+Shift+Z');
    expect(keyText('+')).toBe('+');
    expect(keyText('Shift+ArrowLeft')).toBe('Shift+←');
    expect(keyText('Escape')).toBe('Esc');
    expect(keyText('F1')).toBe('F1');
  });
});

describe('Chosen keys', () => {
  const link = actionById('link');
  const zoomIn = actionById('zoom-in');

  test('take the place of the single keys of an action, and leave its others', () => {
    expect(keysOf(link, undefined)).toEqual(['k']);
    expect(keysOf(link, { link: 'q' })).toEqual(['q']);
    expect(keysOf(actionById('shortcuts'), { shortcuts: 'q' })).toEqual(['q', 'F1']);
    expect(keysOf(actionById('shortcuts'), { shortcuts: '' })).toEqual(['F1']);
    expect(keysOf(actionById('swap'), { swap: 'Shift+x' })).toEqual(['Shift+x']);
  });

  test('mean what was chosen, and the usual key of the action means nothing any more', () => {
    expect(actionForKey('q', { link: 'q' })?.id).toBe('link');
    expect(actionForKey('k', { link: 'q' })).toBeNull();
    expect(actionForKey('k', { link: 'q', fit: 'k' })?.id).toBe('fit');
  });

  test('are refused where they are somebody’s, also those that are held, and where they are no single key', () => {
    expect(keyProblem('q', 'link', undefined)).toBeNull();
    expect(keyProblem('k', 'link', undefined)).toBeNull();
    expect(keyProblem('f', 'link', undefined)).toEqual({ kind: 'taken', by: 'action.fit' });
    expect(keyProblem('e', 'link', undefined)).toEqual({ kind: 'taken', by: 'action.edge' });
    expect(keyProblem('f', 'link', { fit: 'q' })).toBeNull();
    for (const key of ['Ctrl+q', 'Enter', 'Shift+Delete', 'F2', ' ']) {
      expect(keyProblem(key, 'link', undefined)).toEqual({ kind: 'notSingle' });
    }
  });

  test('that are the usual ones are no choice', () => {
    expect(chooseKey(undefined, link, 'q')).toEqual({ link: 'q' });
    expect(chooseKey({ link: 'q' }, link, 'k')).toBeUndefined();
    expect(chooseKey({ link: 'q', fit: '' }, link, 'k')).toEqual({ fit: '' });
    expect(chooseKey(undefined, zoomIn, '=')).toBeUndefined();
    expect(chooseKey(undefined, link, '')).toEqual({ link: '' });
    expect(chooseKey({ swap: 'q' }, actionById('swap'), '')).toBeUndefined();
  });

  test('everything that may have one has an id of its own', () => {
    const ids = KEYED.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
