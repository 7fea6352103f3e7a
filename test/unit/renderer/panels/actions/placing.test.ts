import { describe, expect, test } from 'vitest';
import { crosshairAt } from '../../../../../renderer/editor/crosshair.ts';
import { editorOf, handleInput, perform, type App } from '../../../../../renderer/files/app.ts';
import { actionById, isEnabled } from '../../../../../renderer/panels/actions/allActions.ts';
import { filmsStudy } from '../../../../support/driver.ts';
import { click, measureApp, run } from '../../../../support/measureApp.ts';

const onL1 = (): App => {
  const app = measureApp();
  perform(app, { type: 'setLevel', level: 'L1' });
  return app;
};
const enter = (app: App): void => {
  const at = crosshairAt(editorOf(app));
  if (at) handleInput(app, { type: 'place', pane: editorOf(app).activePane, at });
};

describe('P', () => {
  test('arms and shows the crosshair in the middle of the view, or under the pointer that is over it', () => {
    const app = onL1();
    expect(run(app, 'place')).toMatchObject({ tool: { kind: 'armed' }, crosshair: { x: 400, y: 600 } });
    app.store.setState({ pointer: { pane: 0, at: { x: 120, y: 130 } } });
    expect(run(app, 'place').crosshair).toEqual({ x: 120, y: 130 });
  });

  test('goes to the film in which a point is missing', () => {
    const app = onL1();
    run(app, 'place');
    for (let point = 0; point < 6; point += 1) enter(app);
    perform(app, { type: 'setActivePane', pane: 0 });
    expect(run(app, 'place').activePane).toBe(1);
  });

  test('does not take away a length that is being marked', () => {
    const app = onL1();
    perform(app, { type: 'setTool', tool: { kind: 'calibrating', pane: 0, shape: 'line', points: [] } });
    const editor = run(app, 'place');
    expect(editor.tool.kind).toBe('calibrating');
    expect(editor.crosshair).not.toBeNull();
  });
});

describe('The crosshair goes', () => {
  test('with Escape, which leaves placing armed; then Escape ends placing', () => {
    const app = onL1();
    run(app, 'place');
    expect(run(app, 'cancel')).toMatchObject({ crosshair: null, tool: { kind: 'armed' } });
    expect(run(app, 'cancel').tool.kind).toBe('idle');
  });

  test('when a point is chosen, so that the arrows move that point', () => {
    const app = onL1();
    run(app, 'place');
    enter(app);
    const editor = run(app, 'previous-point');
    expect(editor.crosshair).toBeNull();
    expect(editor.selection).not.toBeNull();
  });

  test('when both films are done', () => {
    const app = onL1();
    run(app, 'place');
    for (let point = 0; point < 12; point += 1) enter(app);
    expect(editorOf(app)).toMatchObject({ crosshair: null, tool: { kind: 'idle' } });
  });
});

describe('Enter on a selected point', () => {
  test('begins at the point itself', () => {
    const app = onL1();
    run(app, 'place');
    click(app, 0, 200, 300);
    expect(run(app, 'replace-point')).toMatchObject({
      tool: { kind: 'replacing', landmark: 'SA' },
      crosshair: { x: 200, y: 300 },
    });
  });
});

describe('Linking, blinking and jumping', () => {
  test('link and blink need two films', () => {
    const alone = measureApp(filmsStudy({ post: null })).store.getState();
    const both = measureApp().store.getState();
    for (const id of ['link', 'blink']) {
      expect(isEnabled(actionById(id), alone)).toBe(false);
      expect(isEnabled(actionById(id), both)).toBe(true);
    }
  });

  test('K links and unlinks, and the menu shows which', () => {
    const app = onL1();
    run(app, 'link');
    expect(actionById('link').isOn?.(app.store.getState())).toBe(true);
    run(app, 'link');
    expect(actionById('link').isOn?.(app.store.getState())).toBe(false);
  });

  test('the menu’s entry turns the other film on and off', () => {
    const app = onL1();
    expect(run(app, 'blink').blinking).toBe(true);
    expect(run(app, 'blink').blinking).toBe(false);
  });

  test('J opens the field of the level', () => {
    const app = onL1();
    run(app, 'jump-level');
    expect(app.store.getState().typingLevel).toBe(true);
  });

  test('zooming by key is about the crosshair', () => {
    const app = onL1();
    run(app, 'place');
    perform(app, { type: 'setCrosshair', at: { x: 200, y: 300 } });
    run(app, 'zoom-in');
    enter(app);
    const points = editorOf(app).history.present.subjects[0]?.exams[0]?.readings[0]?.vertebrae[0]?.landmarks;
    expect(points?.SA?.map((value) => Math.round(value))).toEqual([200, 300]);
  });
});
