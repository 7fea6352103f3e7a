import { describe, expect, test } from 'vitest';
import { paneViewport } from '../../../../../renderer/editor/selectors.ts';
import { createDriver } from '../../../../support/driver.ts';

describe('Two fingers', () => {
  test('twice as far apart show twice as much, and what was between them stays between them', () => {
    const driver = createDriver();
    const under = driver.imagePoint(0, { x: 300, y: 500 });
    driver.input({ type: 'pinch', pane: 0, from: { x: 300, y: 500 }, at: { x: 340, y: 480 }, factor: 2 });
    expect(paneViewport(driver.editor, 0)?.zoom).toBe(2);
    const now = driver.imagePoint(0, { x: 340, y: 480 });
    expect(now.x).toBeCloseTo(under.x, 9);
    expect(now.y).toBeCloseTo(under.y, 9);
  });

  test('moved together pan', () => {
    const driver = createDriver();
    driver.input({ type: 'pinch', pane: 1, from: { x: 300, y: 500 }, at: { x: 310, y: 520 }, factor: 1 });
    expect(paneViewport(driver.editor, 1)).toEqual({ centre: { x: 390, y: 580 }, zoom: 1 });
    expect(driver.editor.activePane).toBe(1);
  });

  test('say nothing in the middle of a press, and nothing where they cannot be measured', () => {
    const pressing = createDriver();
    pressing.run({ type: 'setLevel', level: 'L1' }, { type: 'setTool', tool: { kind: 'armed' } }).press(0, 100, 100);
    const pinch = { type: 'pinch', pane: 0, from: { x: 0, y: 0 }, at: { x: 9, y: 9 } } as const;
    pressing.input({ ...pinch, factor: 2 });
    expect(paneViewport(pressing.editor, 0)?.zoom).toBe(1);
    expect(pressing.editor.tool.kind).toBe('placing');
    const driver = createDriver();
    for (const factor of [0, Number.NaN, Infinity]) driver.input({ ...pinch, factor });
    expect(paneViewport(driver.editor, 0)?.zoom).toBe(1);
  });
});

describe('The wheel with Shift', () => {
  test('changes how much the loupe enlarges, half a time a notch, from 2 to 8', () => {
    const driver = createDriver();
    const turn = (steps: number) => driver.input({ type: 'wheelLoupe', pane: 0, at: { x: 1, y: 1 }, steps });
    expect(driver.editor.loupeFactor).toBe(4);
    expect(turn(1).editor.loupeFactor).toBe(4.5);
    for (let notch = 0; notch < 20; notch += 1) turn(1);
    expect(driver.editor.loupeFactor).toBe(8);
    for (let notch = 0; notch < 20; notch += 1) turn(-1);
    expect(driver.editor.loupeFactor).toBe(2);
    expect(paneViewport(driver.editor, 0)?.zoom).toBe(1);
  });
});

describe('The eraser of a pen', () => {
  test('clears the point it touches, which is the next to place', () => {
    const driver = createDriver({ pointer: 'pen' });
    driver.run({ type: 'setLevel', level: 'L1' }, { type: 'setTool', tool: { kind: 'armed' } });
    driver.click(0, 300, 500).wait(2000).click(0, 250, 500).wait(2000);
    driver.input({ type: 'erase', pane: 0, at: { x: 303, y: 502 } });
    expect(driver.points('pre', 'L1')).toEqual({ SM: [250, 500] });
    expect(driver.undoSteps.at(-1)).toBe('clear:SA:L1:pre');
    driver.click(0, 310, 510);
    expect(driver.points('pre', 'L1')).toEqual({ SA: [310, 510], SM: [250, 500] });
  });

  test('places nothing where there is no point', () => {
    const driver = createDriver({ pointer: 'pen' });
    driver.run({ type: 'setLevel', level: 'L1' }, { type: 'setTool', tool: { kind: 'armed' } });
    driver.input({ type: 'erase', pane: 0, at: { x: 303, y: 502 } });
    expect(driver.undoSteps).toEqual([]);
    expect(driver.editor.tool.kind).toBe('armed');
  });
});
