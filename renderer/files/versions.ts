import type { Version } from '../../shared/host/contract.ts';
import { countStudy } from '../../shared/study/countStudy.ts';
import { parseStudy } from '../../shared/study/studyFile.ts';
import type { Study } from '../../shared/study/study.ts';
import { detailOf, fileErrorText, type FileFault } from '../messages/coreText.ts';
import { showDateTime } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';
import { editorOf, notify, type App } from './app.ts';
import { ask, tell } from './ask.ts';
import { mayLeaveStudy } from './leaveStudy.ts';
import { loadImages } from './loadImages.ts';
import { showStudy } from './showStudy.ts';

/** Shows the versions of the present study and opens the chosen one as a copy that is not saved yet. */
export async function showVersions(app: App): Promise<void> {
  const { file, editor } = app.store.getState();
  if (file === null) {
    const title = text('safety.versionsTitle', { name: editor.history.present.title });
    await tell(app, { title, text: text('safety.versionsNoFile') }, text('dialog.close'));
    return;
  }
  const chosen = await chooseVersion(app, file, editor.history.present.id);
  if (chosen !== null && (await mayLeaveStudy(app))) await openVersion(app, file.grant, chosen);
}

/** `studyId` null: the study is not known, for its file is damaged. */
export async function chooseVersion(
  app: App,
  file: { readonly grant: string; readonly name: string },
  studyId: string | null,
): Promise<Version | null> {
  const listed = await app.host.call('listVersions', { grant: file.grant, study: studyId });
  const versions = listed.ok ? await Promise.all(listed.value.map((version) => counted(app, file.grant, version))) : [];
  const pin = (version: Version, pinned: boolean): void => {
    void app.host.call('pinVersion', { grant: file.grant, version: version.version, pinned });
  };
  return ask(app, 'versions', { name: file.name, versions, pin });
}

export async function openVersion(app: App, grant: string, version: Version): Promise<boolean> {
  const study = await readVersion(app, grant, version);
  if ('message' in study) {
    const reason = fileErrorText(study);
    const words = { text: text('safety.versionDamaged', { reason }), ...detailOf(reason, study) };
    await tell(app, { title: text('dialog.notOpenedTitle'), ...words }, text('dialog.close'));
    return false;
  }
  showUnsaved(app, study);
  notify(app, text('safety.versionOpened', { time: versionTime(version) }));
  await loadImages(app);
  return true;
}

export async function readVersion(app: App, grant: string, { version }: Version): Promise<Study | FileFault> {
  const read = await app.host.call('readVersion', { grant, version });
  if (!read.ok) return read.error;
  const parsed = parseStudy(read.value.bytes);
  return parsed.ok ? parsed.value.study : parsed.error;
}

/** A study without a file, which counts as unsaved from the beginning. */
export function showUnsaved(app: App, study: Study): void {
  showStudy(app, study, { file: null, screen: 'measure' });
  const { history } = editorOf(app);
  const step = { label: 'recover', study: { ...study, subjects: [] } };
  app.store.setState((state) => ({ editor: { ...state.editor, history: { ...history, past: [step] } } }));
}

/** Versions of another program are few; these are opened to be counted. */
async function counted(app: App, grant: string, version: Version): Promise<Version> {
  if (version.points !== null) return version;
  const study = await readVersion(app, grant, version);
  return 'message' in study ? version : { ...version, ...countStudy(study) };
}

export const versionTime = ({ savedAt }: Version): string => showDateTime(new Date(savedAt));
