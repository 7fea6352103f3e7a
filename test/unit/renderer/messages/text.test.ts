import { describe, expect, test } from 'vitest';
import { en } from '../../../../renderer/messages/en.ts';
import { codeText, stepText, text } from '../../../../renderer/messages/text.ts';
import { POSTURES } from '../../../../shared/study/study.ts';

describe('Texts', () => {
  test('have their parts filled in; a part that is not given stays visible', () => {
    expect(text('action.undoStep', { step: 'move SP of L1 post' })).toBe('Undo: move SP of L1 post');
    expect(text('action.undoStep')).toBe('Undo: {step}');
  });

  test('of a step are words', () => {
    expect(stepText('place:SA:L1:post')).toBe('place SA of L1 post');
    expect(stepText('nudge:IM:T12:pre')).toBe('nudge IM of T12 pre');
    expect(stepText('something else')).toBe('something else');
    expect(stepText('constructor')).toBe('constructor');
  });

  test('of a code are words, or the code without underscores', () => {
    for (const posture of POSTURES) expect(codeText('posture', posture)).toBe(en[`posture.${posture}`]);
    expect(codeText('posture', 'head_down')).toBe('head down');
  });

  test('none is empty, none has blanks at its ends or an unclosed brace', () => {
    for (const [key, words] of Object.entries(en)) {
      expect([key, words.trim()]).toEqual([key, words]);
      expect([key, words.length > 0]).toEqual([key, true]);
      expect([key, words.replace(/\{\w+\}/g, '')]).not.toEqual([key, expect.stringMatching(/[{}]/)]);
    }
  });
});
