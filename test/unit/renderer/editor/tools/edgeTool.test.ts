import { describe, expect, test } from 'vitest';
import { edgeTarget } from '../../../../../renderer/editor/tools/edgeTool.ts';
import { vertebraAt } from '../../../../../renderer/editor/selectors.ts';
import { finaliseLevel } from '../../../../../shared/study/edits/vertebraEdits.ts';
import { placeLandmark } from '../../../../../shared/study/edits/landmarkEdits.ts';
import { createDriver, type Driver } from '../../../../support/driver.ts';

/** L1 is armed; SA of the first film has been placed at (300, 500). */
const withSA = (): Driver => {
  const driver = createDriver();
  driver.run({ type: 'setLevel', level: 'L1' }, { type: 'setTool', tool: { kind: 'armed' } });
  return driver.click(0, 300, 500).wait(2000);
};

/** What the page does with the key down: the candidate, 4 px below the point that is asked for. */
const lookForEdge = (driver: Driver): Driver => {
  const asked = edgeTarget({ editor: driver.editor, now: driver.now });
  const point = asked && { x: asked.at.x, y: asked.at.y + 4 };
  return driver.run({
    type: 'setCandidate',
    candidate: asked && point && { target: asked.target, from: asked.at, point },
  });
};
const take = (driver: Driver): Driver => driver.input({ type: 'takeEdge' });
const mark = ({ editor }: Driver, code: 'SA' | 'SM') => vertebraAt(editor, 'pre', 'L1')?.states[code]?.kind;

describe('The edge beside a point', () => {
  test('is taken for the selected point when the key is let go: one step, marked as assisted', () => {
    const driver = take(lookForEdge(withSA()));
    expect(driver.points('pre', 'L1')).toEqual({ SA: [300, 504] });
    expect(mark(driver, 'SA')).toBe('assisted');
    expect(driver.undoSteps.at(-1)).toBe('edge:SA:L1:pre');
    expect(driver.editor.candidate).toBeNull();
    driver.undo();
    expect(driver.points('pre', 'L1')).toEqual({ SA: [300, 500] });
    expect(mark(driver, 'SA')).toBeUndefined();
  });

  test('is not taken without being shown, and nothing snaps by itself', () => {
    const driver = take(withSA());
    expect(driver.undoSteps).toEqual(['place:SA:L1:pre']);
    lookForEdge(driver);
    expect(driver.points('pre', 'L1')).toEqual({ SA: [300, 500] });
  });

  test('is taken for the point under the hand, which is placed by it; the release does not move it again', () => {
    const driver = lookForEdge(withSA().press(0, 250, 500));
    take(driver);
    expect(driver.points('pre', 'L1').SM).toEqual([250, 504]);
    expect(mark(driver, 'SM')).toBe('assisted');
    driver.moveTo(255, 520).release();
    expect(driver.points('pre', 'L1')).toEqual({ SA: [300, 500], SM: [250, 504] });
    expect(driver.undoSteps).toEqual(['place:SA:L1:pre', 'place:SM:L1:pre']);
  });

  test('is taken for a point that is being dragged', () => {
    const driver = lookForEdge(withSA().press(0, 300, 500).moveTo(310, 520));
    take(driver).release();
    expect(driver.points('pre', 'L1')).toEqual({ SA: [310, 524] });
    expect(driver.undoSteps.at(-1)).toBe('move:SA:L1:pre');
  });

  test('is taken for a point that is only pressed', () => {
    const driver = take(lookForEdge(withSA().press(0, 300, 500))).release();
    expect(driver.points('pre', 'L1')).toEqual({ SA: [300, 504] });
  });

  test('is let be when the hand moves away, not when it trembles', () => {
    const trembling = lookForEdge(withSA().press(0, 250, 500)).moveTo(252, 501);
    expect(trembling.editor.candidate).not.toBeNull();
    const away = trembling.moveTo(258, 501);
    expect(away.editor.candidate).toBeNull();
    take(away).release();
    expect(away.points('pre', 'L1').SM).toEqual([258, 501]);
    expect(mark(away, 'SM')).toBeUndefined();
  });

  test('is gone with Escape, with another selection, with undo', () => {
    expect(lookForEdge(withSA().press(0, 250, 500)).cancel().editor.candidate).toBeNull();
    expect(lookForEdge(withSA()).undo().editor.candidate).toBeNull();
    expect(lookForEdge(withSA()).run({ type: 'select', selection: null }).editor.candidate).toBeNull();
  });

  test('is not looked for without a point, and not for a locked one', () => {
    const driver = withSA().run({ type: 'select', selection: null });
    expect(edgeTarget({ editor: driver.editor, now: driver.now })).toBeNull();
    const locked = withSA();
    const study = finaliseLevel(locked.study, {
      subjectId: 's1',
      timepoint: 'pre',
      reader: 'R1',
      reading: 1,
      level: 'L1',
      at: locked.now,
      app: '0.1.0',
    });
    locked.run({ type: 'commit', study, label: 'x' });
    expect(edgeTarget({ editor: locked.editor, now: locked.now })).toBeNull();
  });

  test('a mark of assistance goes when the point is moved by hand; an estimated point stays estimated', () => {
    const driver = take(lookForEdge(withSA()));
    driver.arrow('down');
    expect(mark(driver, 'SA')).toBeUndefined();
    const place = { subjectId: 's1', timepoint: 'pre', reader: 'R1', reading: 1, level: 'L1' } as const;
    const estimated = placeLandmark(driver.study, {
      ...place,
      landmark: 'SA',
      point: [300, 500],
      at: driver.now,
      state: { kind: 'estimated' },
    });
    driver.run({ type: 'commit', study: estimated, label: 'x' });
    take(lookForEdge(driver));
    expect(driver.points('pre', 'L1').SA).toEqual([300, 504]);
    expect(mark(driver, 'SA')).toBe('estimated');
  });
});
