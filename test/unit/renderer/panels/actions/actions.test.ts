import { describe, expect, test, vi } from 'vitest';
import { replaceLandmarks } from '../../../../../shared/study/edits/landmarkEdits.ts';
import { setLevels } from '../../../../../shared/study/edits/protocolEdits.ts';
import { finaliseLevel } from '../../../../../shared/study/edits/vertebraEdits.ts';
import type { Study } from '../../../../../shared/study/study.ts';
import { landmarksAt, paneExam, paneTransform, paneViewport } from '../../../../../renderer/editor/selectors.ts';
import { apply, invert } from '../../../../../shared/geometry/affine.ts';
import { editorOf, handleInput, perform } from '../../../../../renderer/files/app.ts';
import { actionById, isEnabled } from '../../../../../renderer/panels/actions/allActions.ts';
import { filmsStudy } from '../../../../support/driver.ts';
import { AT, place, square } from '../../../../support/exampleStudy.ts';
import { click, measureApp, run } from '../../../../support/measureApp.ts';

const measured = (study: Study = filmsStudy()): Study =>
  replaceLandmarks(study, { ...place('s1', 'pre', 'L1'), landmarks: square(400), at: AT });

/** L1 is current and its SA of the first film selected. */
function selectedSA(study = measured()) {
  const app = measureApp(study);
  perform(app, { type: 'setLevel', level: 'L1' });
  click(app, 0, 300, 500);
  expect(editorOf(app).selection).toMatchObject({ timepoint: 'pre', landmark: 'SA' });
  return app;
}

const pre = (app: ReturnType<typeof measureApp>) => landmarksAt(editorOf(app), 'pre', 'L1');

describe('Escape', () => {
  test('drops the drag, then the selection, then placing', () => {
    const app = selectedSA();
    run(app, 'place');
    handleInput(app, {
      type: 'press',
      pane: 1,
      at: { x: 50, y: 50 },
      button: 'left',
      pointer: 'mouse',
      space: false,
    });
    expect(editorOf(app).tool.kind).toBe('placing');
    expect(run(app, 'cancel')).toMatchObject({ preview: null, loupe: null, tool: { kind: 'armed' } });
    handleInput(app, { type: 'release', pane: 1, at: { x: 50, y: 50 } });
    expect(editorOf(app).history.past).toEqual([]);
    expect(editorOf(app).selection).not.toBeNull();
    expect(run(app, 'cancel')).toMatchObject({ selection: null, tool: { kind: 'armed' } });
    expect(run(app, 'cancel').tool.kind).toBe('idle');
  });

  test('ends putting a point somewhere else, and calibrating', () => {
    expect(run(selectedSA(), 'replace-point', 'cancel')).toMatchObject({
      tool: { kind: 'idle' },
      selection: { landmark: 'SA' },
    });
    const app = measureApp();
    perform(app, { type: 'setTool', tool: { kind: 'calibrating', pane: 0, shape: 'line', points: [{ x: 1, y: 1 }] } });
    expect(run(app, 'cancel').tool).toEqual({ kind: 'idle' });
  });
});

