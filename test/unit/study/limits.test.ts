import { expect, test } from 'vitest';
import { clipText } from '../../../shared/study/limits.ts';

test('a text is trimmed and cut, never through the middle of a character', () => {
  expect(clipText('  abc ', 3)).toBe('abc');
  expect(clipText('abcdef', 3)).toBe('abc');
  expect(clipText('ab\u{1F9B4}', 3)).toBe('ab');
  expect(clipText('a\u{1F9B4}b', 3)).toBe('a\u{1F9B4}');
});
