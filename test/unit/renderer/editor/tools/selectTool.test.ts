import { describe, expect, test } from 'vitest';
import { replaceLandmarks } from '../../../../../shared/study/edits/landmarkEdits.ts';
import { finaliseLevel } from '../../../../../shared/study/edits/vertebraEdits.ts';
import { createDriver, filmsStudy, type DriverOptions } from '../../../../support/driver.ts';
import { AT, place, square } from '../../../../support/exampleStudy.ts';

/** L1 with its six points in the first film; T12 too, 300 px above. */
function measured(options: DriverOptions = {}) {
  let study = filmsStudy(options);
  study = replaceLandmarks(study, { ...place('s1', 'pre', 'L1'), landmarks: square(400), at: AT });
  study = replaceLandmarks(study, { ...place('s1', 'pre', 'T12'), landmarks: square(100), at: AT });
  return createDriver({ ...options, study }).run({ type: 'setLevel', level: 'L1' });
}

const SA = [300, 500] as const;

describe('a press on a point', () => {
  test('selects it and does not move it while the hand travels less than 3 px', () => {
    const driver = measured()
      .press(0, ...SA)
      .moveTo(302, 502)
      .release();
    expect(Math.hypot(2, 2)).toBeLessThan(3);
    expect(driver.editor.selection).toEqual({ timepoint: 'pre', level: 'L1', landmark: 'SA' });
    expect(driver.editor.history.past).toEqual([]);
    expect(driver.editor.tool.kind).toBe('idle');
  });

  test('while placing too: the point is selected, nothing is placed, placing goes on', () => {
    const driver = createDriver().level('L1').click(0, 100, 200).wait(1000).click(0, 103, 203);
    expect(driver.points('pre', 'L1')).toEqual({ SA: [100, 200] });
    expect(driver.editor).toMatchObject({ selection: { landmark: 'SA' }, tool: { kind: 'armed' } });
    expect(driver.wait(1000).click(0, 150, 200).points('pre', 'L1')).toEqual({ SA: [100, 200], SM: [150, 200] });
  });

  test('beyond 3 px it is a drag, and the point keeps its distance from the pointer', () => {
    const driver = measured().press(0, 304, 497).moveTo(304, 500);
    expect(driver.editor.tool.kind).toBe('dragging');
    expect(driver.points('pre', 'L1').SA).toEqual([300, 503]);
    driver.moveTo(324, 507).release();
    expect(driver.points('pre', 'L1')).toEqual({ ...square(400), SA: [320, 510] });
    expect(driver.undoSteps).toEqual(['move:SA:L1:pre']);
    expect(driver.undo().points('pre', 'L1')).toEqual(square(400));
  });

  test('a finger has to travel 8 px', () => {
    const still = measured({ pointer: 'touch' }).press(0, 315, 500).moveTo(315, 507.5).release();
    expect(still.editor.history.past).toEqual([]);
    expect(still.editor.selection?.landmark).toBe('SA');
    const moved = measured({ pointer: 'touch' }).press(0, 315, 500).moveTo(315, 509).release();
    expect(moved.points('pre', 'L1').SA).toEqual([300, 509]);
  });

  test('a drag back to where it began is no step', () => {
    const driver = measured()
      .press(0, ...SA)
      .moveTo(340, 540)
      .moveTo(...SA)
      .release();
    expect(driver.editor.history.past).toEqual([]);
  });

  test('Escape, a right press or another level drop a drag', () => {
    for (const drop of ['cancel', 'right', 'level'] as const) {
      const driver = measured()
        .press(0, ...SA)
        .moveTo(400, 600);
      if (drop === 'cancel') driver.cancel();
      else if (drop === 'right') driver.press(0, 400, 600, 'right');
      else driver.level('L2');
      expect(driver.moveTo(420, 620).release().points('pre', 'L1')).toEqual(square(400));
      expect(driver.editor).toMatchObject({ preview: null, loupe: null });
      expect(driver.editor.history.past).toEqual([]);
    }
  });

  test('a dragged point stays on the film', () => {
    expect(measured().drag(0, SA, [2000, -50]).points('pre', 'L1').SA).toEqual([800, 0]);
  });

  test('dragging or clicking a neighbour makes its level the current one', () => {
    const clicked = measured().click(0, 300, 200);
    expect(clicked.editor).toMatchObject({ level: 'T12', selection: { level: 'T12', landmark: 'SA' } });
    const dragged = measured().drag(0, [300, 200], [310, 200]);
    expect(dragged.editor).toMatchObject({ level: 'T12', selection: { level: 'T12', landmark: 'SA' } });
    expect(dragged.points('pre', 'T12').SA).toEqual([310, 200]);
    const dropped = measured().press(0, 300, 200).cancel();
    expect(dropped.editor).toMatchObject({ level: 'T12', selection: { level: 'T12', landmark: 'SA' } });
  });

  test('a finalised vertebra is selected, but neither dragged nor nudged', () => {
    const study = finaliseLevel(measured().study, { ...place('s1', 'pre', 'L1'), at: AT, app: '0.1.0' });
    const driver = createDriver({ study }).run({ type: 'setLevel', level: 'L1' });
    expect(driver.press(0, ...SA).moveTo(400, 600).editor).toMatchObject({ preview: null, tool: { kind: 'pressing' } });
    driver.release().arrow('right', true);
    expect(driver.editor.selection?.landmark).toBe('SA');
    expect(driver.points('pre', 'L1')).toEqual(square(400));
    expect(driver.editor.history.present).toBe(study);
    driver.run({ type: 'setTool', tool: { kind: 'replacing', landmark: 'SA' } }).click(0, 400, 600);
    expect(driver.editor.history.present).toBe(study);
  });

  test('a press beside all points deselects', () => {
    const driver = measured()
      .click(0, ...SA)
      .click(0, 500, 900);
    expect(driver.editor.selection).toBeNull();
  });
});

