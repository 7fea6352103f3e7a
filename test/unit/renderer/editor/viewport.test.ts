import { describe, expect, test } from 'vitest';
import { apply, magnification } from '../../../../shared/geometry/affine.ts';
import type { Display } from '../../../../shared/study/study.ts';
import {
  fitBox,
  fitViewport,
  flipView,
  rotateView,
  toImage,
  viewTransform,
  zoomAt,
  type ViewGeometry,
} from '../../../../renderer/editor/viewport.ts';

const geometry = (display: Display = {}, rowSpacing = 1): ViewGeometry => ({
  image: { rows: 1000, columns: 500 },
  relativeSpacing: { rowSpacing, columnSpacing: 1 },
  display,
  size: { width: 400, height: 300 },
});
const centred = { centre: { x: 250, y: 500 }, zoom: 2 };
const shown = (display: Display, x: number, y: number, rowSpacing = 1) => {
  const at = apply(viewTransform(centred, geometry(display, rowSpacing)), { x, y });
  return [at.x, at.y];
};

describe('the view transform', () => {
  test('puts the centre into the middle and a column 2 px further at 200 %', () => {
    expect(shown({}, 250, 500)).toEqual([200, 150]);
    expect(shown({}, 260, 503)).toEqual([220, 156]);
  });

  test('rotates clockwise, flips what is then turned', () => {
    expect(shown({ rotation: 90 }, 260, 503)).toEqual([194, 170]);
    expect(shown({ rotation: 180 }, 260, 503)).toEqual([180, 144]);
    expect(shown({ rotation: 270 }, 260, 503)).toEqual([206, 130]);
    expect(shown({ flipHorizontal: true }, 260, 503)).toEqual([180, 156]);
    expect(shown({ flipVertical: true }, 260, 503)).toEqual([220, 144]);
    expect(shown({ flipHorizontal: true, rotation: 90 }, 260, 503)).toEqual([194, 130]);
  });

  test('shows tall pixels tall', () => {
    expect(shown({}, 260, 503, 1.5)).toEqual([220, 159]);
    expect(magnification(viewTransform(centred, geometry({}, 4)))).toBe(4);
  });
});

describe('fit', () => {
  test('shows the whole film with a margin of 1 % on each side', () => {
    expect(fitViewport(geometry())).toEqual({ centre: { x: 250, y: 500 }, zoom: 0.98 * 0.3 });
    expect(fitViewport(geometry({ rotation: 90 })).zoom).toBeCloseTo(0.98 * 0.4, 12);
    expect(fitViewport(geometry({}, 2)).zoom).toBeCloseTo(0.98 * 0.15, 12);
  });

  test('of a box fills the named share; of nothing shows 100 %', () => {
    const box = { left: 100, right: 200, top: 100, bottom: 150 };
    expect(fitBox(box, geometry(), 0.5)).toEqual({ centre: { x: 150, y: 125 }, zoom: 2 });
    expect(fitBox({ left: 5, right: 5, top: 5, bottom: 5 }, geometry(), 0.5).zoom).toBe(1);
    const unseen = { ...geometry(), size: { width: 0, height: 0 } };
    expect(fitViewport(unseen).zoom).toBe(1);
  });
});

describe('zoom', () => {
  test('holds the point under the pointer, also at the limits', () => {
    const at = { x: 300, y: 50 };
    const before = toImage(centred, geometry(), at);
    const zoomed = zoomAt(centred, geometry(), at, 1e9);
    expect(zoomed.zoom).toBe(32);
    expect(toImage(zoomed, geometry(), at)).toEqual(before);
  });
});

describe('turning what is seen', () => {
  test('four quarter turns, or two flips, are as before', () => {
    let display: Display = { flipHorizontal: true };
    for (let turn = 0; turn < 4; turn += 1) display = rotateView(display, 1);
    expect(display).toEqual({ flipHorizontal: true, rotation: 0 });
    expect(rotateView({}, -1).rotation).toBe(270);
    expect(flipView(flipView({ rotation: 90 }, 'vertical'), 'vertical')).toEqual({ rotation: 90, flipVertical: false });
  });

  test('other settings of the view stay', () => {
    expect(flipView({ invert: true }, 'horizontal')).toEqual({ invert: true, rotation: 0, flipHorizontal: true });
  });
});
