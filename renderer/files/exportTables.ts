import { decimalSignOf } from '../../shared/export/csv.ts';
import { exportPackage } from '../../shared/export/dataPackage.ts';
import { exportStudy, type ExportContents, type StudyExport } from '../../shared/export/exportStudy.ts';
import { exportReports } from '../../shared/export/structuredReport/exportReports.ts';
import { exportName, zipFiles } from '../../shared/export/zipFiles.ts';
import { furtherTables, type FurtherTable } from '../../shared/report/tables/furtherTables.ts';
import type { Study } from '../../shared/study/study.ts';
import { fileErrorWords } from '../messages/coreText.ts';
import { screenLocale } from '../messages/language.ts';
import { text } from '../messages/text.ts';
import { editorOf, notify, type App } from './app.ts';
import { ask, tell } from './ask.ts';
import type { ExportChoice } from './dialogs.ts';
import { changeSettings } from './settings.ts';
import { writeNewFile, type Written } from './writeNewFile.ts';

/** Writes the tables of the study: asks for what and for whom, then puts all files into one archive or a new folder. */
export async function exportTables(app: App): Promise<void> {
  const study = editorOf(app).history.present;
  if (!hasAnything(study)) {
    await tell(app, { title: text('dialog.exportTitle'), text: text('dialog.exportNothing') }, text('dialog.close'));
    return;
  }
  const choice = await ask(app, 'export', { first: firstChoice(app) });
  if (choice === null) return;
  await remember(app, choice);
  const created = new Date().toISOString();
  const { files } = filesOf(app, study, { choice, created });
  if (files.length === 0) {
    await tell(app, { title: text('dialog.exportTitle'), text: text('export.noReports') }, text('dialog.close'));
    return;
  }
  const name = exportName(study.title, created);
  const written = await (choice.packing === 'zip'
    ? writeNewFile(app, { kind: 'table', name: `${name}.zip`, bytes: zipFiles(files, { folder: name, created }) })
    : writeFolder(app, name, files));
  if (written.kind === 'failed') {
    await tell(app, { title: text('dialog.notSavedTitle'), ...fileErrorWords(written.error) }, text('dialog.close'));
  } else if (written.kind === 'written') {
    notify(app, text('dialog.exportDone', { count: files.length, names: written.name }));
  }
}

/** Facts of subjects alone are worth exporting too. */
const hasAnything = ({ subjects }: Study): boolean =>
  subjects.some(
    ({ exams, clinical }) => exams.some(({ readings }) => readings.length > 0) || clinical.scores.length > 0,
  );

async function writeFolder(app: App, name: string, files: StudyExport['files']): Promise<Written> {
  const written = await app.host.call('writeNewFolder', {
    name,
    files: files.map(({ name: own, bytes }) => ({ name: own, bytes })),
  });
  if (!written.ok) return { kind: 'failed', error: written.error };
  return written.value === null ? { kind: 'cancelled' } : { kind: 'written', name: written.value.name };
}

/** As the last time; at first Excel where decimals have a comma, which it needs to read them. */
function firstChoice(app: App): ExportChoice {
  const { settings } = app.store.getState();
  const regional = decimalSignOf(screenLocale());
  return {
    preset: settings.exportPreset ?? (regional === ',' ? 'excel' : 'analysis'),
    include: [],
    coded: false,
    hashes: false,
    dates: false,
    labels: false,
    decimal: settings.exportDecimal ?? regional,
    events: null,
    packing: 'zip',
  };
}

function remember(app: App, { preset, decimal }: ExportChoice): Promise<void> {
  const isRegional = decimal === decimalSignOf(screenLocale());
  return changeSettings(app, { exportPreset: preset, exportDecimal: isRegional ? undefined : decimal });
}

/** The files of an export as they would be written. The analysis preset is the whole data package. */
export function filesOf(
  app: App,
  study: Study,
  { choice, created }: { readonly choice: ExportChoice; readonly created: string },
): StudyExport {
  const { preset, include, coded, hashes, dates, labels, decimal, events } = choice;
  if (preset === 'sr') return reportsOf(app, study, created);
  const further = include.filter((name): name is FurtherTable => name !== 'redcap');
  const contents: ExportContents = {
    appVersion: app.store.getState().about.appVersion,
    coded,
    hashes,
    dates,
    more: furtherTables(study, further),
    redcapEvents: events ?? undefined,
  };
  if (preset !== 'analysis') return exportStudy(study, { ...contents, preset, decimal, labels });
  return exportPackage(study, { ...contents, created, redcap: include.includes('redcap') });
}

/** Without tables there is nothing to count but the reports. */
function reportsOf(app: App, study: Study, created: string): StudyExport {
  const { appVersion } = app.store.getState().about;
  const files = exportReports(study, { appVersion, created });
  const none = { values: 0, emptyByReason: {}, protectedTexts: 0, examsWithoutSpacing: 0, outsideLimits: [] };
  return { files, summary: { ...none, rows: files.reduce((sum, { rows }) => sum + rows, 0) } };
}
