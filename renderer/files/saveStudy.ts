import type { HostError } from '../../shared/host/contract.ts';
import { HOST_STOPPED } from '../../shared/host/loopbackPaths.ts';
import { countStudy } from '../../shared/study/countStudy.ts';
import { serializeStudy } from '../../shared/study/studyFile.ts';
import { fileErrorWords } from '../messages/coreText.ts';
import { showTime } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';
import { notify, type App, type OpenFile } from './app.ts';
import { ask } from './ask.ts';
import { askAboutConflict, openTheirs } from './conflict.ts';
import { documentOf, rememberSaved } from './document.ts';
import { downloadFile } from './downloadStudy.ts';
import { safetyNetOf } from './safetyNet.ts';
import { savingActions } from './savingActions.ts';

/** Where to write: a granted file and what is believed to be in it. */
interface Target {
  readonly grant: string;
  readonly name: string;
  readonly replaces: string | null;
  readonly keepReplaced?: boolean;
}

/** Saves to the study's own file, or asks for one. True: the work as it was when this began is in the file. */
export async function saveStudy(app: App): Promise<boolean> {
  const { file, readOnly } = app.store.getState();
  return file && !readOnly
    ? write(app, { grant: file.grant, name: file.name, replaces: file.sha256, keepReplaced: file.isOlder ?? false })
    : saveStudyAs(app);
}

export async function saveStudyAs(app: App): Promise<boolean> {
  const target = await chooseTarget(app, suggestedName(app));
  return target ? write(app, target) : false;
}

/** A save waits because another program holds the file; it goes on by itself. */
export function sayFileIsBusy(app: App): void {
  if (app.store.getState().save.saving) notify(app, text('safety.waiting'));
}

export function suggestedName(app: App): string {
  const state = app.store.getState();
  const { file, readOnly } = state;
  if (file && readOnly) return `${file.name.replace(/\.endplate$/, '')} ${text('safety.copySuffix')}.endplate`;
  if (file) return file.name;
  const title = documentOf(state)
    .title.normalize('NFC')
    .replace(/[<>:"/\\|?*]/g, ' ')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
  return `${title === '' ? 'study' : title}.endplate`;
}

/** A system dialog where there is one; otherwise a name in the one folder, asked again when it is taken. */
async function chooseTarget(app: App, suggested: string): Promise<Target | null> {
  const { about } = app.store.getState();
  if (about.picker === 'system') {
    const picked = await app.host.call('pickTarget', { kind: 'study', suggestedName: suggested });
    if (!picked.ok) return report(app, picked.error).then(() => null);
    return picked.value && { ...picked.value, replaces: picked.value.exists ? 'any' : null };
  }
  const typed = await ask(app, 'saveName', { suggested, folder: about.folderName ?? '' });
  if (typed === null) return null;
  const name = typed.endsWith('.endplate') ? typed : `${typed}.endplate`;
  const opened = await app.host.call('openInFolder', { name });
  if (!opened.ok) return report(app, opened.error).then(() => null);
  if (!opened.value.exists) return { ...opened.value, replaces: null };
  const answer = await ask(app, 'message', {
    title: text('dialog.exists', { name }),
    text: '',
    actions: [
      { id: 'cancel', label: text('dialog.cancel') },
      { id: 'replace', label: text('dialog.replace') },
    ],
  });
  return answer === 'replace' ? { ...opened.value, replaces: 'any' } : chooseTarget(app, name);
}

async function write(app: App, target: Target): Promise<boolean> {
  const state = app.store.getState();
  const { save } = state;
  if (save.saving) return false;
  const study = documentOf(state);
  app.store.setState({ save: { ...save, saving: true } });
  const bytes = bytesOf(app);
  const facts = { id: study.id.slice(0, 200), ...countStudy(study) };
  const { grant, replaces, keepReplaced = false } = target;
  const written = await app.host.call('writeFile', { grant, bytes, replaces, facts, keepReplaced });
  if (app.store.getState().notice?.text === text('safety.waiting')) notify(app, null);
  if (!written.ok) {
    app.store.setState({ save: { ...save, saving: false } });
    return retry(app, written.error, target);
  }
  const file: OpenFile = { grant: target.grant, name: target.name, sha256: written.value.sha256 };
  app.store.setState({ file, save: { saving: false, savedAt: new Date(), confirmed: written.value.confirmed } });
  rememberSaved(app, study);
  if (written.value.keptReplaced === true && !keepReplaced) notify(app, text('safety.keptReplaced'));
  return true;
}

function bytesOf(app: App): Uint8Array<ArrayBuffer> {
  const state = app.store.getState();
  return serializeStudy(documentOf(state), { appVersion: state.about.appVersion, savedAt: app.now() });
}

/** What the user can do about a save that failed; until then everything stays as it is, marked unsaved. */
async function retry(app: App, error: HostError, target: Target): Promise<boolean> {
  // What could not be saved is kept beside it before anything is said.
  const autosave = safetyNetOf(app)?.autosave;
  await autosave?.flush();
  if (error.code === 'changedOnDisk') return resolveConflict(app, target);
  const kept = autosave?.keptAt() ?? null;
  const words = fileErrorWords(error);
  const answer = await ask(app, 'message', {
    title: text('dialog.notSavedTitle'),
    ...words,
    text: [
      words.text,
      ...(kept === null ? [] : [text('safety.copyKept', { time: showTime(kept) })]),
      ...(error.detail === HOST_STOPPED ? [text('safety.downloadHint')] : []),
    ].join(' '),
    actions: [{ id: 'cancel', label: text('dialog.cancel') }, ...savingActions(error)],
  });
  if (answer === 'again') return write(app, target);
  if (answer === 'copy') return saveStudyAs(app);
  if (answer === 'download') downloadFile(target.name, bytesOf(app));
  if (answer === 'readOnly') app.store.setState({ readOnly: { kind: 'permission' } });
  return false;
}

async function resolveConflict(app: App, target: Target): Promise<boolean> {
  const answer = await askAboutConflict(app, target);
  if (answer === 'copy') return saveStudyAs(app);
  if (answer === 'theirs') await openTheirs(app, target);
  return false;
}

async function report(app: App, error: HostError): Promise<void> {
  await ask(app, 'message', {
    title: text('dialog.notSavedTitle'),
    ...fileErrorWords(error),
    actions: [{ id: 'close', label: text('dialog.close') }],
  });
}
