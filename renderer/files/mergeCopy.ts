import { presentRound } from '../../shared/study/blinding.ts';
import type { MergeConflict } from '../../shared/study/mergeConflicts.ts';
import { mergeStudies, type MergedStudy } from '../../shared/study/mergeStudies.ts';
import { parseStudy } from '../../shared/study/studyFile.ts';
import { fileErrorWords } from '../messages/coreText.ts';
import { codeText, text } from '../messages/text.ts';
import { editorOf, notify, type App } from './app.ts';
import { ask, tell } from './ask.ts';
import { commitStudy } from './commitStudy.ts';
import { chooseStudyBytes } from './openStudy.ts';

/**
 * Unites another copy of this study, worked on apart, with the one on the screen. What would be added and what both have
 * differently is shown first; then it is one step, which undo takes back. The other file is only read.
 */
export async function mergeCopy(app: App): Promise<void> {
  const chosen = await chooseStudyBytes(app);
  if (chosen === null) return;
  const title = text('merge.title');
  const parsed = chosen.ok ? parseStudy(chosen.value) : chosen;
  if (!parsed.ok) {
    await tell(app, { title, ...fileErrorWords(parsed.error) }, text('dialog.close'));
    return;
  }
  const merged = mergeStudies(editorOf(app).history.present, parsed.value.study);
  if (!merged.ok) {
    await tell(app, { title, text: text('merge.otherStudy'), detail: merged.error.message }, text('dialog.close'));
    return;
  }
  if (!(await mayMerge(app, merged.value))) return;
  const { conflicts, study } = merged.value;
  commitStudy(app, () => study, { label: 'merge' });
  if (presentRound(study) !== null) app.store.setState({ screen: 'blinded', drawer: null });
  notify(app, text('merge.done', { count: conflicts.length }));
}

async function mayMerge(app: App, { added, conflicts, study }: MergedStudy): Promise<boolean> {
  const isSame = study === editorOf(app).history.present;
  const answer = await ask(app, 'message', {
    title: text('merge.title'),
    text: isSame
      ? text('merge.nothing')
      : `${text('merge.adds', added)} ${text(conflicts.length === 0 ? 'merge.noConflict' : 'merge.conflicts', { count: conflicts.length })}`,
    lines: conflicts.map(conflictLine),
    actions: isSame
      ? [{ id: 'close', label: text('dialog.close') }]
      : [
          { id: 'cancel', label: text('dialog.cancel') },
          { id: 'merge', label: text('merge.confirm') },
        ],
  });
  return answer === 'merge';
}

/** Where, what, how the two have it, and where both are kept. */
function conflictLine({ where, what, first, second, kept, keptAt }: MergeConflict): string {
  const end = kept === 'both' ? text('merge.keptBoth', { place: keptAt ?? '' }) : text('merge.keptFirst');
  return `${where} · ${codeText('merge.what', what.replaceAll(' ', '_'))}: ${first} | ${second} — ${end}`;
}
