import { array, assert, constantFrom, integer, oneof, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply, compose, determinant, rotation, scaling, type Affine } from '../../shared/geometry/affine.ts';
import { setDisplay } from '../../shared/study/edits/examEdits.ts';
import type { Display } from '../../shared/study/study.ts';
import {
  fitViewport,
  flipView,
  pan,
  rotateView,
  toImage,
  viewTransform,
  zoomAt,
} from '../../renderer/editor/viewport.ts';
import { createDriver, type Driver } from '../support/driver.ts';
import { square } from '../support/exampleStudy.ts';
import { display, geometry, viewport, within } from './editorShapes.ts';

const place = record({ x: within(-500, 3500), y: within(-500, 3500) });

const near = (a: { x: number; y: number }, b: { x: number; y: number }, tolerance: number): boolean =>
  Math.hypot(a.x - b.x, a.y - b.y) <= tolerance;

/** The part of a map that turns, flips and scales. */
const directions = ({ a, b, c, d }: Affine): readonly number[] => [a, b, c, d].map((value) => Number(value.toFixed(9)));

describe('The view, whatever the rotation, the flips and the shape of a pixel', () => {
  test('leads from the film to the screen and back to the same point', () => {
    assert(
      property(viewport, geometry, place, (view, shape, at) => {
        const point = toImage(view, shape, at);
        expect(near(apply(viewTransform(view, shape), point), at, 1e-6)).toBe(true);
      }),
    );
  });

  test('zooms around the point under the pointer', () => {
    assert(
      property(viewport, geometry, place, within(0.01, 100), (view, shape, at, factor) => {
        const point = toImage(view, shape, at);
        const zoomed = zoomAt(view, shape, at, factor);
        expect(zoomed.zoom).toBeCloseTo(Math.min(32, Math.max(0.05, view.zoom * factor)), 9);
        expect(near(apply(viewTransform(zoomed, shape), point), at, 1e-5)).toBe(true);
      }),
    );
  });

  test('pans with the hand as long as its middle stays on the film, which it always does', () => {
    assert(
      property(viewport, geometry, within(-300, 300), within(-300, 300), (view, shape, dx, dy) => {
        const { rows, columns } = shape.image;
        const moved = pan(view, shape, dx, dy);
        expect(moved.zoom).toBe(view.zoom);
        expect(moved.centre.x >= 0 && moved.centre.x <= columns).toBe(true);
        expect(moved.centre.y >= 0 && moved.centre.y <= rows).toBe(true);
        const onBorder = [0, columns].includes(moved.centre.x) || [0, rows].includes(moved.centre.y);
        const old = { x: 50, y: 60 };
        const followed = apply(viewTransform(moved, shape), toImage(view, shape, old));
        expect(onBorder || near(followed, { x: 50 + dx, y: 60 + dy }, 1e-5)).toBe(true);
      }),
    );
  });

  test('fits the whole film into itself, touching 98 % of one side', () => {
    assert(
      property(geometry, (shape) => {
        const { rows, columns } = shape.image;
        const { width, height } = shape.size;
        const view = fitViewport(shape);
        const transform = viewTransform(view, shape);
        const corners = [0, columns].flatMap((x) => [0, rows].map((y) => apply(transform, { x, y })));
        const across = Math.max(...corners.map(({ x }) => x)) - Math.min(...corners.map(({ x }) => x));
        const down = Math.max(...corners.map(({ y }) => y)) - Math.min(...corners.map(({ y }) => y));
        const isAtLimit = view.zoom === 32 || view.zoom === 0.05;
        const share = Math.max(across / width, down / height);
        if (view.zoom !== 0.05) expect(share).toBeLessThan(0.98 + 1e-9);
        if (!isAtLimit) expect(share).toBeCloseTo(0.98, 9);
        expect(corners.every(({ x, y }) => view.zoom === 0.05 || (x > 0 && y > 0 && x < width && y < height))).toBe(
          true,
        );
      }),
    );
  });

  test('is flipped and turned as it is seen: the command comes after everything that was there', () => {
    const commands = [
      { change: (before: Display) => flipView(before, 'horizontal'), seen: scaling(-1, 1) },
      { change: (before: Display) => flipView(before, 'vertical'), seen: scaling(1, -1) },
      { change: (before: Display) => rotateView(before, 1), seen: rotation(90) },
      { change: (before: Display) => rotateView(before, -1), seen: rotation(-90) },
    ];
    const chosenOnes = array(constantFrom(...commands), { maxLength: 6 });
    assert(
      property(viewport, geometry, chosenOnes, (view, shape, chosen) => {
        let { display: now } = shape;
        let expected = viewTransform(view, shape);
        for (const { change, seen } of chosen) {
          now = change(now);
          expected = compose(seen, expected);
        }
        const transform = viewTransform(view, { ...shape, display: now });
        expect(directions(transform)).toEqual(directions(expected));
        // The middle of the view stays in the middle.
        const { width, height } = shape.size;
        expect(near(apply(transform, view.centre), { x: width / 2, y: height / 2 }, 1e-6)).toBe(true);
        expect(Math.sign(determinant(transform))).toBe(Math.sign(determinant(expected)));
      }),
    );
  });
});

