import { describe, expect, test } from 'vitest';
import type { Level } from '../../../../shared/spine/levels.ts';
import { replaceLandmarks } from '../../../../shared/study/edits/landmarkEdits.ts';
import { HIT_RADIUS, hitLandmark } from '../../../../renderer/editor/hitTest.ts';
import { paneTransform } from '../../../../renderer/editor/selectors.ts';
import type { RestingTool } from '../../../../renderer/editor/tools/tool.ts';
import { createDriver, filmsStudy, type Driver } from '../../../support/driver.ts';
import { AT, place } from '../../../support/exampleStudy.ts';

/** T12's lower corner and L1's upper corner 10 px apart. */
function neighbours(tool: RestingTool = { kind: 'idle' }, level: Level = 'L1'): Driver {
  let study = filmsStudy();
  study = replaceLandmarks(study, { ...place('s1', 'pre', 'T12'), landmarks: { IA: [300, 290] }, at: AT });
  study = replaceLandmarks(study, {
    ...place('s1', 'pre', 'L1'),
    landmarks: { SA: [300, 300], SM: [292, 300] },
    at: AT,
  });
  return createDriver({ study }).run({ type: 'setLevel', level }, { type: 'setTool', tool });
}

function hit(driver: Driver, x: number, y: number, radius: number = HIT_RADIUS.mouse): string | null {
  const transform = paneTransform(driver.editor, 0);
  const found = transform && hitLandmark(driver.editor, 0, { at: { x, y }, transform, radius });
  return found && `${found.level} ${found.landmark}`;
}

describe('the point under the pointer', () => {
  test('is the nearest one within the radius', () => {
    expect(hit(neighbours(), 299, 301)).toBe('L1 SA');
    expect(hit(neighbours(), 294, 301)).toBe('L1 SM');
    expect(hit(neighbours(), 300, 293)).toBe('T12 IA');
    expect(hit(neighbours(), 312, 300)).toBe('L1 SA');
    expect(hit(neighbours(), 312.1, 300)).toBeNull();
    expect(hit(neighbours(), 321, 300, HIT_RADIUS.touch)).toBe('L1 SA');
  });

  test('of two equally near is that of the current level', () => {
    expect(hit(neighbours(), 300, 295)).toBe('L1 SA');
    expect(hit(neighbours({ kind: 'idle' }, 'T12'), 300, 295)).toBe('T12 IA');
  });

  test('while placing is one of the current level only', () => {
    for (const tool of [{ kind: 'armed' }, { kind: 'replacing', landmark: 'SA' }] as const) {
      expect(hit(neighbours(tool), 300, 290)).toBe('L1 SA');
      expect(hit(neighbours(tool, 'L3'), 300, 290)).toBeNull();
    }
  });

  test('is counted in CSS pixels, whatever the zoom', () => {
    const driver = neighbours().run({
      type: 'setViewport',
      pane: 0,
      viewport: { centre: { x: 300, y: 300 }, zoom: 4 },
    });
    expect(hit(driver, 400 + 12, 600)).toBe('L1 SA');
    expect(hit(driver, 400 + 13, 600)).toBeNull();
  });

  test('a corner of the neighbour does not swallow a click that places', () => {
    const driver = neighbours({ kind: 'armed' }, 'L2').click(0, 300, 290);
    expect(driver.points('pre', 'L2')).toEqual({ SA: [300, 290] });
    expect(driver.points('pre', 'T12')).toEqual({ IA: [300, 290] });
  });

  test('while placing is close: the next point can be set 8 px beside the last', () => {
    const driver = createDriver().level('L1').click(0, 100, 100).wait(1000).click(0, 108, 100);
    expect(driver.points('pre', 'L1')).toEqual({ SA: [100, 100], SM: [108, 100] });
  });
});
