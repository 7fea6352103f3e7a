import { exportStudy, type ExportPreset } from '../../shared/export/exportStudy.ts';
import type { Answer, HostError } from '../../shared/host/contract.ts';
import type { Result } from '../../shared/result.ts';
import { fileErrorWords } from '../messages/coreText.ts';
import { screenLocale } from '../messages/language.ts';
import { text } from '../messages/text.ts';
import { editorOf, notify, type App } from './app.ts';
import { ask, tell } from './ask.ts';
import { suggestedName } from './saveStudy.ts';

/** Writes the tables of the study beside each other: one place is chosen, the others follow it. */
export async function exportTables(app: App): Promise<void> {
  const preset = await ask(app, 'export', {});
  if (preset === null) return;
  const files = tablesOf(app, preset);
  if (files.length === 0) {
    await tell(app, { title: text('dialog.exportTitle'), text: text('dialog.exportNothing') }, text('dialog.close'));
    return;
  }
  const stem = suggestedName(app).replace(/\.endplate$/, '');
  const written = await writeBeside(app, stem, files);
  if (written.error) {
    await tell(app, { title: text('dialog.notSavedTitle'), ...fileErrorWords(written.error) }, text('dialog.close'));
  } else if (written.names.length > 0) {
    notify(app, text('dialog.exportDone', { count: written.names.length, names: written.names.join(', ') }));
  }
}

/** The tables of the study as it stands, by preset. */
export function tablesOf(
  app: App,
  preset: ExportPreset,
): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  const { about } = app.store.getState();
  const study = editorOf(app).history.present;
  if (study.subjects.every(({ exams }) => exams.every(({ readings }) => readings.length === 0))) return [];
  const { files } = exportStudy(study, { preset, appVersion: about.appVersion, locale: screenLocale() });
  return files;
}

type Target = Result<Answer<'grantSibling'>, HostError>;

async function writeBeside(
  app: App,
  stem: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<{ names: readonly string[]; error: HostError | null }> {
  const names: string[] = [];
  let anchor: string | null = null;
  for (const file of files) {
    const name = `${stem}_${file.name}`;
    const target: Target | null =
      anchor === null ? await firstTarget(app, name) : await app.host.call('grantSibling', { grant: anchor, name });
    if (target === null) return { names, error: null };
    if (!target.ok) return { names, error: target.error };
    anchor ??= target.value.grant;
    const written = await app.host.call('writeFile', {
      grant: target.value.grant,
      bytes: new Uint8Array(file.bytes),
      replaces: target.value.exists ? 'any' : null,
    });
    if (!written.ok) return { names, error: written.error };
    names.push(target.value.name);
  }
  return { names, error: null };
}

/** The first table's place: chosen in the system's dialog, or a name in the one folder. */
async function firstTarget(app: App, name: string): Promise<Target | null> {
  if (app.store.getState().about.picker === 'folder') return app.host.call('openInFolder', { name });
  const picked = await app.host.call('pickTarget', { kind: 'table', suggestedName: name });
  if (!picked.ok) return picked;
  return picked.value === null ? null : { ok: true as const, value: picked.value };
}
