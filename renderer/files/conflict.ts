import { parseStudy } from '../../shared/study/studyFile.ts';
import type { Study } from '../../shared/study/study.ts';
import { text } from '../messages/text.ts';
import type { App, OpenFile } from './app.ts';
import { ask } from './ask.ts';
import { showDifferences } from './describeDifferences.ts';
import { documentHistory, documentOf } from './document.ts';
import { loadImages } from './loadImages.ts';
import { safetyNetOf } from './safetyNet.ts';
import { openStudyFile, showStudy } from './showStudy.ts';
import { whoSaved } from './whoElse.ts';

/**
 * The file is not the one that this work began with. Nothing is overwritten without being asked; the answer is what to
 * do. `later`: nothing now.
 */
export async function askAboutConflict(app: App, file: Pick<OpenFile, 'grant' | 'name'>): Promise<ConflictAnswer> {
  const who = await whoChanged(app, file.grant);
  for (;;) {
    const answer = await ask(app, 'message', {
      title: text('dialog.changedTitle'),
      text: `${who} ${text('safety.changedSafe')}`,
      actions: [
        { id: 'later', label: text('dialog.cancel') },
        { id: 'theirs', label: text('dialog.openTheirs') },
        { id: 'compare', label: text('safety.compare') },
        { id: 'copy', label: text('safety.keepMine') },
      ],
    });
    if (answer !== 'compare') return answer === 'copy' || answer === 'theirs' ? answer : 'later';
    await showDifferences(app, await readStudy(app, file.grant), documentOf(app.store.getState()));
  }
}

export type ConflictAnswer = 'copy' | 'theirs' | 'later';

/** Opens what is in the file now; the work of this window is one step of undo away. */
export async function openTheirs(app: App, file: Pick<OpenFile, 'grant' | 'name'>): Promise<void> {
  const state = app.store.getState();
  const mine = documentHistory(state);
  const { subjectId, reader, reading, level } = state.part?.outside ?? state.editor;
  const read = await app.host.call('readFile', { grant: file.grant });
  const parsed = read.ok ? parseStudy(read.value.bytes) : null;
  // What cannot be read gets its words, and its other versions, from the ordinary way of opening.
  if (!read.ok || parsed?.ok !== true) return openStudyFile(app, file);
  const { grant, name } = file;
  showStudy(app, parsed.value.study, { file: { grant, name, sha256: read.value.sha256 }, screen: 'measure' });
  const focus = { reader, reading, ...(subjectId === null ? {} : { subjectId }), ...(level === null ? {} : { level }) };
  const step = { label: 'theirs', study: mine.present, focus };
  app.store.setState(({ editor }) => ({
    editor: { ...editor, history: { ...editor.history, past: [...mine.past, step] } },
  }));
  return loadImages(app);
}

async function whoChanged(app: App, grant: string): Promise<string> {
  const page = safetyNetOf(app)?.page;
  const state =
    page === undefined ? null : await app.host.call('fileState', { grant, page: page.id, alive: await page.alive() });
  const { file = null, lastHolder = null } = state?.ok === true ? state.value : {};
  return whoSaved(lastHolder, file?.modifiedAt ?? app.now());
}

/** Null where it cannot be read. */
export async function readStudy(app: App, grant: string): Promise<Study | null> {
  const read = await app.host.call('readFile', { grant });
  const parsed = read.ok ? parseStudy(read.value.bytes) : null;
  return parsed?.ok === true ? parsed.value.study : null;
}
