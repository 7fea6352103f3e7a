import { expect, test } from 'vitest';
import { viewTurn } from '../../../../renderer/editor/viewTurn.ts';

test('a flip and a turn are both told; two flips are half a turn; a full turn is none', () => {
  expect(viewTurn({})).toEqual({ isFlipped: false, degrees: 0 });
  expect(viewTurn({ rotation: 90, flipHorizontal: true })).toEqual({ isFlipped: true, degrees: 90 });
  expect(viewTurn({ flipVertical: true })).toEqual({ isFlipped: true, degrees: 0 });
  expect(viewTurn({ flipHorizontal: true, flipVertical: true })).toEqual({ isFlipped: false, degrees: 180 });
  expect(viewTurn({ rotation: 180, flipHorizontal: true, flipVertical: true })).toEqual({
    isFlipped: false,
    degrees: 0,
  });
});
