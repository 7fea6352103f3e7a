import { describe, expect, test } from 'vitest';
import { apply } from '../../../../shared/geometry/affine.ts';
import { linkBasis } from '../../../../renderer/editor/linkViews.ts';
import { paneTransform, paneViewport } from '../../../../renderer/editor/selectors.ts';
import { createDriver, type Driver, type DriverOptions } from '../../../support/driver.ts';

const SIZE = { width: 600, height: 800 };

/** The upper and lower endplate of L1, 100 px deep, in both films at different places. */
const L1_PRE = {
  SA: [450, 500],
  SM: [400, 500],
  SP: [350, 500],
  IP: [350, 580],
  IM: [400, 580],
  IA: [450, 580],
} as const;
const L1_POST = {
  SA: [300, 700],
  SM: [275, 700],
  SP: [250, 700],
  IP: [250, 740],
  IM: [275, 740],
  IA: [300, 740],
} as const;

/** Two films, the later one with twice the millimetres in a pixel: there the body has half the pixels. */
function films(options: DriverOptions = {}): Driver {
  const driver = createDriver({ size: SIZE, post: { spacing: [0.2, 0.2] }, ...options });
  driver.run({ type: 'setLevel', level: 'L1' }, { type: 'setTool', tool: { kind: 'armed' } });
  return driver;
}

function measured(options: DriverOptions = {}): Driver {
  const driver = films(options);
  driver.placeAll(0, L1_PRE);
  driver.run({ type: 'setTool', tool: { kind: 'armed' } });
  driver.run({ type: 'setViewport', pane: 1, viewport: { centre: { x: 275, y: 720 }, zoom: 4 } });
  driver.placeAll(1, L1_POST);
  return driver.run({ type: 'setActivePane', pane: 0 });
}

const zooms = ({ editor }: Driver) => [paneViewport(editor, 0)!.zoom, paneViewport(editor, 1)!.zoom];
const shown = (driver: Driver, pane: 0 | 1, point: { x: number; y: number }) => {
  const { x, y } = apply(paneTransform(driver.editor, pane)!, point);
  return [Math.round(x * 1e6) / 1e6, Math.round(y * 1e6) / 1e6];
};
const middle = (driver: Driver) => [shown(driver, 0, { x: 400, y: 540 }), shown(driver, 1, { x: 275, y: 720 })];

describe('Two linked views', () => {
  test('are equally large in millimetres and have the vertebra at the same place, from the moment of linking', () => {
    const driver = measured();
    driver.run({ type: 'setViewport', pane: 0, viewport: { centre: { x: 380, y: 560 }, zoom: 2 } });
    driver.run({ type: 'toggle', name: 'linked' });
    expect(linkBasis(driver.editor)).toBe('millimetres');
    // 2 CSS px a pixel of 0.1 mm are 20 a millimetre; with 0.2 mm a pixel that is a zoom of 4.
    expect(zooms(driver)).toEqual([2, 4]);
    const [first, second] = middle(driver);
    expect(first).toEqual([340, 360]);
    expect(second).toEqual(first);
  });

  test('stay so when either one is zoomed or panned', () => {
    const driver = measured();
    driver.run({ type: 'toggle', name: 'linked' });
    driver.wheel(0, { x: 100, y: 100 }, 3);
    expect(zooms(driver)[1]! / zooms(driver)[0]!).toBeCloseTo(2, 9);
    expect(middle(driver)[1]).toEqual(middle(driver)[0]);
    driver.pressView(1, { x: 300, y: 300 }, 'middle').moveToView({ x: 340, y: 290 }).release();
    expect(middle(driver)[1]).toEqual(middle(driver)[0]);
  });

  test('are left alone while the link is off', () => {
    const driver = measured();
    const before = paneViewport(driver.editor, 1);
    driver.wheel(0, { x: 100, y: 100 }, 3);
    expect(paneViewport(driver.editor, 1)).toEqual(before);
  });

  test('without millimetres in one film are as large as the vertebra says', () => {
    const driver = measured({ post: { spacing: [0, 0] } });
    driver.run({ type: 'setViewport', pane: 0, viewport: { centre: { x: 400, y: 540 }, zoom: 2 } });
    driver.run({ type: 'toggle', name: 'linked' });
    expect(linkBasis(driver.editor)).toBe('vertebraWidth');
    // 100 px here, 50 px there.
    expect(zooms(driver)).toEqual([2, 4]);
  });

  test('without millimetres and without points are zoomed alike, and panned alike', () => {
    const driver = films({ pre: { spacing: [0, 0] } });
    driver.run({ type: 'setViewport', pane: 1, viewport: { centre: { x: 400, y: 600 }, zoom: 0.5 } });
    driver.run({ type: 'toggle', name: 'linked' });
    expect(linkBasis(driver.editor)).toBe('none');
    expect(zooms(driver)).toEqual([1, 0.5]);
    driver.run({ type: 'setViewport', pane: 0, viewport: { centre: { x: 410, y: 600 }, zoom: 2 } });
    // 10 px to the right at 200 % are 20 CSS px: at 100 % that is 20 px there.
    expect(paneViewport(driver.editor, 1)).toEqual({ centre: { x: 420, y: 600 }, zoom: 1 });
  });

  test('with millimetres but without points move by the same millimetres', () => {
    const driver = films();
    driver.run({ type: 'toggle', name: 'linked' });
    driver.run({ type: 'setViewport', pane: 0, viewport: { centre: { x: 440, y: 600 }, zoom: 1 } });
    expect(paneViewport(driver.editor, 1)).toEqual({ centre: { x: 420, y: 600 }, zoom: 2 });
  });

  test('respect a turned film: what is up stays up', () => {
    const driver = measured({ post: { spacing: [0.2, 0.2], display: { rotation: 90 } } });
    driver.run({ type: 'toggle', name: 'linked' });
    driver.run({ type: 'setViewport', pane: 0, viewport: { centre: { x: 400, y: 500 }, zoom: 1 } });
    expect(middle(driver)[1]).toEqual(middle(driver)[0]);
  });

  test('never leave the other film', () => {
    const driver = measured();
    driver.run({ type: 'toggle', name: 'linked' });
    driver.run({ type: 'setViewport', pane: 1, viewport: { centre: { x: 0, y: 1200 }, zoom: 1 } });
    const { centre } = paneViewport(driver.editor, 0)!;
    expect(centre.x).toBeGreaterThanOrEqual(0);
    expect(centre.y).toBeLessThanOrEqual(1200);
  });

  test('have nothing to link where one film is missing', () => {
    const driver = createDriver({ post: null });
    expect(linkBasis(driver.editor)).toBeNull();
    driver.run({ type: 'toggle', name: 'linked' }).wheel(0, { x: 10, y: 10 }, 1);
    expect(Object.keys(driver.editor.viewports)).toEqual(['s1/pre']);
  });

  test('of which one is not on the screen follow all the same', () => {
    const driver = measured();
    driver.run({ type: 'setLayout', layout: 'single' }, { type: 'setSize', pane: 1, size: { width: 0, height: 0 } });
    driver.run({ type: 'toggle', name: 'linked' });
    driver.run({ type: 'setViewport', pane: 0, viewport: { centre: { x: 400, y: 540 }, zoom: 3 } });
    driver.run({ type: 'setSize', pane: 1, size: SIZE });
    expect(zooms(driver)).toEqual([3, 6]);
    expect(middle(driver)[1]).toEqual(middle(driver)[0]);
  });
});
