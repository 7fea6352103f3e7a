import type { RecentStudy } from '../../shared/host/contract.ts';
import { fileErrorWords } from '../messages/coreText.ts';
import { text } from '../messages/text.ts';
import { notify, type App } from './app.ts';
import { ask, tell } from './ask.ts';
import { mayLeaveStudy } from './leaveStudy.ts';
import { safetyNetOf } from './safetyNet.ts';
import { openStudyFile } from './showStudy.ts';

/** The studies opened last; none in the privacy view, where a list of names would only be a list of what is hidden. */
export async function recentStudies(app: App): Promise<readonly RecentStudy[]> {
  const { recentStudies: isWanted, privacyView } = app.store.getState().settings;
  if (isWanted === false || privacyView === true) return [];
  const listed = await app.host.call('listRecent', {});
  return listed.ok ? listed.value : [];
}

export async function openRecent(app: App, id: string): Promise<void> {
  if (!(await mayLeaveStudy(app))) return;
  const opened = await app.host.call('openRecent', { id });
  if (opened.ok && opened.value !== null) return openStudyFile(app, opened.value);
  const words = { title: text('dialog.notOpenedTitle'), text: text('privacy.recentGone') };
  await tell(app, opened.ok ? words : { ...words, ...fileErrorWords(opened.error) }, text('dialog.close'));
}

export async function clearRecent(app: App): Promise<void> {
  const cleared = await app.host.call('clearRecent', {});
  if (cleared.ok) notify(app, text('privacy.recentCleared'));
}

/** Asks first: what is removed here cannot be brought back. */
export async function clearKept(app: App): Promise<void> {
  const answer = await ask(app, 'message', {
    title: text('privacy.clearTitle'),
    text: text('privacy.clearText'),
    actions: [
      { id: 'cancel', label: text('dialog.cancel') },
      { id: 'clear', label: text('privacy.clearNow') },
    ],
  });
  if (answer !== 'clear') return;
  const alive = (await safetyNetOf(app)?.page.alive()) ?? null;
  const cleared = await app.host.call('clearKept', { alive });
  if (cleared.ok) notify(app, text('privacy.cleared', { count: cleared.value.removed }));
  else await tell(app, { title: text('privacy.title'), ...fileErrorWords(cleared.error) }, text('dialog.close'));
}

/** Shows what a helper would be told; copies it only then, and sends it nowhere. */
export async function showDiagnostics(app: App): Promise<void> {
  const read = await app.host.call('diagnostics', {});
  if (!read.ok) {
    await tell(app, { title: text('diagnostics.title'), ...fileErrorWords(read.error) }, text('dialog.close'));
    return;
  }
  const shown = read.value.text;
  if (!(await ask(app, 'diagnostics', { shown }))) return;
  await navigator.clipboard.writeText(shown);
  notify(app, text('diagnostics.copied'));
}
