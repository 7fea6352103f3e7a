import { describe, expect, test } from 'vitest';
import { areResultsShown } from '../../../../renderer/panels/resultsShown.ts';
import { roomFor } from '../../../../renderer/panels/room.ts';

describe('The room of a window', () => {
  test.each([
    { width: 1440, letterSize: 1, room: 'wide' },
    { width: 1180, letterSize: 1, room: 'wide' },
    { width: 1024, letterSize: 1, room: 'narrow' },
    { width: 1024, letterSize: 1.25, room: 'small' },
    { width: 1440, letterSize: 1.5, room: 'narrow' },
    { width: 1440, letterSize: 2, room: 'small' },
    { width: 2560, letterSize: 2, room: 'wide' },
  ])('of $width px holds, at $letterSize times the usual letters, what a $room one does', (window) => {
    expect(roomFor(window.width, window.letterSize)).toBe(window.room);
  });

  test('shows the numbers beside the films where they have room, and as the reader chooses', () => {
    expect(areResultsShown({})).toBe(true);
    expect(areResultsShown({ room: 'narrow' })).toBe(true);
    expect(areResultsShown({ room: 'small' })).toBe(false);
    expect(areResultsShown({ room: 'small', resultsShown: true })).toBe(true);
    expect(areResultsShown({ room: 'wide', resultsShown: false })).toBe(false);
  });
});
