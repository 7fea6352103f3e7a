import type { GrantedFile, HostError } from '../../shared/host/contract.ts';
import { success, type Result } from '../../shared/result.ts';
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
  const chosen = await chooseStudyFile(app);
  if (chosen === null) return;
  if ('bytes' in chosen) await openStudyBytes(app, chosen.bytes, null);
  else if (chosen.file.ok) await openStudyFile(app, chosen.file.value);
  else {
    const words = fileErrorWords(chosen.file.error);
    await tell(app, { title: text('dialog.notOpenedTitle'), ...words }, text('dialog.close'));
  }
}

type ChosenStudy = { readonly bytes: Uint8Array } | { readonly file: Result<GrantedFile, HostError> };

/** Null: the user chose none. */
async function chooseStudyFile(app: App): Promise<ChosenStudy | null> {
  const { about } = app.store.getState();
  if (about.picker === 'system') {
    const picked = await app.host.call('pickFiles', { kind: 'study', multiple: false });
    const [file] = picked.ok ? picked.value : [];
    return file ? { file: success(file) } : null;
  }
  const listed = await app.host.call('listFolder', { kind: 'study' });
  const files = listed.ok ? listed.value : [];
  const choice = await ask(app, 'chooseStudy', { files, folder: about.folderName ?? '' });
  if (choice === null) return null;
  if ('file' in choice) return { bytes: new Uint8Array(await choice.file.arrayBuffer()) };
  return { file: await app.host.call('openInFolder', { name: choice.name }) };
}

/** The bytes of a study file that is only read, not opened; null: the user chose none. */
export async function chooseStudyBytes(app: App): Promise<Result<Uint8Array, HostError> | null> {
  const chosen = await chooseStudyFile(app);
  if (chosen === null) return null;
  if ('bytes' in chosen) return success(chosen.bytes);
  if (!chosen.file.ok) return chosen.file;
  const read = await app.host.call('readFile', { grant: chosen.file.value.grant });
  return read.ok ? success(read.value.bytes) : read;
}
