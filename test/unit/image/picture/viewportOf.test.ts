import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { viewportOf, type PlacedViewport } from '../../../../renderer/image/viewportOf.ts';
import { apply, compose, rotation, scaling, translation } from '../../../../shared/geometry/affine.ts';

const image = { rows: 2500, columns: 1640 };
const canvas = { width: 1280, height: 800 };

/** Where cornerstone-core 2.6.1 puts a pixel: its calculateTransform, step by step. */
function cornerstoneMap(viewport: PlacedViewport) {
  const { scale, columnPixelSpacing, rowPixelSpacing } = viewport;
  const across = rowPixelSpacing < columnPixelSpacing ? (scale * columnPixelSpacing) / rowPixelSpacing : scale;
  const down = columnPixelSpacing < rowPixelSpacing ? (scale * rowPixelSpacing) / columnPixelSpacing : scale;
  return [
    translation(canvas.width / 2, canvas.height / 2),
    rotation(viewport.rotation),
    scaling(across, down),
    rotation(-viewport.rotation),
    translation(viewport.translation.x, viewport.translation.y),
    rotation(viewport.rotation),
    scaling(viewport.hflip ? -1 : 1, viewport.vflip ? -1 : 1),
    translation(-image.columns / 2, -image.rows / 2),
  ].reduce((outer, inner) => compose(outer, inner));
}

test('the image centred at 50 % is scale 0.5 without translation', () => {
  const map = compose(translation(640, 400), compose(scaling(0.5), translation(-820, -1250)));
  expect(viewportOf(map, { image, canvas })).toMatchObject({ scale: 0.5, rotation: 0, hflip: false });
  expect(viewportOf(map, { image, canvas }).translation).toEqual({ x: 0, y: 0 });
});

test('whatever the rotation, flip, zoom and pixel shape, cornerstone puts every pixel where we do', () => {
  const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const property = fc.property(
    real(-180, 180),
    real(0.05, 32),
    real(0.4, 2.5),
    fc.boolean(),
    real(-3000, 3000),
    real(-3000, 3000),
    (degrees, zoom, shape, flip, e, f) => {
      const turn = compose(rotation(degrees), scaling(flip ? -zoom : zoom, zoom * shape));
      const map = compose(translation(e, f), turn);
      const theirs = cornerstoneMap(viewportOf(map, { image, canvas }));
      for (const point of [
        { x: 0, y: 0 },
        { x: 1640, y: 2500 },
        { x: 17.25, y: 2000.5 },
      ]) {
        expect(apply(theirs, point).x).toBeCloseTo(apply(map, point).x, 6);
        expect(apply(theirs, point).y).toBeCloseTo(apply(map, point).y, 6);
      }
    },
  );
  fc.assert(property);
});