describe('two hands', () => {
  test('a second finger on the other view neither moves nor ends the drag', () => {
    const driver = measured({ pointer: 'touch' })
      .press(0, ...SA)
      .moveTo(320, 500);
    driver
      .input({ type: 'press', pane: 1, at: { x: 50, y: 50 }, button: 'left', pointer: 'touch', space: false })
      .input({ type: 'move', pane: 1, at: { x: 90, y: 90 }, pointer: 'touch' })
      .input({ type: 'release', pane: 1, at: { x: 90, y: 90 } });
    expect(driver.editor.tool.kind).toBe('dragging');
    expect(driver.points('pre', 'L1').SA).toEqual([320, 500]);
    expect(driver.moveTo(330, 500).release().points('pre', 'L1').SA).toEqual([330, 500]);
  });
});

describe('the loupe after a point was let go', () => {
  const lingering = { pane: 0, at: { x: 300, y: 500 }, byTouch: false, lingers: true };

  test('stays over the point that was selected or moved, while nothing else is to be placed', () => {
    const driver = measured()
      .press(0, ...SA)
      .release();
    expect(driver.editor.loupe).toEqual(lingering);
    driver.drag(0, SA, [340, 520]);
    expect(driver.editor.loupe).toEqual({ ...lingering, at: { x: 340, y: 520 } });
    expect(driver.clickView(0, { x: 700, y: 1000 }).editor.loupe).toBeNull();
  });

  test('goes at once while placing, and with another level or film', () => {
    expect(createDriver().level('L1').click(0, 100, 200).wait(1000).click(0, 100, 200).editor.loupe).toBeNull();
    const driver = measured()
      .press(0, ...SA)
      .release();
    expect(driver.run({ type: 'setLevel', level: 'T12' }).editor.loupe).toBeNull();
  });

  test('takes hold of the point wherever in it the press is, and moves it as many times finer as it enlarges', () => {
    const driver = measured()
      .press(0, ...SA)
      .release();
    const at = { x: 300, y: 500 };
    // The hand goes 8 px in a loupe of 4 times: 2 px of the view, past 3 px of the hand.
    driver.input({ type: 'pressLoupe', pane: 0, at, pointer: 'mouse', factor: 4 });
    driver.input({ type: 'move', pane: 0, at: { x: 300.5, y: 500 }, pointer: 'mouse' });
    expect(driver.points('pre', 'L1').SA).toEqual([300, 500]);
    driver.input({ type: 'move', pane: 0, at: { x: 302, y: 500 }, pointer: 'mouse' });
    driver.input({ type: 'release', pane: 0, at: { x: 302, y: 500 } });
    expect(driver.points('pre', 'L1')).toEqual({ ...square(400), SA: [302, 500] });
    expect(driver.undoSteps).toEqual(['move:SA:L1:pre']);
  });

  test('does nothing in a film whose point is not selected, and never moves a finalised point', () => {
    const press = { type: 'pressLoupe', at: { x: 300, y: 500 }, pointer: 'mouse', factor: 4 } as const;
    const driver = measured()
      .press(0, ...SA)
      .release();
    expect(driver.input({ ...press, pane: 1 }).editor.tool.kind).toBe('idle');
    const study = finaliseLevel(driver.study, { ...place('s1', 'pre', 'L1'), at: AT, app: '0.1.0' });
    driver.run({ type: 'commit', study, label: 'finalise:L1' }).input({ ...press, pane: 0 });
    driver.input({ type: 'move', pane: 0, at: { x: 400, y: 500 }, pointer: 'mouse' });
    expect(driver.points('pre', 'L1')).toEqual(square(400));
  });
});

describe('a right click', () => {
  const rightClick = (driver: ReturnType<typeof measured>, x: number, y: number, slip = 0) =>
    driver
      .pressView(0, { x, y }, 'right')
      .moveToView({ x: x + slip, y })
      .release();

  test('opens the menu of the point under it, else that of the film, and changes no greys', () => {
    expect(rightClick(measured(), 305, 497, 2).pageCommands).toEqual([
      { type: 'openMenu', pane: 0, at: { x: 305, y: 497 }, target: { timepoint: 'pre', level: 'L1', landmark: 'SA' } },
    ]);
    expect(rightClick(measured(), 600, 900).pageCommands).toEqual([
      { type: 'openMenu', pane: 0, at: { x: 600, y: 900 }, target: null },
    ]);
  });

  test('is none once the hand has moved: that was brightness and contrast, by the whole way', () => {
    const driver = measured().pressView(0, { x: 600, y: 900 }, 'right');
    driver.moveToView({ x: 602, y: 900 }).moveToView({ x: 610, y: 905 }).release();
    expect(driver.pageCommands).toEqual([{ type: 'dragWindow', pane: 0, dx: 10, dy: 5 }]);
    expect(driver.editor.tool.kind).toBe('idle');
  });

  test('during a drag cancels it and opens nothing', () => {
    const driver = measured()
      .press(0, ...SA)
      .moveTo(340, 540)
      .pressView(0, { x: 340, y: 540 }, 'right')
      .release();
    expect(driver.points('pre', 'L1')).toEqual(square(400));
    expect(driver.pageCommands).toEqual([]);
  });
});
