import { describe, expect, test } from 'vitest';
import { crosshairAt, moveCrosshair, showCrosshair } from '../../../../renderer/editor/crosshair.ts';
import { paneViewport } from '../../../../renderer/editor/selectors.ts';
import { createDriver, type Driver } from '../../../support/driver.ts';

const on = (options = {}): Driver => {
  const driver = createDriver(options);
  driver.run({ type: 'setLevel', level: 'L1' }, { type: 'setTool', tool: { kind: 'armed' } });
  return driver.run(...showCrosshair(driver.editor, null));
};
const move = (driver: Driver, dx: -1 | 0 | 1, dy: -1 | 0 | 1, coarse = false) =>
  driver.run(...moveCrosshair(driver.editor, { dx, dy }, coarse));
const enter = (driver: Driver) => {
  const at = crosshairAt(driver.editor);
  return at ? driver.input({ type: 'place', pane: driver.editor.activePane, at }) : driver;
};

describe('The crosshair of the keyboard', () => {
  test('begins in the middle of the active view, or where the pointer is', () => {
    expect(crosshairAt(on().editor)).toEqual({ x: 400, y: 600 });
    const driver = createDriver();
    expect(crosshairAt(driver.run(...showCrosshair(driver.editor, { x: 70, y: 80 })).editor)).toEqual({ x: 70, y: 80 });
    expect(crosshairAt(createDriver({ pre: null }).editor)).toBeNull();
  });

  test('goes 5 CSS px with an arrow and 25 with Shift', () => {
    const driver = move(move(on(), 1, 0), 0, -1, true);
    expect(crosshairAt(driver.editor)).toEqual({ x: 405, y: 575 });
  });

  test('at the border of the view moves the film instead', () => {
    const driver = on();
    driver.run({ type: 'setCrosshair', at: { x: 30, y: 600 } });
    move(driver, -1, 0, true);
    expect(crosshairAt(driver.editor)).toEqual({ x: 24, y: 600 });
    // 6 px to the border, the other 19 by the film: its middle in the view goes from 400 to 381.
    expect(paneViewport(driver.editor, 0)?.centre).toEqual({ x: 381, y: 600 });
  });

  test('places a landmark with every Enter, round the body and on to the other film', () => {
    const driver = on();
    for (let point = 0; point < 6; point += 1) {
      enter(driver);
      move(driver, 1, 0, true);
    }
    expect(Object.keys(driver.points('pre', 'L1'))).toHaveLength(6);
    expect(driver.points('pre', 'L1').SM).toEqual([425, 600]);
    expect(driver.editor.activePane).toBe(1);
    enter(driver);
    expect(driver.points('post', 'L1')).toEqual({ SA: [550, 600] });
    expect(driver.undoSteps).toHaveLength(7);
    expect(driver.undoSteps.at(-1)).toBe('place:SA:L1:post');
  });

  test('places beside a point that is very near, where a click would have taken hold of it', () => {
    const driver = enter(on());
    move(driver, 1, 0);
    enter(driver);
    expect(driver.points('pre', 'L1')).toEqual({ SA: [400, 600], SM: [405, 600] });
  });

  test('puts a selected point somewhere else', () => {
    const driver = enter(on());
    driver.run({ type: 'setTool', tool: { kind: 'replacing', landmark: 'SA' } });
    move(driver, 0, 1, true);
    enter(driver);
    expect(driver.points('pre', 'L1')).toEqual({ SA: [400, 625] });
    expect(driver.editor.tool.kind).toBe('idle');
  });

  test('marks a known length', () => {
    const driver = on();
    driver.run({ type: 'setTool', tool: { kind: 'calibrating', pane: 0, shape: 'line', points: [] } });
    enter(driver);
    move(driver, 1, 0, true);
    enter(driver);
    expect(driver.pageCommands).toEqual([
      {
        type: 'askKnownLength',
        pane: 0,
        shape: 'line',
        points: [
          { x: 400, y: 600 },
          { x: 425, y: 600 },
        ],
      },
    ]);
  });

  test('places nothing beside the film, nothing when the level is done, and nothing in the middle of a drag', () => {
    const beside = on({ zoom: 0.1 });
    beside.run({ type: 'setCrosshair', at: { x: 30, y: 30 } });
    expect(enter(beside).undoSteps).toEqual([]);
    const idle = on();
    idle.run({ type: 'setTool', tool: { kind: 'idle' } });
    expect(enter(idle).undoSteps).toEqual([]);
    const pressing = on().press(0, 100, 100);
    enter(pressing);
    expect(pressing.undoSteps).toEqual([]);
    pressing.release();
    expect(pressing.points('pre', 'L1')).toEqual({ SA: [100, 100] });
  });

  test('is taken over by a hand that presses', () => {
    const driver = on();
    driver.click(0, 100, 100);
    expect(driver.editor.crosshair).toBeNull();
    expect(driver.points('pre', 'L1')).toEqual({ SA: [100, 100] });
  });

  test('stays inside a view that has become smaller', () => {
    const driver = on();
    driver.run({ type: 'setSize', pane: 0, size: { width: 300, height: 300 } });
    expect(crosshairAt(driver.editor)).toEqual({ x: 276, y: 276 });
  });
});
