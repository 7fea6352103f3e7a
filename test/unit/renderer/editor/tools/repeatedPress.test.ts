import { describe, expect, test } from 'vitest';
import { createDriver } from '../../../../support/driver.ts';
import { square } from '../../../../support/exampleStudy.ts';

const placedAt100 = () => createDriver().level('L1').clickView(0, { x: 100, y: 200 });

describe('a double click while placing', () => {
  test('places one point', () => {
    const driver = placedAt100().wait(150).clickView(0, { x: 101, y: 199 });
    expect(driver.points('pre', 'L1')).toEqual({ SA: [100, 200] });
    expect(driver.undoSteps).toEqual(['place:SA:L1:pre']);
    expect(driver.editor).toMatchObject({ tool: { kind: 'armed' }, selection: { landmark: 'SA' } });
  });

  test('places one point even when the hand slipped 8 px in the first half', () => {
    const driver = createDriver().level('L1').clickView(0, { x: 100, y: 200 }, { x: 8, y: 0 });
    driver.wait(150).clickView(0, { x: 98, y: 200 });
    expect(driver.points('pre', 'L1')).toEqual({ SA: [108, 200] });
  });

  test('a slip in the second half moves nothing; a drag of more than 16 px is meant', () => {
    const slipped = placedAt100().wait(150).clickView(0, { x: 100, y: 200 }, { x: 10, y: 8 });
    expect(slipped.points('pre', 'L1')).toEqual({ SA: [100, 200] });
    const dragged = placedAt100().wait(150).clickView(0, { x: 100, y: 200 }, { x: 20, y: 0 });
    expect(dragged.points('pre', 'L1')).toEqual({ SA: [120, 200] });
  });

  test('a third and a fourth click belong to it too', () => {
    const driver = placedAt100();
    for (let click = 0; click < 3; click += 1) driver.wait(400).clickView(0, { x: 106, y: 206 }, { x: 4, y: 4 });
    expect(driver.undoSteps).toEqual(['place:SA:L1:pre']);
  });

  test('after half a second, or 12 px away, a press is the next point', () => {
    const later = placedAt100().wait(501).clickView(0, { x: 110, y: 200 });
    expect(later.points('pre', 'L1')).toEqual({ SA: [100, 200], SM: [110, 200] });
    const beside = placedAt100().wait(100).clickView(0, { x: 113, y: 200 });
    expect(beside.points('pre', 'L1')).toEqual({ SA: [100, 200], SM: [113, 200] });
  });

  test('on the last point it neither moves that point nor jumps to the vertebra', () => {
    const driver = createDriver().level('L1').placeAll(0, square()).placeAll(1, square());
    const { viewports } = driver.undo().editor;
    driver.clickView(1, { x: 300, y: 300 }).wait(150).clickView(1, { x: 301, y: 301 }, { x: 5, y: 5 });
    driver.doublePress(1, 306, 306);
    expect(driver.points('post', 'L1')).toEqual(square());
    expect(driver.editor.viewports).toBe(viewports);
    expect(driver.editor.tool.kind).toBe('idle');
  });

  test('a point that was just taken back can be placed again in the same place at once', () => {
    const driver = placedAt100().wait(100).undo().wait(100).clickView(0, { x: 102, y: 200 });
    expect(driver.points('pre', 'L1')).toEqual({ SA: [102, 200] });
  });
});
