import { describe, expect, test } from 'vitest';
import { setExamMissing } from '../../../../../shared/study/edits/examEdits.ts';
import { setLandmarkState } from '../../../../../shared/study/edits/landmarkEdits.ts';
import { finaliseLevel } from '../../../../../shared/study/edits/vertebraEdits.ts';
import { levelMark } from '../../../../../renderer/editor/selectors.ts';
import { createDriver, filmsStudy } from '../../../../support/driver.ts';
import { AT, place, square } from '../../../../support/exampleStudy.ts';

const armed = (options: Parameters<typeof createDriver>[0] = {}) => createDriver(options).level('L1');

describe('placing a point', () => {
  test('press, adjust, release: the point is where the hand let go, once, as one step', () => {
    const driver = armed().press(0, 100, 200);
    expect(driver.points('pre', 'L1')).toEqual({ SA: [100, 200] });
    expect(driver.editor.loupe).toMatchObject({ pane: 0, at: { x: 100, y: 200 }, byTouch: false });
    expect(driver.undoSteps).toEqual([]);
    driver.moveTo(110, 205).moveTo(104, 203).release();
    expect(driver.points('pre', 'L1')).toEqual({ SA: [104, 203] });
    expect(driver.points('post', 'L1')).toEqual({});
    expect(driver.undoSteps).toEqual(['place:SA:L1:pre']);
    expect(driver.editor.selection).toEqual({ timepoint: 'pre', level: 'L1', landmark: 'SA' });
    expect(driver.editor).toMatchObject({ preview: null, loupe: null, tool: { kind: 'armed' } });
    expect(driver.undo().editor.history.present).toBe(driver.editor.savedStudy);
  });

  test('Escape while the button is down leaves nothing, and the rest of the gesture does nothing', () => {
    const driver = armed().press(0, 100, 200).moveTo(150, 250).cancel();
    expect(driver.editor).toMatchObject({ preview: null, loupe: null, tool: { kind: 'armed' } });
    driver.moveTo(160, 260).release();
    expect(driver.points('pre', 'L1')).toEqual({});
    expect(driver.editor.history.present).toBe(driver.editor.savedStudy);
  });

  test('a right or middle press during the gesture cancels it', () => {
    for (const button of ['right', 'middle'] as const) {
      const driver = armed().press(0, 100, 200).press(0, 120, 220, button);
      expect(driver.editor).toMatchObject({ preview: null, tool: { kind: 'armed' } });
      driver.moveTo(300, 300).release();
      expect(driver.editor.history.past).toEqual([]);
      expect(driver.pageCommands).toEqual([]);
    }
  });

  test('six points, then the other film, then rest', () => {
    const driver = armed().placeAll(0, square());
    expect(driver.points('pre', 'L1')).toEqual(square());
    expect(driver.editor).toMatchObject({ activePane: 1, tool: { kind: 'armed' } });
    driver.placeAll(1, square(50));
    expect(driver.points('post', 'L1')).toEqual(square(50));
    expect(driver.editor.tool.kind).toBe('idle');
    expect(driver.undoSteps).toHaveLength(12);
    expect(driver.undoSteps.slice(4, 8)).toEqual([
      'place:IM:L1:pre',
      'place:IA:L1:pre',
      'place:SA:L1:post',
      'place:SM:L1:post',
    ]);
    expect(levelMark(driver.editor, 'L1')).toBe('complete');
    driver.click(0, 600, 600);
    expect(driver.undoSteps).toHaveLength(12);
    expect(driver.editor.selection).toBeNull();
  });

  test('starting in the second film goes on in the first', () => {
    const driver = armed().placeAll(1, square());
    expect(driver.editor).toMatchObject({ activePane: 0, tool: { kind: 'armed' } });
    driver.click(0, 10, 20);
    expect(driver.points('pre', 'L1')).toEqual({ SA: [10, 20] });
  });

  test('with one film there is rest after its six points', () => {
    const driver = armed({ post: null }).placeAll(0, square());
    expect(driver.editor).toMatchObject({ activePane: 0, tool: { kind: 'idle' } });
  });

  test('S1 asks for its superior endplate only', () => {
    const { SA, SM, SP } = square();
    const driver = createDriver().level('S1').placeAll(0, { SA, SM, SP });
    expect(driver.points('pre', 'S1')).toEqual({ SA, SM, SP });
    expect(driver.editor.activePane).toBe(1);
  });

  test('four corners: the middles are derived, never asked for', () => {
    const { SA, SP, IP, IA } = square();
    const driver = armed({ scheme: 'four' }).placeAll(0, { SA, SP, IP, IA });
    expect(driver.points('pre', 'L1')).toEqual(square());
    expect(driver.undoSteps).toEqual(['place:SA:L1:pre', 'place:SP:L1:pre', 'place:IP:L1:pre', 'place:IA:L1:pre']);
    expect(driver.editor.activePane).toBe(1);
  });

  test('a landmark that is not visible is skipped', () => {
    const study = setLandmarkState(filmsStudy(), {
      ...place('s1', 'pre', 'L1'),
      landmark: 'SA',
      state: { kind: 'not_visible', reason: 'implant' },
      at: AT,
    });
    expect(armed({ study }).click(0, 50, 60).points('pre', 'L1')).toEqual({ SM: [50, 60] });
  });

  test('a point follows to the border of the film and no further', () => {
    const driver = armed().press(0, 100, 200).moveTo(-30, 1300);
    expect(driver.points('pre', 'L1')).toEqual({ SA: [0, 1200] });
    expect(driver.moveTo(900, 40).release().points('pre', 'L1')).toEqual({ SA: [800, 40] });
  });

  test('a press beside the film places nothing', () => {
    const driver = armed({ size: { width: 1000, height: 1200 } });
    expect(driver.imagePoint(0, { x: 90, y: 600 })).toEqual({ x: -10, y: 600 });
    driver.pressView(0, { x: 90, y: 600 }).moveToView({ x: 300, y: 600 }).release();
    expect(driver.editor.history.past).toEqual([]);
    expect(driver.editor.tool).toEqual({ kind: 'armed' });
  });

  test('without a film or without a level a press places nothing', () => {
    const study = setExamMissing(filmsStudy({ post: null }), { subjectId: 's1', timepoint: 'post', missing: 'death' });
    const driver = createDriver({ study }).level('L1');
    driver.pressView(1, { x: 300, y: 300 }).release();
    expect(driver.editor.history.past).toEqual([]);
    expect(driver.editor.activePane).toBe(1);
    const noLevel = createDriver()
      .run({ type: 'setTool', tool: { kind: 'armed' } })
      .click(0, 100, 100);
    expect(noLevel.editor.history.past).toEqual([]);
  });

  test('a finalised level takes no more points', () => {
    const begun = armed().click(0, 100, 200).editor.history.present;
    const study = finaliseLevel(begun, { ...place('s1', 'pre', 'L1'), at: AT, app: '0.1.0' });
    const driver = createDriver({ study }).level('L1');
    expect(driver.editor.activePane).toBe(1);
    driver.click(0, 300, 300);
    expect(driver.points('pre', 'L1')).toEqual({ SA: [100, 200] });
  });

  test('turning to another level while the button is down drops the point', () => {
    const driver = armed().press(0, 100, 200).level('L2').moveTo(150, 250).release();
    expect(driver.editor.history.past).toEqual([]);
    expect(driver.editor).toMatchObject({ level: 'L2', preview: null, loupe: null, tool: { kind: 'armed' } });
    const bare = armed().press(0, 100, 200).run({ type: 'setLevel', level: 'L2' }).release();
    expect(bare.editor.history.past).toEqual([]);
  });
});

