import { fileErrorWords } from '../messages/coreText.ts';
import { text } from '../messages/text.ts';
import type { App } from './app.ts';
import { ask, tell } from './ask.ts';
import { mayLeaveStudy } from './leaveStudy.ts';
import { newStudy, openStudyBytes, openStudyFile, showStudy } from './showStudy.ts';

/** Back to the start screen with an empty study. */
export async function closeStudy(app: App): Promise<void> {
  if (await mayLeaveStudy(app)) showStudy(app, newStudy(app), { file: null, screen: 'start' });
}

/** Asks for a study file, in the way of this shell, and opens it. */
export async function openStudy(app: App): Promise<void> {
  if (!(await mayLeaveStudy(app))) return;
  const { about } = app.store.getState();
  if (about.picker === 'system') {
    const picked = await app.host.call('pickFiles', { kind: 'study', multiple: false });
    const [file] = picked.ok ? picked.value : [];
    if (file) await openStudyFile(app, file);
    return;
  }
  const listed = await app.host.call('listFolder', { kind: 'study' });
  const files = listed.ok ? listed.value : [];
  const choice = await ask(app, 'chooseStudy', { files, folder: about.folderName ?? '' });
  if (choice === null) return;
  if ('file' in choice) {
    await openStudyBytes(app, new Uint8Array(await choice.file.arrayBuffer()), null);
    return;
  }
  const opened = await app.host.call('openInFolder', { name: choice.name });
  if (opened.ok) await openStudyFile(app, opened.value);
  else await tell(app, { title: text('dialog.notOpenedTitle'), ...fileErrorWords(opened.error) }, text('dialog.close'));
}
