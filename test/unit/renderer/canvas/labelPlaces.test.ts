import { describe, expect, test } from 'vitest';
import { labelPlaces, namePlace } from '../../../../renderer/canvas/labelPlaces.ts';
import type { Landmark } from '../../../../shared/spine/landmarks.ts';

/** A body that faces left, 200 by 160 px, its upper endplate 30 px hollow. */
const BODY = new Map<Landmark, { x: number; y: number }>([
  ['SA', { x: 100, y: 100 }],
  ['SM', { x: 200, y: 130 }],
  ['SP', { x: 300, y: 100 }],
  ['IP', { x: 300, y: 260 }],
  ['IM', { x: 200, y: 255 }],
  ['IA', { x: 100, y: 260 }],
]);

describe('The labels of a body', () => {
  test('of the middle points stand across the endplate, clear of its line', () => {
    const places = labelPlaces(BODY);
    // The line is at 100; 13 px above it, although the point lies 30 px below it.
    expect(places.get('SM')).toEqual({ x: 200, y: 87 });
    // The lower line is at 260, 5 px below the point: 19 px below the point is clear of both.
    expect(places.get('IM')).toEqual({ x: 200, y: 274 });
  });

  test('of the corners stand outside, 19 px from their points', () => {
    const places = labelPlaces(BODY);
    for (const [code, outward] of [
      ['SA', [-1, -1]],
      ['SP', [1, -1]],
      ['IP', [1, 1]],
      ['IA', [-1, 1]],
    ] as const) {
      const [point, label] = [BODY.get(code)!, places.get(code)!];
      expect(Math.hypot(label.x - point.x, label.y - point.y)).toBeCloseTo(19, 6);
      expect([Math.sign(label.x - point.x), Math.sign(label.y - point.y)]).toEqual(outward);
    }
  });

  test('are the same, turned over, for a body that faces right', () => {
    const mirrored = new Map([...BODY].map(([code, { x, y }]) => [code, { x: -x, y }] as const));
    const [plain, turned] = [labelPlaces(BODY), labelPlaces(mirrored)];
    for (const code of BODY.keys()) expect(turned.get(code)!.x).toBeCloseTo(-plain.get(code)!.x, 9);
  });

  test('of one point alone stands above it', () => {
    expect(labelPlaces(new Map([['SM', { x: 5, y: 50 }]])).get('SM')).toEqual({ x: 5, y: 31 });
  });

  test('and the name of the level in front of the body, once front and back are known', () => {
    expect(namePlace(BODY)).toEqual({ x: 76, y: 180 });
    const upper = new Map([...BODY].filter(([code]) => code.startsWith('S')));
    expect(namePlace(upper)).toBeNull();
  });
});
