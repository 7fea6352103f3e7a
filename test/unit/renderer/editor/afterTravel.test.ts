import { describe, expect, test } from 'vitest';
import { addCalibration, setExamImage } from '../../../../shared/study/edits/examEdits.ts';
import { clearLandmark, clearLevel, replaceLandmarks } from '../../../../shared/study/edits/landmarkEdits.ts';
import { setVertebraFacts } from '../../../../shared/study/edits/vertebraEdits.ts';
import { addSubject } from '../../../../shared/study/edits/subjectEdits.ts';
import { isUnsaved, paneViewport } from '../../../../renderer/editor/selectors.ts';
import { createDriver, filmsStudy } from '../../../support/driver.ts';
import { AT, image, place, square } from '../../../support/exampleStudy.ts';

const measured = () =>
  createDriver({
    study: replaceLandmarks(filmsStudy(), { ...place('s1', 'pre', 'L1'), landmarks: square(), at: AT }),
  }).run({ type: 'setLevel', level: 'L1' });

describe('undo and redo', () => {
  test('of a move select the point again', () => {
    const driver = measured().drag(0, [300, 100], [320, 100]).click(0, 600, 600);
    expect(driver.editor.selection).toBeNull();
    driver.undo();
    expect(driver.editor.selection).toEqual({ timepoint: 'pre', level: 'L1', landmark: 'SA' });
    expect(driver.points('pre', 'L1').SA).toEqual([300, 100]);
    driver.click(0, 600, 600).redo();
    expect(driver.editor.selection?.landmark).toBe('SA');
    expect(driver.points('pre', 'L1').SA).toEqual([320, 100]);
  });

  test('of a placed point leave nothing selected that is not there', () => {
    const driver = createDriver().level('L1').click(0, 100, 100).undo();
    expect(driver.editor.selection).toBeNull();
    expect(driver.redo().editor.selection?.landmark).toBe('SA');
  });

  test('turn to the level in which it was', () => {
    const driver = measured().drag(0, [300, 100], [320, 100]).level('L4').undo();
    expect(driver.editor).toMatchObject({ level: 'L1', selection: { level: 'L1' } });
    driver.level('L4').redo();
    expect(driver.editor).toMatchObject({ level: 'L1', selection: { level: 'L1' } });
  });

  test('turn to the view in which it was', () => {
    const driver = createDriver().level('L1').click(1, 100, 100).run({ type: 'setActivePane', pane: 0 }).undo();
    expect(driver.editor.activePane).toBe(1);
    driver.run({ type: 'setActivePane', pane: 0 }).redo();
    expect(driver.editor.activePane).toBe(1);
  });

  test('bring back the film that is no longer shown', () => {
    const driver = createDriver()
      .level('L1')
      .click(1, 100, 100)
      .run({ type: 'setPanes', panes: ['pre', 'm12'] });
    driver.undo();
    expect(driver.editor).toMatchObject({ panes: ['pre', 'post'], activePane: 1 });
  });

  test('turn to the subject, and to the reading, in which it was', () => {
    let study = addSubject(filmsStudy(), { id: 's2', code: 'S002' });
    study = setExamImage(study, { subjectId: 's2', timepoint: 'pre', image: image('other') });
    const driver = createDriver({ study }).level('L1').click(0, 100, 100).run({ type: 'setSubject', subjectId: 's2' });
    driver.editor = { ...driver.editor, reader: 'R2', reading: 2 };
    driver.undo();
    expect(driver.editor).toMatchObject({ subjectId: 's1', reader: 'R1', reading: 1 });
    driver.run({ type: 'setSubject', subjectId: 's2' }).redo();
    expect(driver.editor).toMatchObject({ subjectId: 's1', selection: { landmark: 'SA' } });
    expect(driver.points('pre', 'L1')).toEqual({ SA: [100, 100] });
  });

  test('of a new subject show one that exists', () => {
    const driver = createDriver();
    const study = addSubject(driver.study, { id: 's2', code: 'S002' });
    driver.run({ type: 'setSubject', subjectId: 's2' }, { type: 'commit', study, label: 'subject:S002' });
    expect(driver.undo().editor.subjectId).toBe('s1');
    expect(driver.redo().editor.subjectId).toBe('s2');
  });

  test('bring the point into view where the view was elsewhere, and leave the zoom', () => {
    const driver = measured().drag(0, [300, 100], [320, 100]);
    driver.run({ type: 'setViewport', pane: 0, viewport: { centre: { x: 700, y: 1100 }, zoom: 8 } }).undo();
    expect(paneViewport(driver.editor, 0)).toEqual({ centre: { x: 300, y: 100 }, zoom: 8 });
    const { viewports } = driver.redo().editor;
    expect(driver.viewPoint(0, { x: 320, y: 100 })).toEqual({ x: 560, y: 600 });
    expect(driver.undo().editor.viewports).toEqual(viewports);
  });

  test('on whichever side it lies out of view; a point in view moves nothing', () => {
    const centres = [
      { x: 450, y: 600 },
      { x: 350, y: 600 },
      { x: 400, y: 680 },
      { x: 400, y: 520 },
    ];
    for (const centre of centres) {
      // At 1000 % a view of 800 by 1200 px shows 40 px to the left and right, 60 px above and below.
      const driver = createDriver().level('L1').drag(0, [400, 600], [402, 600]);
      driver.run({ type: 'setViewport', pane: 0, viewport: { centre, zoom: 10 } }).undo();
      expect(paneViewport(driver.editor, 0)?.centre).toEqual({ x: 402, y: 600 });
    }
    const driver = createDriver().level('L1').drag(0, [400, 600], [402, 600]);
    const viewport = { centre: { x: 430, y: 650 }, zoom: 10 };
    driver.run({ type: 'setViewport', pane: 0, viewport }).undo();
    expect(paneViewport(driver.editor, 0)).toEqual(viewport);
  });

  test('also where the point was that is gone', () => {
    const driver = createDriver().level('L1').click(0, 100, 150);
    driver.run({ type: 'setViewport', pane: 0, viewport: { centre: { x: 700, y: 1100 }, zoom: 8 } }).undo();
    expect(paneViewport(driver.editor, 0)).toEqual({ centre: { x: 100, y: 150 }, zoom: 8 });
  });

  test('of an edit without a point turn to its film, and keep only a selection that is there', () => {
    const driver = measured().click(0, 300, 100);
    const note = setVertebraFacts(driver.study, { ...place('s1', 'pre', 'L1'), facts: { note: 'old' }, at: AT });
    driver.run({ type: 'commit', study: note, label: 'note:L1:pre', focus: { timepoint: 'pre', level: 'L1' } });
    expect(driver.run({ type: 'setActivePane', pane: 1 }).undo().editor).toMatchObject({
      activePane: 0,
      selection: { landmark: 'SA' },
    });
    const cleared = clearLevel(driver.study, { ...place('s1', 'pre', 'L1'), at: AT });
    driver.run({
      type: 'commit',
      study: cleared,
      label: 'clearLevel:L1:pre',
      focus: { timepoint: 'pre', level: 'L1' },
    });
    driver.undo().click(0, 300, 100).redo();
    expect(driver.points('pre', 'L1')).toEqual({});
    expect(driver.editor.selection).toBeNull();
  });

  test('of an edit of another level leave no point of this one selected', () => {
    const driver = measured();
    const study = setVertebraFacts(driver.study, { ...place('s1', 'pre', 'L4'), facts: { note: 'new' }, at: AT });
    driver.run({ type: 'commit', study, label: 'note:L4:pre', focus: { timepoint: 'pre', level: 'L4' } });
    driver.click(0, 300, 100);
    expect(driver.editor.selection?.level).toBe('L1');
    expect(driver.undo().editor).toMatchObject({ level: 'L4', selection: null });
  });

  test('of a calibration show the film that was calibrated', () => {
    const driver = measured();
    const study = addCalibration(driver.study, {
      subjectId: 's1',
      timepoint: 'post',
      entry: { kind: 'automatic', at: AT, by: 'R1', reason: '' },
    });
    driver.run({ type: 'commit', study, label: 'calibrate:post', focus: { timepoint: 'post' } });
    driver.run({ type: 'setPanes', panes: ['pre', 'm1'] }).undo();
    expect(driver.editor).toMatchObject({ panes: ['pre', 'post'], activePane: 1 });
  });

  test('during a drag drop it first', () => {
    const driver = measured().drag(0, [300, 100], [320, 100]).press(0, 200, 100).moveTo(250, 150).undo();
    expect(driver.editor).toMatchObject({ preview: null, loupe: null, tool: { kind: 'idle' } });
    expect(driver.moveTo(400, 400).release().points('pre', 'L1')).toEqual(square());
  });

  test('of the very last point let it be placed again by the next click; redone, the hand rests', () => {
    const driver = createDriver().level('L1').placeAll(0, square()).placeAll(1, square());
    expect(driver.editor.tool.kind).toBe('idle');
    expect(driver.undo().editor.tool.kind).toBe('armed');
    expect(driver.redo().editor.tool.kind).toBe('idle');
    driver.undo().wait(1000).click(1, 310, 305);
    expect(driver.points('post', 'L1')).toEqual({ ...square(), IA: [310, 305] });
  });

  test('of a moved point do not start placing', () => {
    const driver = measured().drag(0, [300, 100], [320, 100]).undo();
    expect(driver.editor.tool.kind).toBe('idle');
    const study = clearLandmark(driver.study, { ...place('s1', 'pre', 'L1'), landmark: 'SA', at: AT });
    const focus = { timepoint: 'pre', level: 'L1', landmark: 'SA' } as const;
    driver.run({ type: 'commit', study, label: 'clear:SA:L1:pre', focus }).undo();
    expect(driver.editor.tool.kind).toBe('idle');
  });

  test('beyond the ends change nothing at all', () => {
    const driver = createDriver();
    const { editor } = driver;
    expect(driver.undo().editor).toBe(editor);
    expect(driver.redo().editor).toBe(editor);
  });

  test('unsaved is what differs from the file: undo back to it is saved again', () => {
    const driver = createDriver().level('L1').click(0, 100, 100);
    expect(isUnsaved(driver.editor)).toBe(true);
    expect(isUnsaved(driver.undo().editor)).toBe(false);
    driver.redo().run({ type: 'markSaved', study: driver.study });
    expect(isUnsaved(driver.editor)).toBe(false);
    expect(isUnsaved(driver.undo().editor)).toBe(true);
  });
});