describe('points by key', () => {
  test('Delete clears the selected point; the next click places it again', () => {
    const app = selectedSA();
    perform(app, { type: 'setActivePane', pane: 1 });
    run(app, 'clear-point');
    const { SA: _, ...others } = square(400);
    expect(Object.keys(pre(app)).sort()).toEqual(Object.keys(others).sort());
    expect(editorOf(app)).toMatchObject({ selection: null, activePane: 0, tool: { kind: 'armed' } });
    click(app, 0, 310, 510);
    expect(pre(app).SA).toEqual({ x: 310, y: 510 });
    expect(run(app, 'undo', 'undo').history.past).toEqual([]);
  });

  test('Enter, then a click, puts it somewhere else', () => {
    const app = selectedSA();
    run(app, 'replace-point');
    click(app, 0, 200, 500);
    expect(pre(app).SA).toEqual({ x: 200, y: 500 });
  });

  test('U asks why it cannot be seen and records the answer as one step', async () => {
    const app = selectedSA();
    run(app, 'not-visible');
    await vi.waitFor(() => expect(app.store.getState().dialog?.kind).toBe('notVisible'));
    const { dialog } = app.store.getState();
    if (dialog?.kind === 'notVisible') dialog.answer('overlap');
    await vi.waitFor(() => expect(pre(app).SA).toBeUndefined());
    expect(editorOf(app).history.past).toHaveLength(1);
    run(app, 'undo');
    expect(pre(app).SA).toEqual({ x: 300, y: 500 });
  });

  test('Shift+Delete clears the level in this image', () => {
    const app = selectedSA();
    run(app, 'clear-level');
    expect(pre(app)).toEqual({});
    expect(editorOf(app).selection).toBeNull();
    expect(Object.keys(landmarksAt(run(app, 'undo'), 'pre', 'L1'))).toHaveLength(6);
  });

  test('a finalised level refuses all of them', () => {
    const study = finaliseLevel(measured(), { ...place('s1', 'pre', 'L1'), at: AT, app: '0.1.0' });
    for (const id of ['clear-point', 'not-visible', 'clear-level']) {
      const app = selectedSA(study);
      expect(run(app, id).history.present).toBe(study);
    }
  });

  test('N goes round the body and back', () => {
    const app = selectedSA();
    const seen = Array.from({ length: 7 }, () => run(app, 'next-point').selection?.landmark);
    expect(seen).toEqual(['SM', 'SP', 'IP', 'IM', 'IA', 'SA', 'SM']);
    expect(run(app, 'previous-point', 'previous-point').selection?.landmark).toBe('IA');
  });

  test('keys of a selection are off without one, keys of a level without a level', () => {
    const app = measureApp();
    const on = (id: string): boolean => isEnabled(actionById(id), app.store.getState());
    expect(['clear-point', 'replace-point', 'not-visible', 'place', 'undo', 'redo'].filter(on)).toEqual([]);
    run(app, 'level-below');
    expect(on('place')).toBe(true);
    app.store.setState({ screen: 'start' });
    expect(['save', 'place', 'level-below', 'zoom-in'].filter(on)).toEqual([]);
  });
});

describe('levels by key', () => {
  test('PageDown begins at L1 and goes down, PageUp goes up, both stop at the ends', () => {
    const app = measureApp(setLevels(filmsStudy(), { levels: ['T12', 'L1', 'L2'] }));
    expect(run(app, 'level-below')).toMatchObject({ level: 'L1', tool: { kind: 'armed' } });
    expect(run(app, 'level-below').level).toBe('L2');
    expect(run(app, 'level-below').level).toBe('L2');
    expect(run(app, 'level-above', 'level-above', 'level-above').level).toBe('T12');
  });
});

describe('the view by key', () => {
  test('zooms around the pointer where it is over the view', () => {
    const app = measureApp();
    app.store.setState({ pointer: { pane: 0, at: { x: 100, y: 200 } } });
    const transform = paneTransform(run(app, 'zoom-in'), 0);
    expect(paneViewport(editorOf(app), 0)?.zoom).toBe(1.25);
    expect(transform && apply(invert(transform), { x: 100, y: 200 })).toEqual({ x: 100, y: 200 });
  });

  test('zooms around the middle where the pointer is elsewhere', () => {
    const app = measureApp();
    app.store.setState({ pointer: { pane: 1, at: { x: 100, y: 200 } } });
    const viewport = paneViewport(run(app, 'zoom-out'), 0);
    expect(viewport?.zoom).toBe(0.8);
    expect(viewport?.centre.x).toBeCloseTo(400, 9);
    expect(viewport?.centre.y).toBeCloseTo(600, 9);
  });

  test('turns, flips and inverts as undoable steps; Home takes all of it back', () => {
    const app = measureApp();
    run(app, 'rotate-right', 'flip-horizontal', 'flip-vertical', 'invert');
    const display = () => paneExam(editorOf(app), 0)?.display;
    expect(display()).toMatchObject({ rotation: 90, flipHorizontal: true, flipVertical: true, invert: true });
    expect(editorOf(app).history.past).toHaveLength(4);
    run(app, 'reset-view');
    expect(display()).toEqual({});
    expect(paneViewport(editorOf(app), 0)?.zoom).toBeCloseTo(0.98, 12);
    run(app, 'undo');
    expect(display()).toMatchObject({ rotation: 90, flipHorizontal: true });
  });

  test('F shows the whole film, X the other view, C one view or two', () => {
    const app = measureApp();
    expect(paneViewport(run(app, 'fit'), 0)?.zoom).toBeCloseTo(0.98, 12);
    expect(run(app, 'other-image').activePane).toBe(1);
    expect(run(app, 'compare').layout).toBe('single');
    expect(run(app, 'compare').layout).toBe('compare');
  });

  test('before and after are swapped with their points, and nothing stays selected that is not there', () => {
    const app = selectedSA();
    const editor = run(app, 'swap');
    expect(editor.selection).toBeNull();
    expect(landmarksAt(editor, 'pre', 'L1')).toEqual({});
    expect(landmarksAt(editor, 'post', 'L1').SA).toEqual({ x: 300, y: 500 });
  });
});
