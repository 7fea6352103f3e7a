import type { StudyFileError } from '../../shared/study/studyFile.ts';
import { salvageStudy } from '../../shared/study/salvageStudy.ts';
import { fileErrorWords } from '../messages/coreText.ts';
import { text } from '../messages/text.ts';
import type { App } from './app.ts';
import { ask, tell } from './ask.ts';
import { loadImages } from './loadImages.ts';
import { chooseVersion, openVersion, showUnsaved, versionTime } from './versions.ts';

/** A damaged file leads to a usable version in the same dialog. The file itself is left as it is. */
export async function offerOtherVersions(
  app: App,
  damaged: {
    readonly file: { readonly grant: string; readonly name: string };
    readonly bytes: Uint8Array;
    readonly error: StudyFileError;
  },
): Promise<void> {
  const { file, bytes, error } = damaged;
  const listed = await app.host.call('listVersions', { grant: file.grant, study: null });
  const versions = listed.ok ? listed.value : [];
  const backup = versions.find(({ place }) => place === 'backup');
  const answer = await ask(app, 'message', {
    title: text('safety.damagedTitle', { name: file.name }),
    ...fileErrorWords(error),
    actions: [
      { id: 'close', label: text('dialog.close') },
      { id: 'view', label: text('safety.viewReadable') },
      ...(versions.length > 0 ? [{ id: 'versions', label: text('action.versions') }] : []),
      ...(backup ? [{ id: 'backup', label: text('safety.openBackup', { time: versionTime(backup) }) }] : []),
    ],
  });
  if (answer === 'backup' && backup) await openVersion(app, file.grant, backup);
  const chosen = answer === 'versions' ? await chooseVersion(app, file, null) : null;
  if (chosen !== null) await openVersion(app, file.grant, chosen);
  if (answer === 'view') await viewReadable(app, file.name, bytes);
}

async function viewReadable(app: App, name: string, bytes: Uint8Array): Promise<void> {
  const salvaged = salvageStudy(bytes);
  const title = text('safety.damagedTitle', { name });
  if (salvaged === null) return tell(app, { title, text: text('safety.nothingReadable') }, text('dialog.close'));
  const { study, subjectsLost } = salvaged;
  const words =
    subjectsLost === null
      ? text('safety.salvagedCut')
      : subjectsLost === 0
        ? text('safety.salvagedAll')
        : text('safety.salvagedLost', { count: subjectsLost });
  await tell(app, { title, text: words }, text('dialog.close'));
  showUnsaved(app, study);
  app.store.setState({ readOnly: { kind: 'salvaged', name } });
  await loadImages(app);
}
