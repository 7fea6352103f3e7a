import { describe, expect, test } from 'vitest';
import { replaceLandmarks } from '../../../../shared/study/edits/landmarkEdits.ts';
import { finaliseLevel, setVertebraMissing } from '../../../../shared/study/edits/vertebraEdits.ts';
import { levelMark, levelProgress, nextLandmark, paneViewport } from '../../../../renderer/editor/selectors.ts';
import { createDriver, filmsStudy } from '../../../support/driver.ts';
import { AT, place, square } from '../../../support/exampleStudy.ts';

const withLevel = (timepoint: string, level: 'L1' | 'L2' = 'L1', study = filmsStudy()) =>
  replaceLandmarks(study, { ...place('s1', timepoint, level), landmarks: square(), at: AT });

describe('turning to a level', () => {
  test('arms the hand in the first film that has something to place', () => {
    expect(createDriver().level('L1').editor).toMatchObject({ level: 'L1', activePane: 0, tool: { kind: 'armed' } });
    const half = createDriver({ study: withLevel('pre') }).level('L1');
    expect(half.editor).toMatchObject({ activePane: 1, tool: { kind: 'armed' } });
    const later = createDriver({ study: withLevel('post') })
      .run({ type: 'setActivePane', pane: 1 })
      .level('L1');
    expect(later.editor.activePane).toBe(0);
  });

  test('rests where nothing is left, or nothing can be placed', () => {
    const done = withLevel('post', 'L1', withLevel('pre'));
    expect(createDriver({ study: done }).level('L2').level('L1').editor.tool.kind).toBe('idle');
    const none = createDriver({ pre: null, post: null }).level('L1');
    expect(none.editor).toMatchObject({ level: 'L1', tool: { kind: 'idle' } });
    const missing = (['pre', 'post'] as const).reduce(
      (study, timepoint) =>
        setVertebraMissing(study, { ...place('s1', timepoint, 'L1'), missing: 'not_visible', at: AT }),
      filmsStudy(),
    );
    expect(createDriver({ study: missing }).level('L1').editor.tool.kind).toBe('idle');
  });

  test('shows the vertebra at 45 % of the view, an unmeasured one where its neighbour lets expect it', () => {
    const driver = createDriver({ study: withLevel('pre') }).level('L1');
    expect(paneViewport(driver.editor, 0)).toEqual({ centre: { x: 200, y: 200 }, zoom: 1.8 });
    // One body of 200 px further down.
    expect(paneViewport(driver.level('L2').editor, 0)).toEqual({ centre: { x: 200, y: 400 }, zoom: 1.8 });
    expect(paneViewport(driver.level('T12').editor, 0)).toEqual({ centre: { x: 200, y: 0 }, zoom: 1.8 });
    // At most three bodies away, however far the level is.
    expect(paneViewport(driver.level('S1').editor, 0)?.centre).toEqual({ x: 200, y: 800 });
  });

  test('leaves the view of a film without any measured vertebra as it is', () => {
    const driver = createDriver({ study: withLevel('pre') });
    const before = paneViewport(driver.editor, 1);
    expect(paneViewport(driver.level('L2').editor, 1)).toEqual(before);
  });

  test('deselects the point of another level', () => {
    const driver = createDriver().level('L1').click(0, 100, 100).level('L2');
    expect(driver.editor.selection).toBeNull();
  });
});

describe('how far a level is', () => {
  test('empty, partly, complete, finalised, over the films shown', () => {
    const driver = createDriver().level('L1');
    expect(levelMark(driver.editor, 'L1')).toBe('empty');
    driver.click(0, 300, 100);
    expect(levelMark(driver.editor, 'L1')).toBe('partly');
    expect(levelProgress(driver.editor, 'pre', 'L1')).toEqual({ done: 1, total: 6 });
    expect(levelProgress(driver.editor, 'pre', 'S1')).toEqual({ done: 0, total: 3 });
    const done = withLevel('post', 'L1', withLevel('pre'));
    expect(levelMark(createDriver({ study: done }).editor, 'L1')).toBe('complete');
    const { timepoint: _, ...everywhere } = place('s1', 'pre', 'L1');
    const closed = finaliseLevel(done, { ...everywhere, at: AT, app: '0.1.0' });
    expect(levelMark(createDriver({ study: closed }).editor, 'L1')).toBe('finalised');
  });

  test('the next landmark goes round the body', () => {
    const driver = createDriver().level('L1').click(0, 300, 100).wait(1000).click(0, 200, 100);
    expect(nextLandmark(driver.editor, 'pre', 'L1')).toBe('SP');
    expect(nextLandmark(driver.editor, 'post', 'L1')).toBe('SA');
  });
});
