import { expect, test } from 'vitest';
import { facingOf, orientationFromFile } from '../../../shared/geometry/patientOrientation.ts';

test.each([
  [['A', 'F'], 'image_right', { x: 0, y: 1 }, true],
  [['P', 'F'], 'image_left', { x: 0, y: 1 }, true],
  [['A', 'H'], 'image_right', { x: 0, y: -1 }, true],
  [['AF', 'FP'], 'image_right', { x: 0, y: 1 }, true],
  [['F', 'A'], 'image_down', { x: 1, y: 0 }, true],
  [['F', 'P'], 'image_up', { x: 1, y: 0 }, true],
  [['a ', ' f'], 'image_right', { x: 0, y: 1 }, true],
  [['L', 'F'], null, { x: 0, y: 1 }, false],
  [['R', 'H'], null, { x: 0, y: -1 }, false],
  [[], null, null, null],
  [['', ''], null, null, null],
  [['LEFT PAW', '?'], null, null, false],
])('%j faces %s', (values, facing, caudal, lateral) => {
  expect(orientationFromFile(values)).toMatchObject({ facing, caudal, lateral });
});

test('a front that points mostly up but a little left faces left', () => {
  expect(facingOf({ x: -0.1, y: -5 })).toBe('image_left');
});
