import { expect, test } from 'vitest';
import { handleInput, keepNotice, notify, perform } from '../../../../renderer/files/app.ts';
import { promptText } from '../../../../renderer/files/prompt.ts';
import { click, measureApp, run } from '../../../support/measureApp.ts';

const noticeOf = (app: ReturnType<typeof measureApp>): string | undefined => app.store.getState().notice?.text;
const promptOf = (app: ReturnType<typeof measureApp>): string => promptText(app.store.getState().editor);

test('what was done is said until something else is to be done', () => {
  const app = measureApp();
  notify(app, 'Films added: 2');
  handleInput(app, { type: 'move', pane: 0, at: { x: 10, y: 10 }, pointer: 'mouse' });
  expect(noticeOf(app)).toBe('Films added: 2');
  const before = promptOf(app);
  perform(app, { type: 'setLevel', level: 'L1' });
  expect(promptOf(app)).not.toBe(before);
  expect(noticeOf(app)).toBeUndefined();
});

test('the next point is asked for again as soon as one is placed after copying', () => {
  const app = measureApp();
  perform(app, { type: 'setLevel', level: 'L1' });
  run(app, 'place');
  notify(app, 'Results of L1 copied.');
  click(app, 0, 100, 100);
  expect(noticeOf(app)).toBeUndefined();
  expect(promptOf(app)).toContain('2 of 6');
});

test('what goes on is said until it ends, whatever the person does meanwhile', () => {
  const app = measureApp();
  keepNotice(app, 'Opening…');
  perform(app, { type: 'setLevel', level: 'L1' });
  expect(noticeOf(app)).toBe('Opening…');
  notify(app, null);
  expect(noticeOf(app)).toBeUndefined();
});
