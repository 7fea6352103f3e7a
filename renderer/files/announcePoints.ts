import { isMeasured } from '../../shared/spine/measure.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { levelResults } from '../editor/levelResults.ts';
import type { EditorState } from '../editor/editorState.ts';
import { levelProgress, nextLandmark } from '../editor/selectors.ts';
import { decimalsOf, showNumber, UNIT_TEXT } from '../messages/numbers.ts';
import { measureName, text } from '../messages/text.ts';
import { announce, type App } from './app.ts';

/**
 * Tells a screen reader what each placed point has led to: how many are placed and which one is next, and the results
 * when the level is complete. Whatever else happens then, the prompt speaks again. Returns the function that ends it.
 */
export function announcePoints(app: App): () => void {
  return app.store.subscribe(({ editor, announcement }, before) => {
    if (editor === before.editor) return;
    if (editor.history.past.length > before.editor.history.past.length) {
      announce(app, placedText(editor));
    } else if (announcement !== '' && isElsewhere(editor, before.editor)) {
      announce(app, '');
    }
  });
}

const isElsewhere = (editor: EditorState, before: EditorState): boolean =>
  editor.history.present !== before.history.present ||
  editor.level !== before.level ||
  (editor.selection !== before.selection && editor.history === before.history);

/** What the last step, if it placed a point, means for the level. */
export function placedText(editor: EditorState): string {
  const { label, focus } = editor.history.past.at(-1) ?? {};
  const { level, timepoint } = focus ?? {};
  if (!/^(place|edge):/.test(label ?? '') || level === undefined || timepoint === undefined) return '';
  const { done, total } = levelProgress(editor, timepoint, level);
  const next = nextLandmark(editor, timepoint, level);
  if (next !== null) {
    return text('status.announcePlaced', { number: done, total, landmark: text(`landmark.${next}`) });
  }
  return text('status.announceDone', { level, timepoint, results: resultsText(editor, level, timepoint) });
}

/** "Ha 20.3 mm, Hm 21.0 mm, Hp 32.5 mm, Wedge 17.9 °": what the level's own points give in this film. */
function resultsText(editor: EditorState, level: Level, timepoint: string): string {
  const isFirst = editor.panes[0] === timepoint;
  return levelResults(editor, level)
    .own.flatMap(({ id, name, pre, post }) => {
      const measure = isFirst ? pre : post;
      if (!measure || !isMeasured(measure)) return [];
      const unit = UNIT_TEXT[measure.unit];
      return [`${name ?? measureName(id)} ${showNumber(measure.value, decimalsOf(measure.unit))} ${unit}`.trim()];
    })
    .join(', ');
}
