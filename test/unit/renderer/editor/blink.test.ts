import { describe, expect, test } from 'vitest';
import { apply, magnification } from '../../../../shared/geometry/affine.ts';
import { blinkTransform } from '../../../../renderer/editor/blink.ts';
import { paneTransform } from '../../../../renderer/editor/selectors.ts';
import { createDriver, type Driver, type DriverOptions } from '../../../support/driver.ts';

const PRE = { SA: [450, 500], SM: [400, 500], SP: [350, 500], IP: [350, 580], IM: [400, 580], IA: [450, 580] } as const;

/** L1 in both films; `post` maps a point of the first film to the second. */
function films(post: (x: number, y: number) => readonly [number, number], options: DriverOptions = {}): Driver {
  const driver = createDriver(options);
  driver.run({ type: 'setLevel', level: 'L1' }, { type: 'setTool', tool: { kind: 'armed' } });
  driver.placeAll(0, PRE).run({ type: 'setTool', tool: { kind: 'armed' } });
  driver.placeAll(1, Object.fromEntries(Object.entries(PRE).map(([code, [x, y]]) => [code, post(x, y)])));
  return driver.run({ type: 'setActivePane', pane: 0 });
}

const rounded = ({ x, y }: { x: number; y: number }) => [Math.round(x * 1e6) / 1e6, Math.round(y * 1e6) / 1e6];
const here = (driver: Driver, [x, y]: readonly [number, number]) =>
  rounded(apply(paneTransform(driver.editor, 0)!, { x, y }));
const laid = (driver: Driver, [x, y]: readonly [number, number]) =>
  rounded(apply(blinkTransform(driver.editor, 0)!, { x, y }));

describe('The other film lying on this one', () => {
  test('has its vertebra at the same place and turned alike', () => {
    const turned = (x: number, y: number) => [300 - (y - 500), 600 + (x - 400)] as const;
    const driver = films(turned);
    for (const point of Object.values(PRE))
      expect(laid(driver, turned(point[0], point[1]))).toEqual(here(driver, point));
  });

  test('is as large in millimetres, also where the vertebra has changed', () => {
    // The body stands 20 px higher in front, in pixels of the same size: the scale must not follow it.
    const driver = films((x, y) => [x, y === 500 && x > 400 ? 480 : y]);
    expect(magnification(blinkTransform(driver.editor, 0)!)).toBeCloseTo(1, 9);
  });

  test('is as large as its points where a film has no millimetres', () => {
    const half = (x: number, y: number) => [x / 2, y / 2] as const;
    const driver = films(half, { post: { spacing: [0, 0] } });
    expect(magnification(blinkTransform(driver.editor, 0)!)).toBeCloseTo(2, 9);
    expect(laid(driver, half(450, 500))).toEqual(here(driver, [450, 500]));
  });

  test('is turned over where the patient faces the other way', () => {
    const mirrored = (x: number, y: number) => [800 - x, y] as const;
    const driver = films(mirrored);
    for (const point of Object.values(PRE))
      expect(laid(driver, mirrored(point[0], point[1]))).toEqual(here(driver, point));
  });

  test('moves with the view', () => {
    const driver = films((x, y) => [x + 20, y - 30]);
    driver.wheel(0, { x: 200, y: 200 }, 4);
    expect(laid(driver, [470, 470])).toEqual(here(driver, [450, 500]));
  });

  test('lies middle on middle where nothing says more, and is not there without a second film', () => {
    const driver = createDriver();
    expect(laid(driver, [400, 600])).toEqual(here(driver, [400, 600]));
    expect(blinkTransform(createDriver({ post: null }).editor, 0)).toBeNull();
  });
});

describe('A view that shows the other film', () => {
  test('shows its own again at the first press, which does nothing else', () => {
    const driver = films((x, y) => [x, y]);
    driver.run({ type: 'setLevel', level: 'L2' }, { type: 'setTool', tool: { kind: 'armed' } });
    const { history } = driver.editor;
    driver.run({ type: 'blink', on: true }).click(0, 100, 100);
    expect(driver.editor.blinking).toBe(false);
    expect(driver.editor.history).toBe(history);
    driver.click(0, 100, 100);
    expect(driver.points('pre', 'L2')).toEqual({ SA: [100, 100] });
  });
});
