import { isMeasured, type Measure } from '../../shared/spine/measure.ts';
import { levelResults } from '../editor/levelResults.ts';
import { showNumber } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';
import { editorOf, notify, type App } from './app.ts';

/** The level's table as tab-separated text for a spreadsheet: the screen's decimal sign, full precision to 3 places. */
export async function copyResults(app: App): Promise<void> {
  const { level, ...editor } = editorOf(app);
  if (level === null) return;
  const { own, neighbours } = levelResults({ ...editor, level }, level);
  const lines = [...own, ...neighbours].map(({ id, name, pre, post, change }) =>
    [level, name ?? id, unitOf(pre, post), cell(pre), cell(post), cell(change)].join('\t'),
  );
  const head = ['level', 'measure', 'unit', ...editor.panes, 'change'].join('\t');
  const copied = await navigator.clipboard.writeText([head, ...lines].join('\n')).then(
    () => true,
    () => false,
  );
  notify(app, text(copied ? 'results.copied' : 'results.notCopied', { level }));
}

const cell = (measure: Measure | null): string =>
  measure && isMeasured(measure) ? showNumber(measure.value, 3).replace('−', '-') : '';

const unitOf = (...measures: readonly (Measure | null)[]): string =>
  measures.flatMap((measure) => (measure && isMeasured(measure) ? [measure.unit] : []))[0] ?? '';
