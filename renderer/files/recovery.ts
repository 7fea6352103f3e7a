import type { Recovery } from '../../shared/host/contract.ts';
import { applyChanges } from '../../shared/study/studyChanges.ts';
import { sameValue } from '../../shared/study/sameValue.ts';
import type { Study } from '../../shared/study/study.ts';
import { openStoredStudy, readStoredStudy } from '../../shared/study/studyFile.ts';
import { fileErrorWords, type FileFault } from '../messages/coreText.ts';
import { showDateTime, showTime } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';
import { notify, type App, type OpenFile } from './app.ts';
import { ask, tell } from './ask.ts';
import { showDifferences } from './describeDifferences.ts';
import { loadImages } from './loadImages.ts';
import { safetyNetOf } from './safetyNet.ts';
import { showStudy } from './showStudy.ts';

/**
 * Offers what was kept when a page, the program or the computer ended, newest first. True: some work was recovered and
 * is on the screen. Closing the question leaves the work for the next start.
 */
export async function offerRecoveries(app: App): Promise<boolean> {
  const alive = (await safetyNetOf(app)?.page.alive()) ?? null;
  const listed = await app.host.call('listRecoveries', { alive });
  if (!listed.ok) return false;
  for (const recovery of listed.value) if (await offer(app, recovery)) return true;
  return false;
}

async function offer(app: App, recovery: Recovery): Promise<boolean> {
  const { id, name } = recovery;
  for (;;) {
    const answer = await ask(app, 'message', {
      title: text('safety.recoverTitle'),
      text: text('safety.recoverText', { name, time: timeText(recovery.savedAt) }),
      lines: [pointsText(recovery)],
      actions: [
        { id: 'discard', label: text('safety.discard') },
        { id: 'compare', label: text('safety.compare') },
        { id: 'recover', label: text('safety.recover') },
      ],
    });
    if (answer === null) return false;
    if (answer === 'discard' && (await mayDiscard(app, name))) {
      await app.host.call('dropRecovery', { id });
      return false;
    }
    if (answer === 'discard') continue;
    const work = await readRecovery(app, id);
    if ('message' in work) {
      const title = text('safety.recoverFailed');
      await tell(app, { title, ...fileErrorWords(work) }, text('dialog.close'));
      return false;
    }
    if (answer === 'recover') {
      await showRecovered(app, id, work);
      return true;
    }
    await showDifferences(app, work.before, work.study);
  }
}

/** On another day the time alone would mislead. */
function timeText(savedAt: string): string {
  const date = new Date(savedAt);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday ? showTime(date) : showDateTime(date);
}

function pointsText({ points, pointsSaved }: Recovery): string {
  if (pointsSaved === null) return text('safety.recoverNew', { count: points });
  if (points === pointsSaved + 1) return text('safety.recoverMoreOne');
  if (points === pointsSaved - 1) return text('safety.recoverFewerOne');
  if (points > pointsSaved) return text('safety.recoverMore', { count: points - pointsSaved });
  if (points < pointsSaved) return text('safety.recoverFewer', { count: pointsSaved - points });
  return text('safety.recoverSame', { count: points });
}

async function mayDiscard(app: App, name: string): Promise<boolean> {
  const answer = await ask(app, 'message', {
    title: text('safety.discardTitle'),
    text: text('safety.discardText', { name }),
    actions: [
      { id: 'discard', label: text('safety.discard') },
      { id: 'cancel', label: text('dialog.cancel') },
    ],
  });
  return answer === 'discard';
}

interface Recovered {
  readonly study: Study;
  /** As it is in the file that the work began with; null: it was never saved. */
  readonly before: Study | null;
  /** The file, with the content that the work began with: a save finds out when it has changed. */
  readonly file: OpenFile | null;
}

/** Puts base, parts and the last changes together. */
export async function readRecovery(app: App, id: string): Promise<Recovered | FileFault> {
  const read = await app.host.call('readRecovery', { id });
  if (!read.ok) return read.error;
  const { base, parts, bytes, file } = read.value;
  const pieces: Uint8Array[] = [];
  for (const part of [...(base === null ? [] : [base]), ...parts]) {
    const piece = await app.host.call('readRecoveryPart', { id, part });
    if (!piece.ok) return piece.error;
    pieces.push(piece.value.bytes);
  }
  const [first, ...others] = pieces;
  const stored = base === null || first === undefined ? null : readStoredStudy(first);
  if (stored?.ok === false) return stored.error;
  const opened = stored === null ? null : openStoredStudy(stored.value);
  if (opened?.ok === false) return opened.error;
  const before = opened?.value.study ?? null;
  const study = applyChanges(stored?.value ?? null, [...(base === null ? pieces : others), bytes]);
  if (!study.ok) return study.error;
  const shared = before === null ? study.value : sharingSubjects(before, study.value);
  return { study: shared, before, file: file === null || base === null ? null : { ...file, sha256: base } };
}

/** Subjects that did not change are the same objects, so that the next copy is as small as the change. */
function sharingSubjects(before: Study, study: Study): Study {
  const known = new Map(before.subjects.map((subject) => [subject.id, subject]));
  const subjects = study.subjects.map((subject) => {
    const old = known.get(subject.id);
    return old !== undefined && sameValue(old, subject) ? old : subject;
  });
  return { ...study, subjects };
}

/** Unsaved, on the file it belongs to; one step of undo leads back to what was saved. */
async function showRecovered(app: App, id: string, { study, before, file }: Recovered): Promise<void> {
  showStudy(app, study, { file, screen: 'measure' });
  const step = { label: 'recover', study: before ?? { ...study, subjects: [] } };
  app.store.setState(({ editor }) => ({
    editor: { ...editor, savedStudy: file === null ? null : before, history: { ...editor.history, past: [step] } },
  }));
  safetyNetOf(app)?.autosave.adopt(id);
  notify(app, text('safety.recovered'));
  await loadImages(app);
}
