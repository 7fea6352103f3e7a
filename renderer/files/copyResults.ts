import { levelResults } from '../editor/levelResults.ts';
import { showNumber } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';
import { editorOf, notify, type App } from './app.ts';

/** The level's table as tab-separated text for a spreadsheet: the screen's decimal sign, full precision to 3 places. */
export async function copyResults(app: App): Promise<void> {
  const { level, ...editor } = editorOf(app);
  if (level === null) return;
  const { rows } = levelResults({ ...editor, level }, level);
  const lines = rows.map(({ id, unit, pre, post, change }) =>
    [level, id, unit, cell(pre), cell(post), cell(change)].join('\t'),
  );
  const head = ['level', 'measure', 'unit', ...editor.panes, 'change'].join('\t');
  await navigator.clipboard.writeText([head, ...lines].join('\n'));
  notify(app, text('results.copied', { level }));
}

const cell = (value: number | null): string => (value === null ? '' : showNumber(value, 3).replace('−', '-'));
