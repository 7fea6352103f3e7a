import { describe, expect, test } from 'vitest';
import { setExamMissing } from '../../../../shared/study/edits/examEdits.ts';
import { isUnsaved, paneViewport } from '../../../../renderer/editor/selectors.ts';
import { createEditor } from '../../../../renderer/editor/editorState.ts';
import { createDriver } from '../../../support/driver.ts';
import { emptyStudy, exampleStudy, square } from '../../../support/exampleStudy.ts';

describe('a command', () => {
  test('that changes nothing keeps the state', () => {
    const { editor } = createDriver().run({ type: 'setLevel', level: 'L1' });
    const driver = createDriver();
    driver.editor = editor;
    driver.run(
      { type: 'dropPreview' },
      { type: 'setActivePane', pane: 0 },
      { type: 'setLevel', level: 'L1' },
      { type: 'setSize', pane: 1, size: { width: 800, height: 1200 } },
      { type: 'dragWindow', pane: 0, dx: 1, dy: 1 },
      {
        type: 'askKnownLength',
        pane: 0,
        shape: 'line',
        points: [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
      },
    );
    expect(driver.editor).toBe(editor);
  });

  test('to turn to another subject or other films ends the gesture and closes the loupe', () => {
    for (const command of [
      { type: 'setSubject', subjectId: 's1' },
      { type: 'setPanes', panes: ['pre', 'm1'] },
    ] as const) {
      const driver = createDriver().level('L1').click(0, 100, 100).wait(1000).press(0, 100, 100).moveTo(150, 150);
      driver.run(command);
      expect(driver.editor).toMatchObject({ preview: null, selection: null, loupe: null });
      expect(driver.release().undoSteps).toEqual(['place:SA:L1:pre']);
    }
  });

  test('to turn to another level deselects a point of the old one', () => {
    const driver = createDriver().level('L1').click(0, 100, 100).run({ type: 'setLevel', level: 'L2' });
    expect(driver.editor.selection).toBeNull();
  });

  test('to take another tool drops the drag', () => {
    const driver = createDriver()
      .level('L1')
      .press(0, 100, 100)
      .run({ type: 'setTool', tool: { kind: 'idle' } });
    expect(driver.editor).toMatchObject({ preview: null, loupe: null, tool: { kind: 'idle' } });
  });

  test('a view is remembered by its film, so that it comes back with it', () => {
    const viewport = { centre: { x: 1, y: 2 }, zoom: 3 };
    const driver = createDriver().run({ type: 'setViewport', pane: 1, viewport });
    driver.run({ type: 'setPanes', panes: ['post', 'pre'] });
    expect(paneViewport(driver.editor, 0)).toEqual(viewport);
    driver.run({ type: 'setViewport', pane: 0, viewport: null });
    expect(paneViewport(driver.editor, 0)?.zoom).toBeCloseTo(0.98, 12);
    expect(Object.keys(driver.editor.viewports)).toEqual(['s1/pre']);
  });

  test('a view without an exam has no viewport to keep', () => {
    const driver = createDriver({ post: null });
    const before = driver.editor.viewports;
    driver.run({ type: 'setViewport', pane: 1, viewport: { centre: { x: 0, y: 0 }, zoom: 1 } });
    expect(driver.editor.viewports).toBe(before);
  });

  test('a switch turns over, the others stay', () => {
    const { switches } = createDriver().editor;
    const driver = createDriver().run({ type: 'toggle', name: 'ghost' }, { type: 'setLayout', layout: 'single' });
    expect(driver.editor.switches).toEqual({ ...switches, ghost: !switches.ghost });
    expect(driver.editor.layout).toBe('single');
  });
});

describe('a change from elsewhere while the button is down', () => {
  test('ends the gesture: the release neither places nor selects a point that is not there', () => {
    const driver = createDriver().level('L1').press(0, 100, 100);
    const study = setExamMissing(driver.editor.history.present, { subjectId: 's1', timepoint: 'm1', missing: 'death' });
    driver.run({ type: 'commit', study, label: 'missing:m1' }).moveTo(150, 150).release();
    expect(driver.undoSteps).toEqual(['missing:m1']);
    expect(driver.editor).toMatchObject({ selection: null, preview: null, loupe: null, tool: { kind: 'armed' } });
  });
});

describe('a new editor', () => {
  test('shows the first subject and the first two timepoints, nothing chosen, nothing to undo', () => {
    const editor = createEditor(exampleStudy(), { saved: true });
    expect(editor).toMatchObject({ subjectId: 's1', panes: ['pre', 'post'], level: null, selection: null });
    expect(isUnsaved(editor)).toBe(false);
  });

  test('of a study that was never saved has unsaved work; without subjects there is none to show', () => {
    const editor = createEditor(emptyStudy(), { saved: false });
    expect(isUnsaved(editor)).toBe(true);
    expect(editor.subjectId).toBeNull();
  });

  test('nothing of a whole measurement is written into the first study', () => {
    const driver = createDriver();
    const text = JSON.stringify(driver.study);
    const first = driver.study;
    driver.level('L1').placeAll(0, square()).placeAll(1, square());
    expect(JSON.stringify(first)).toBe(text);
  });
});
