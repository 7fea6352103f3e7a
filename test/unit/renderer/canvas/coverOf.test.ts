import { describe, expect, test } from 'vitest';
import { coverOf } from '../../../../renderer/canvas/coverOf.ts';

const VIEW = { width: 500, height: 400 };

describe('The sheet under what is drawn', () => {
  test('holds the points and their reach, in steps of 64 px', () => {
    const points = [
      { x: 100, y: 130 },
      { x: 200, y: 150 },
    ];
    // 90 to 210 across, 120 to 160 down.
    expect(coverOf(points, 10, VIEW)).toEqual({ left: 64, top: 64, width: 192, height: 128 });
  });

  test('stays the same while a point moves within a step', () => {
    const at = (x: number) => coverOf([{ x, y: 100 }], 10, VIEW);
    expect(at(110)).toEqual(at(80));
    expect(at(140)).not.toEqual(at(80));
  });

  test('ends with the view, at the next step beyond it', () => {
    const points = [
      { x: -900, y: -900 },
      { x: 9000, y: 9000 },
    ];
    expect(coverOf(points, 10, VIEW)).toEqual({ left: 0, top: 0, width: 512, height: 448 });
  });

  test('of what is not seen there is none', () => {
    expect(coverOf([{ x: -100, y: 100 }], 48, VIEW)).toBeNull();
    expect(coverOf([{ x: 100, y: 900 }], 48, VIEW)).toBeNull();
    expect(coverOf([], 48, VIEW)).toBeNull();
  });

  test('has sides of whole device pixels at every usual pixel ratio', () => {
    for (const ratio of [1, 1.25, 1.5, 1.75, 2, 2.25, 3]) {
      const cover = coverOf([{ x: 123.4, y: 56.7 }], 31, VIEW);
      for (const side of Object.values(cover ?? {})) expect((side * ratio) % 1).toBe(0);
    }
  });
});
