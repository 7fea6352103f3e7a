import { expect, test } from 'vitest';
import { footOn, segmentsCross } from '../../../shared/geometry/line.ts';
import { distance, midpoint, toPhysical } from '../../../shared/geometry/point.ts';
import { polygonArea } from '../../../shared/geometry/polygon.ts';
import { signedAngle, unit } from '../../../shared/geometry/vector.ts';

const at = (x: number, y: number) => ({ x, y });

test('a column is as wide and a row as tall as the spacing says', () => {
  expect(toPhysical({ x: 10, y: 10 }, { rowSpacing: 0.2, columnSpacing: 0.1 })).toEqual({ x: 1, y: 2 });
});

test('3 and 4 make 5', () => {
  expect(distance({ x: 1, y: 1 }, { x: 4, y: 5 })).toBe(5);
  expect(midpoint({ x: 1, y: 1 }, { x: 4, y: 5 })).toEqual({ x: 2.5, y: 3 });
});

test('an angle from x towards y is positive, back is negative, and tiny ones keep their digits', () => {
  expect(signedAngle({ x: 1, y: 0 }, { x: 0, y: 2 })).toBe(90);
  expect(signedAngle({ x: 0, y: 2 }, { x: 1, y: 0 })).toBe(-90);
  expect(signedAngle({ x: 1, y: 0 }, { x: 1, y: 1e-9 })).toBeCloseTo((1e-9 * 180) / Math.PI, 20);
});

test('a vector without length has no direction and stays', () => {
  expect(unit({ x: 0, y: 0 })).toEqual({ x: 0, y: 0 });
  expect(unit({ x: 0, y: -4 })).toEqual({ x: 0, y: -1 });
});

test('the foot of a perpendicular is 0 at the start, 1 at the end, nowhere on a point', () => {
  const line = { from: { x: 0, y: 0 }, to: { x: 10, y: 0 } };
  expect(footOn(line, { x: 2.5, y: 7 })).toBe(0.25);
  expect(footOn(line, { x: -5, y: 7 })).toBe(-0.5);
  expect(footOn({ from: { x: 1, y: 1 }, to: { x: 1, y: 1 } }, { x: 2, y: 2 })).toBeNull();
});

test('diagonals cross, sides and touching ends do not', () => {
  expect(segmentsCross({ from: at(0, 0), to: at(2, 2) }, { from: at(0, 2), to: at(2, 0) })).toBe(true);
  expect(segmentsCross({ from: at(0, 0), to: at(2, 0) }, { from: at(0, 2), to: at(2, 2) })).toBe(false);
  expect(segmentsCross({ from: at(0, 0), to: at(2, 0) }, { from: at(2, 0), to: at(2, 2) })).toBe(false);
});

test('a square of 2 has area 4, far from the origin too, and fewer than three corners have none', () => {
  const square = [
    { x: 0, y: 0 },
    { x: 2, y: 0 },
    { x: 2, y: 2 },
    { x: 0, y: 2 },
  ];
  expect(polygonArea(square)).toBe(4);
  expect(polygonArea(square.map(({ x, y }) => ({ x: x + 1e9, y: y - 1e9 })))).toBe(4);
  expect(polygonArea(square.slice(0, 2))).toBe(0);
  expect(polygonArea([])).toBe(0);
});
