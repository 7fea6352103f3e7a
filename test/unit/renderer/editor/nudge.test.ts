import { describe, expect, test } from 'vitest';
import type { Display } from '../../../../shared/study/study.ts';
import { replaceLandmarks } from '../../../../shared/study/edits/landmarkEdits.ts';
import { paneViewport } from '../../../../renderer/editor/selectors.ts';
import { createDriver, filmsStudy, type FilmOptions } from '../../../support/driver.ts';
import { AT, place, square } from '../../../support/exampleStudy.ts';

const selection = { timepoint: 'pre', level: 'L1', landmark: 'SA' } as const;

function selected(pre: FilmOptions = {}) {
  const study = replaceLandmarks(filmsStudy({ pre }), { ...place('s1', 'pre', 'L1'), landmarks: square(), at: AT });
  return createDriver({ study }).run({ type: 'setLevel', level: 'L1' }, { type: 'select', selection });
}

const ROTATIONS = [0, 90, 180, 270] as const;
const DISPLAYS: readonly Display[] = ROTATIONS.flatMap((rotation) =>
  [false, true].flatMap((flipHorizontal) =>
    [false, true].map((flipVertical) => ({ rotation, flipHorizontal, flipVertical })),
  ),
);
const ARROWS = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const;

describe('arrow keys', () => {
  test('move the selected point by a quarter of a stored pixel, with Shift by ten times as much', () => {
    expect(selected().arrow('right').points('pre', 'L1').SA).toEqual([300.25, 100]);
    expect(selected().arrow('up').points('pre', 'L1').SA).toEqual([300, 99.75]);
    expect(selected().arrow('left', true).points('pre', 'L1').SA).toEqual([297.5, 100]);
    expect(selected().arrow('down', true).points('pre', 'L1').SA).toEqual([300, 102.5]);
  });

  test.each(DISPLAYS)('go where it looks, whatever the rotation and flips: %o', (display) => {
    for (const [arrow, [right, down]] of Object.entries(ARROWS)) {
      // Pixels half as tall as wide: the step is one of stored pixels all the same.
      const driver = selected({ display, spacing: [0.1, 0.2] });
      const before = driver.viewPoint(0, { x: 300, y: 100 });
      driver.arrow(arrow as keyof typeof ARROWS, true);
      const [x, y] = driver.points('pre', 'L1').SA ?? [NaN, NaN];
      expect(Math.abs(x - 300) + Math.abs(y - 100)).toBe(2.5);
      const after = driver.viewPoint(0, { x, y });
      expect(Math.sign(Math.round(after.x - before.x))).toBe(right);
      expect(Math.sign(Math.round(after.y - before.y))).toBe(down);
    }
  });

  test('the step is the same at every zoom', () => {
    const driver = selected().wheel(0, { x: 300, y: 100 }, 20).arrow('right');
    expect(driver.points('pre', 'L1').SA).toEqual([300.25, 100]);
  });

  test('a held key is one undo step, its loupe stays open', () => {
    const driver = selected();
    const before = driver.study;
    for (let repeat = 0; repeat < 20; repeat += 1) driver.arrow('right');
    expect(driver.points('pre', 'L1').SA).toEqual([305, 100]);
    expect(driver.undoSteps).toEqual(['nudge:SA:L1:pre']);
    expect(driver.editor.loupe).toEqual({ pane: 0, at: { x: 305, y: 100 }, byTouch: false, lingers: true });
    expect(driver.undo().study).toBe(before);
    expect(driver.redo().points('pre', 'L1').SA).toEqual([305, 100]);
  });

  test('another point, another edit in between, or an undo begin a new step', () => {
    const driver = selected().arrow('right').arrow('down');
    driver.run({ type: 'select', selection: { ...selection, landmark: 'SP' } }).arrow('right');
    expect(driver.editor.loupe?.at).toEqual({ x: 100.25, y: 100 });
    driver.drag(0, [200, 100], [200, 90]).run({ type: 'select', selection });
    expect(driver.editor.loupe).toBeNull();
    driver.arrow('right');
    expect(driver.undoSteps).toEqual(['nudge:SA:L1:pre', 'nudge:SP:L1:pre', 'move:SM:L1:pre', 'nudge:SA:L1:pre']);
    driver.undo().arrow('left');
    expect(driver.undoSteps).toHaveLength(4);
    expect(driver.points('pre', 'L1').SA).toEqual([300, 100.25]);
  });

  test('the same point of the other film is another step', () => {
    const study = replaceLandmarks(selected().study, { ...place('s1', 'post', 'L1'), landmarks: square(), at: AT });
    const driver = createDriver({ study }).run({ type: 'select', selection }).arrow('right');
    driver.run({ type: 'select', selection: { ...selection, timepoint: 'post' } }).arrow('right');
    expect(driver.undoSteps).toEqual(['nudge:SA:L1:pre', 'nudge:SA:L1:post']);
  });

  test('stop at the border of the film', () => {
    const study = replaceLandmarks(filmsStudy(), {
      ...place('s1', 'pre', 'L1'),
      landmarks: { SA: [799, 1] },
      at: AT,
    });
    const driver = createDriver({ study }).run({ type: 'select', selection }).arrow('right', true).arrow('up', true);
    expect(driver.points('pre', 'L1').SA).toEqual([800, 0]);
    const { history } = driver.editor;
    expect(driver.arrow('up').editor.history).toBe(history);
  });

  test('without a selection they move the view by 5 or 25 CSS pixels, and no point', () => {
    const driver = selected().run({ type: 'select', selection: null }).arrow('right');
    expect(paneViewport(driver.editor, 0)?.centre).toEqual({ x: 405, y: 600 });
    driver.arrow('up', true);
    expect(paneViewport(driver.editor, 0)?.centre).toEqual({ x: 405, y: 575 });
    expect(driver.points('pre', 'L1')).toEqual(square());
    expect(driver.editor.history.past).toEqual([]);
  });

  test('a landmark that is selected in the list but not placed stays unplaced', () => {
    const driver = selected()
      .run({ type: 'select', selection: { ...selection, timepoint: 'post' } })
      .arrow('right');
    expect(driver.points('post', 'L1')).toEqual({});
    expect(driver.editor.history.past).toEqual([]);
  });
});
