import { describe, expect, test } from 'vitest';
import { createTouches } from '../../../../renderer/canvas/touches.ts';

describe('Fingers on a view', () => {
  test('one alone points', () => {
    const touches = createTouches();
    expect(touches.down(1, { x: 10, y: 10 })).toBe('single');
    expect(touches.move(1, { x: 12, y: 10 })).toBe('single');
  });

  test('two pinch: from 100 to 150 px apart is half as much again, about their middle', () => {
    const touches = createTouches();
    touches.down(1, { x: 0, y: 0 });
    expect(touches.down(2, { x: 100, y: 0 })).toBe('pinch');
    expect(touches.move(2, { x: 150, y: 0 })).toEqual({ from: { x: 50, y: 0 }, at: { x: 75, y: 0 }, factor: 1.5 });
    expect(touches.move(1, { x: 0, y: 40 })).toMatchObject({ from: { x: 75, y: 0 }, at: { x: 75, y: 20 } });
  });

  test('the one that stays after a pinch does nothing until all have left', () => {
    const touches = createTouches();
    touches.down(1, { x: 0, y: 0 });
    touches.down(2, { x: 100, y: 0 });
    touches.up(1);
    expect(touches.move(2, { x: 90, y: 0 })).toBeNull();
    touches.up(2);
    expect(touches.down(3, { x: 5, y: 5 })).toBe('single');
  });

  test('one that comes back after a pinch pinches again, and does not point', () => {
    const touches = createTouches();
    touches.down(1, { x: 0, y: 0 });
    touches.down(2, { x: 100, y: 0 });
    touches.up(2);
    expect(touches.down(3, { x: 80, y: 0 })).toBe('pinch');
  });

  test('a third one, and one that was never welcome, are ignored', () => {
    const touches = createTouches();
    touches.down(1, { x: 0, y: 0 });
    touches.down(2, { x: 100, y: 0 });
    expect(touches.down(3, { x: 50, y: 50 })).toBe('ignored');
    expect(touches.move(3, { x: 60, y: 60 })).toBe('ignored');
    expect(createTouches().move(9, { x: 0, y: 0 })).toBe('ignored');
  });

  test('fingers that nearly touch say nothing about a size', () => {
    const touches = createTouches();
    touches.down(1, { x: 0, y: 0 });
    touches.down(2, { x: 4, y: 0 });
    expect(touches.move(2, { x: 8, y: 0 })).toMatchObject({ factor: 1 });
  });

  test('palms are forgotten when the pen comes', () => {
    const touches = createTouches();
    touches.down(1, { x: 0, y: 0 });
    touches.forget();
    expect(touches.move(1, { x: 1, y: 1 })).toBe('ignored');
    expect(touches.down(2, { x: 0, y: 0 })).toBe('single');
  });
});
