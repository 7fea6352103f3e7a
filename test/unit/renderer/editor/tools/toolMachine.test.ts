import { describe, expect, test } from 'vitest';
import { paneViewport } from '../../../../../renderer/editor/selectors.ts';
import { createDriver } from '../../../../support/driver.ts';
import { square } from '../../../../support/exampleStudy.ts';

describe('viewing goes on whatever else does', () => {
  test('a middle drag, or space and a left drag, moves the film with the hand and places nothing', () => {
    for (const [button, space] of [
      ['middle', false],
      ['left', true],
    ] as const) {
      const driver = createDriver().level('L1').pressView(0, { x: 100, y: 100 }, button, space);
      driver.moveToView({ x: 130, y: 90 }).moveToView({ x: 140, y: 80 }).release();
      expect(paneViewport(driver.editor, 0)).toEqual({ centre: { x: 360, y: 620 }, zoom: 1 });
      expect(driver.editor.tool).toEqual({ kind: 'armed' });
      expect(driver.editor.history.past).toEqual([]);
    }
  });

  test('the middle of the view never leaves the film', () => {
    const driver = createDriver().pressView(0, { x: 0, y: 0 }, 'middle').moveToView({ x: 5000, y: -5000 }).release();
    expect(paneViewport(driver.editor, 0)?.centre).toEqual({ x: 0, y: 1200 });
  });

  test('a right drag asks for another window, step by step', () => {
    const driver = createDriver().pressView(1, { x: 10, y: 10 }, 'right');
    driver.moveToView({ x: 15, y: 8 }).moveToView({ x: 15, y: 20 }).release();
    expect(driver.pageCommands).toEqual([
      { type: 'dragWindow', pane: 1, dx: 5, dy: -2 },
      { type: 'dragWindow', pane: 1, dx: 0, dy: 12 },
    ]);
    expect(driver.editor).toMatchObject({ activePane: 1, tool: { kind: 'idle' } });
  });

  test('a notch of the wheel zooms by a tenth at the pointer, also while a point is being placed', () => {
    const driver = createDriver().level('L1').press(0, 100, 200);
    driver.wheel(0, { x: 100, y: 200 }, 1);
    expect(paneViewport(driver.editor, 0)?.zoom).toBeCloseTo(1.1, 12);
    expect(driver.viewPoint(0, { x: 100, y: 200 }).x).toBeCloseTo(100, 9);
    expect(driver.viewPoint(0, { x: 100, y: 200 }).y).toBeCloseTo(200, 9);
    expect(driver.release().points('pre', 'L1')).toEqual({ SA: [100, 200] });
  });

  test('the wheel stops at 5 % and 3200 %', () => {
    const at = { x: 400, y: 600 };
    expect(paneViewport(createDriver().wheel(0, at, -100).editor, 0)?.zoom).toBe(0.05);
    expect(paneViewport(createDriver().wheel(0, at, 100).editor, 0)?.zoom).toBe(32);
  });

  test('a double click beside the points of a resting hand zooms to the vertebra', () => {
    const driver = createDriver().level('L1').placeAll(0, square()).placeAll(1, square());
    driver.doublePress(0, 600, 900);
    // 200 px of vertebra fill 45 % of 800 px: zoom 1.8, centred on (200, 200).
    expect(paneViewport(driver.editor, 0)?.zoom).toBeCloseTo(1.8, 12);
    expect(paneViewport(driver.editor, 0)?.centre).toEqual({ x: 200, y: 200 });
  });

  test('a double click on a point, or while placing, leaves the view alone', () => {
    const driver = createDriver().level('L1').placeAll(0, square()).doublePress(0, 600, 900);
    expect(paneViewport(driver.editor, 0)?.zoom).toBe(1);
    driver.run({ type: 'setTool', tool: { kind: 'idle' } }).doublePress(0, 300, 100);
    expect(paneViewport(driver.editor, 0)?.zoom).toBe(1);
  });

  test('a press in a view without a film makes it active, no more', () => {
    const driver = createDriver({ post: null }).pressView(1, { x: 5, y: 5 }, 'middle').release();
    expect(driver.editor).toMatchObject({ activePane: 1, tool: { kind: 'idle' } });
  });
});

describe('marking a known length', () => {
  const calibrating = (shape: 'line' | 'disc' = 'line') =>
    createDriver({ size: { width: 1000, height: 1200 } }).run({
      type: 'setTool',
      tool: { kind: 'calibrating', pane: 0, shape, points: [] },
    });
  const marked = (...points: readonly (readonly [number, number])[]) => points.map(([x, y]) => ({ x, y }));

  test('two presses, then the question how long it is', () => {
    const driver = calibrating().click(0, 100, 100);
    expect(driver.editor.tool).toMatchObject({ kind: 'calibrating', pane: 0, points: marked([100, 100]) });
    expect(driver.pageCommands).toEqual([]);
    driver.click(0, 100, 300);
    expect(driver.pageCommands).toEqual([
      { type: 'askKnownLength', pane: 0, shape: 'line', points: marked([100, 100], [100, 300]) },
    ]);
    expect(driver.editor.tool).toEqual({ kind: 'idle' });
    expect(driver.editor.history.past).toEqual([]);
  });

  test('three presses on the rim of a disc', () => {
    const driver = calibrating('disc').click(0, 100, 100).click(0, 200, 100);
    expect(driver.pageCommands).toEqual([]);
    driver.click(0, 150, 150);
    expect(driver.pageCommands).toEqual([
      { type: 'askKnownLength', pane: 0, shape: 'disc', points: marked([100, 100], [200, 100], [150, 150]) },
    ]);
  });

  test('a double click marks one point, not two', () => {
    const driver = calibrating().click(0, 100, 100).click(0, 104, 104);
    expect(driver.editor.tool).toMatchObject({ kind: 'calibrating', points: marked([100, 100]) });
  });

  test('a press in the other film starts there', () => {
    const driver = calibrating().click(0, 100, 100).click(1, 200, 200);
    expect(driver.pageCommands).toEqual([]);
    expect(driver.editor.tool).toMatchObject({ kind: 'calibrating', pane: 1, points: marked([200, 200]) });
  });

  test('a press beside the film marks nothing', () => {
    const driver = calibrating().pressView(0, { x: 50, y: 600 }).release();
    expect(driver.editor.tool).toMatchObject({ kind: 'calibrating', pane: 0, points: [] });
  });

  test('zooming, panning and windowing in between keep what is marked', () => {
    const driver = calibrating().click(0, 100, 100).wheel(0, { x: 300, y: 300 }, 3);
    driver.pressView(0, { x: 100, y: 100 }, 'middle').moveToView({ x: 150, y: 150 }).release();
    driver.pressView(0, { x: 100, y: 100 }, 'right').moveToView({ x: 150, y: 150 }).release();
    driver.click(0, 400, 500);
    const [first] = driver.pageCommands.flatMap((command) => (command.type === 'askKnownLength' ? command.points : []));
    expect(first).toEqual({ x: 100, y: 100 });
  });
});
