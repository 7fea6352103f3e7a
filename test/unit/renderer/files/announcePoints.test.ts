import { describe, expect, test } from 'vitest';
import { announcePoints } from '../../../../renderer/files/announcePoints.ts';
import { perform, type App } from '../../../../renderer/files/app.ts';
import { click, measureApp, run } from '../../../support/measureApp.ts';

const BODY = [
  [400, 500],
  [350, 500],
  [300, 500],
  [300, 700],
  [350, 700],
  [400, 700],
] as const;

const listening = (): App => {
  const app = measureApp();
  perform(app, { type: 'setLevel', level: 'L1' }, { type: 'setTool', tool: { kind: 'armed' } });
  announcePoints(app);
  return app;
};
const said = (app: App): string => app.store.getState().announcement;

describe('What a screen reader is told', () => {
  test('after each point how many are placed and which comes next', () => {
    const app = listening();
    for (const [x, y] of BODY.slice(0, 3)) click(app, 0, x, y);
    expect(said(app)).toBe('Point 3 of 6 placed. Next: posterior inferior corner.');
  });

  test('when the level is complete its results: 200 px of 0.1 mm are 20.0 mm', () => {
    const app = listening();
    for (const [x, y] of BODY) click(app, 0, x, y);
    expect(said(app)).toBe(
      'L1 complete in pre. Ha 20.0 mm, Hm 20.0 mm, Hp 20.0 mm, Wedge 0.0 °, Ha/Hp 1.00, Hm/Hp 1.00',
    );
  });

  test('nothing more of it when something else happens: undo, another level, another selection', () => {
    for (const act of [
      (app: App) => run(app, 'undo'),
      (app: App) => run(app, 'level-below'),
      (app: App) => run(app, 'previous-point', 'previous-point'),
    ]) {
      const app = listening();
      for (const [x, y] of BODY.slice(0, 2)) click(app, 0, x, y);
      expect(said(app)).not.toBe('');
      act(app);
      expect(said(app)).toBe('');
    }
  });

  test('a point that comes back by redo is said again', () => {
    const app = listening();
    click(app, 0, 400, 500);
    run(app, 'undo', 'redo');
    expect(said(app)).toBe('Point 1 of 6 placed. Next: middle of the superior endplate.');
  });
});
