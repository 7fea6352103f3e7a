import { describe, expect, test } from 'vitest';
import { renameStudy } from '../../../shared/study/edits/protocolEdits.ts';
import {
  canRedo,
  canUndo,
  commit,
  createHistory,
  redo,
  stepToRedo,
  stepToUndo,
  undo,
} from '../../../shared/study/history.ts';
import { emptyStudy } from '../../support/exampleStudy.ts';

const start = emptyStudy();
const named = (title: string) => renameStudy(start, { title });

describe('undo and redo', () => {
  test('go back to the very same study and forward again', () => {
    const a = named('A');
    const b = named('B');
    let history = commit(commit(createHistory(start), a, { label: 'rename to A' }), b, { label: 'rename to B' });
    expect(stepToUndo(history)?.label).toBe('rename to B');
    history = undo(undo(history));
    expect(history.present).toBe(start);
    expect(canUndo(history)).toBe(false);
    expect(undo(history)).toBe(history);
    expect(stepToRedo(history)?.label).toBe('rename to A');
    history = redo(redo(history));
    expect(history.present).toBe(b);
    expect(canRedo(history)).toBe(false);
    expect(redo(history)).toBe(history);
    expect(stepToUndo(history)?.label).toBe('rename to B');
  });

  test('carry what was changed, to select it again', () => {
    const focus = { subjectId: 's1', timepoint: 'post', level: 'L1', landmark: 'SP' } as const;
    const history = commit(createHistory(start), named('A'), { label: 'move SP of L1 post', focus });
    expect(stepToUndo(history)?.focus).toEqual(focus);
    expect(stepToRedo(undo(history))?.focus).toEqual(focus);
  });
});

test('committing the same study records nothing and keeps what can be redone', () => {
  const history = undo(commit(createHistory(start), named('A'), { label: 'rename' }));
  expect(commit(history, start, { label: 'nothing' })).toBe(history);
  expect(canRedo(history)).toBe(true);
});

test('a new step forgets what could be redone', () => {
  const history = undo(commit(createHistory(start), named('A'), { label: 'A' }));
  expect(canRedo(commit(history, named('B'), { label: 'B' }))).toBe(false);
});

test('a burst is one step: three nudges with one held key are undone at once', () => {
  let history = createHistory(start);
  for (const title of ['1', '2', '3']) history = commit(history, named(title), { label: 'nudge', burst: 'press 1' });
  history = commit(history, named('4'), { label: 'nudge', burst: 'press 2' });
  expect(history.past).toHaveLength(2);
  expect(undo(history).present.title).toBe('3');
  expect(undo(undo(history)).present).toBe(start);
});

test('has no limit: 2,000 steps back and forth', () => {
  let history = createHistory(start);
  for (let i = 1; i <= 2000; i += 1) history = commit(history, named(`T${i}`), { label: `step ${i}` });
  while (canUndo(history)) history = undo(history);
  expect(history.present).toBe(start);
  while (canRedo(history)) history = redo(history);
  expect(history.present.title).toBe('T2000');
});
