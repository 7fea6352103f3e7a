import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  apply,
  compose,
  determinant,
  IDENTITY,
  invert,
  magnification,
  rotation,
  scaling,
  translation,
} from '../../../shared/geometry/affine.ts';

describe('affine maps', () => {
  test('x is a x + c y + e, y is b x + d y + f', () => {
    expect(apply({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, { x: 10, y: 100 })).toEqual({ x: 315, y: 426 });
  });

  test('a quarter turn takes x to y exactly, clockwise on a screen', () => {
    expect(apply(rotation(90), { x: 1, y: 0 })).toEqual({ x: 0, y: 1 });
    expect(apply(rotation(-270), { x: 1, y: 0 })).toEqual({ x: 0, y: 1 });
    expect(apply(rotation(450), { x: 3, y: 5 })).toEqual({ x: -5, y: 3 });
  });

  test('compose runs the inner map first', () => {
    expect(apply(compose(scaling(2), translation(1, 0)), { x: 1, y: 1 })).toEqual({ x: 4, y: 2 });
    expect(apply(compose(translation(1, 0), scaling(2)), { x: 1, y: 1 })).toEqual({ x: 3, y: 2 });
  });

  test('a mirror has a negative determinant; magnification is a length', () => {
    expect(determinant(scaling(-1, 1))).toBe(-1);
    expect(magnification(scaling(-4, 1))).toBe(2);
  });

  test('a map without an inverse is a bug', () => {
    expect(() => invert(scaling(0))).toThrow('without an inverse');
  });

  test('there and back is the same point', () => {
    const number = fc.double({ min: -100, max: 100, noNaN: true });
    const property = fc.property(
      number,
      number,
      number,
      fc.double({ min: 0.05, max: 32, noNaN: true }),
      (x, y, turn, zoom) => {
        const map = compose(translation(y, x), compose(rotation(turn), scaling(zoom, -zoom * 1.7)));
        const back = apply(compose(invert(map), map), { x, y });
        expect(back.x).toBeCloseTo(x, 8);
        expect(back.y).toBeCloseTo(y, 8);
        expect(compose(map, IDENTITY)).toEqual(map);
      },
    );
    fc.assert(property);
  });
});