describe('putting a placed point somewhere else', () => {
  const replacing = () => {
    const driver = armed().placeAll(0, square()).click(0, 300, 100);
    expect(driver.editor.selection).toMatchObject({ timepoint: 'pre', landmark: 'SA' });
    return driver.run({ type: 'setTool', tool: { kind: 'replacing', landmark: 'SA' } });
  };

  test('the next click is its place, then the hand rests', () => {
    const driver = replacing().click(0, 310, 110);
    expect(driver.points('pre', 'L1')).toEqual({ ...square(), SA: [310, 110] });
    expect(driver.editor.tool.kind).toBe('idle');
    expect(driver.undo().points('pre', 'L1')).toEqual(square());
  });

  test('even onto a neighbouring point', () => {
    expect(replacing().click(0, 200, 100).points('pre', 'L1')).toEqual({ ...square(), SA: [200, 100] });
  });

  test('a click on the other film does not touch its point of the same name', () => {
    const driver = replacing().click(1, 310, 110);
    expect(driver.points('post', 'L1')).toEqual({});
    expect(driver.editor).toMatchObject({ activePane: 1, tool: { kind: 'replacing', landmark: 'SA' } });
    expect(driver.click(0, 320, 120).points('pre', 'L1').SA).toEqual([320, 120]);
  });
});

describe('as this person likes it', () => {
  const preferring = (change: Partial<ReturnType<typeof createDriver>['editor']['preferences']>, pointer?: 'touch') => {
    const driver = armed(pointer ? { pointer } : {});
    return driver.run({ type: 'setPreferences', preferences: { ...driver.editor.preferences, ...change } });
  };

  test('one endplate after the other: the fourth point is in front below', () => {
    const driver = preferring({ order: 'endplates' });
    const { SA, SM, SP, IA, IM, IP } = square();
    for (const [x, y] of [SA, SM, SP, IA, IM, IP]) driver.wait(1000).click(0, x, y);
    expect(driver.points('pre', 'L1')).toEqual(square());
  });

  test('a finger places 40 px above itself, and the line to it is known', () => {
    const driver = preferring({ touchOffset: 40 }, 'touch').pressView(0, { x: 100, y: 240 });
    expect(driver.points('pre', 'L1')).toEqual({ SA: [100, 200] });
    expect(driver.editor.loupe).toMatchObject({ at: { x: 100, y: 200 }, finger: { x: 100, y: 240 } });
    driver.moveToView({ x: 110, y: 250 }).release();
    expect(driver.points('pre', 'L1')).toEqual({ SA: [110, 210] });
  });

  test('a mouse places under itself all the same', () => {
    expect(preferring({ touchOffset: 40 }).click(0, 100, 200).points('pre', 'L1')).toEqual({ SA: [100, 200] });
  });

  test('an arrow key goes a tenth of a pixel, with Shift a whole one', () => {
    const driver = preferring({ nudge: 0.1 }).click(0, 100, 200).arrow('right');
    expect(driver.points('pre', 'L1').SA).toEqual([100.1, 200]);
    expect(driver.arrow('down', true).points('pre', 'L1').SA).toEqual([100.1, 201]);
  });
});
