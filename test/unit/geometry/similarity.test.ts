import { describe, expect, test } from 'vitest';
import { apply, determinant, magnification } from '../../../shared/geometry/affine.ts';
import { similarity } from '../../../shared/geometry/similarity.ts';

const SQUARE = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 10, y: 10 },
];

const rounded = ({ x, y }: { x: number; y: number }) => [Math.round(x * 1e9) / 1e9 + 0, Math.round(y * 1e9) / 1e9 + 0];

describe('The map of one scale', () => {
  test('is found again: twice as large, a quarter turn, shifted by 5 and 7', () => {
    const turned = SQUARE.map(({ x, y }) => ({ x: 5 - 2 * y, y: 7 + 2 * x }));
    const map = similarity(SQUARE, turned)!;
    expect(magnification(map)).toBeCloseTo(2, 12);
    expect(rounded(apply(map, { x: 0, y: 10 }))).toEqual([-15, 7]);
  });

  test('turns the plane over when told to', () => {
    const mirrored = SQUARE.map(({ x, y }) => ({ x: 100 - 3 * x, y: 3 * y }));
    const map = similarity(SQUARE, mirrored, { mirrored: true })!;
    expect(determinant(map)).toBeCloseTo(-9, 9);
    for (const [index, point] of SQUARE.entries())
      expect(rounded(apply(map, point))).toEqual(rounded(mirrored[index]!));
  });

  test('keeps a given scale and then only shifts and turns', () => {
    const larger = SQUARE.map(({ x, y }) => ({ x: 4 * x, y: 4 * y }));
    const map = similarity(SQUARE, larger, { scale: 1 })!;
    expect(magnification(map)).toBeCloseTo(1, 12);
    // The middles of the three points lie on each other: (20/3, 10/3) on (80/3, 40/3).
    expect(rounded(apply(map, { x: 20 / 3, y: 10 / 3 }))).toEqual(rounded({ x: 80 / 3, y: 40 / 3 }));
  });

  test('leaves the least squares where the points do not fit', () => {
    const map = similarity(
      [
        { x: -1, y: 0 },
        { x: 1, y: 0 },
        { x: 0, y: 1 },
        { x: 0, y: -1 },
      ],
      [
        { x: -2, y: 0 },
        { x: 2, y: 0 },
        { x: 0, y: 1 },
        { x: 0, y: -1 },
      ],
    )!;
    // Sum of the products 2 + 2 + 1 + 1 over the sum of the squares 4.
    expect(magnification(map)).toBeCloseTo(1.5, 12);
  });

  test('does not exist for one pair, for lists of different length, or for points that coincide', () => {
    expect(similarity([{ x: 1, y: 1 }], [{ x: 2, y: 2 }])).toBeNull();
    expect(similarity(SQUARE, SQUARE.slice(1))).toBeNull();
    expect(similarity([SQUARE[0]!, SQUARE[0]!], [SQUARE[1]!, SQUARE[2]!])).toBeNull();
    expect(similarity([SQUARE[1]!, SQUARE[2]!], [SQUARE[0]!, SQUARE[0]!])).toBeNull();
  });
});