describe('Looking changes no landmark', () => {
  type Look = (driver: Driver) => unknown;
  const at = record({ x: integer({ min: 0, max: 800 }), y: integer({ min: 0, max: 1200 }) });
  const drag = (button: 'middle' | 'right') =>
    record({ from: at, to: at, pane: constantFrom<0 | 1>(0, 1) }).map(
      ({ from, to, pane }): Look =>
        (driver) =>
          driver.pressView(pane, from, button).moveToView(to).release(),
    );
  const look = oneof(
    drag('middle'),
    drag('right'),
    record({ at, steps: within(-5, 5), pane: constantFrom<0 | 1>(0, 1) }).map(
      (wheel): Look =>
        (driver) =>
          driver.wheel(wheel.pane, wheel.at, wheel.steps),
    ),
    at.map(
      (point): Look =>
        (driver) =>
          driver.input({ type: 'doublePress', pane: 0, at: point }),
    ),
    constantFrom<Look>((driver) => driver.run({ type: 'setViewport', pane: 0, viewport: null })),
    record({ display, timepoint: constantFrom('pre', 'post') }).map(
      ({ display: shown, timepoint }): Look =>
        (driver) =>
          driver.run({
            type: 'commit',
            study: setDisplay(driver.editor.history.present, { subjectId: 's1', timepoint, display: shown }),
            label: `display:${timepoint}`,
          }),
    ),
    constantFrom<Look>((driver) =>
      driver.run({ type: 'toggle', name: 'labels' }, { type: 'setLayout', layout: 'single' }),
    ),
  );

  test('neither panning, zooming, windowing, turning nor flipping, in any order', () => {
    assert(
      property(array(look, { maxLength: 20 }), (looks) => {
        const driver = createDriver({ pre: { spacing: [0.2, 0.1] } }).level('L1');
        driver.placeAll(0, square()).placeAll(1, square(40));
        for (const one of looks) one(driver);
        expect(driver.points('pre', 'L1')).toEqual(square());
        expect(driver.points('post', 'L1')).toEqual(square(40));
        expect(driver.undoSteps.filter((label) => !label.startsWith('display'))).toHaveLength(12);
      }),
      { numRuns: 60 },
    );
  });

  test('a click places what it shows, in every view', () => {
    const target = record({ x: within(1, 799), y: within(1, 1199) });
    assert(
      property(display, within(0.25, 4), target, within(0.2, 20), (shown, aspect, point, zoom) => {
        const driver = createDriver({ pre: { display: shown, spacing: [0.1 * aspect, 0.1] }, zoom }).level('L1');
        driver.click(0, point.x, point.y);
        const [x, y] = driver.points('pre', 'L1').SA ?? [NaN, NaN];
        expect(near({ x, y }, point, 1e-4)).toBe(true);
      }),
    );
  });
});
