import path from 'node:path';
import { exportPackage } from '../../shared/export/dataPackage.ts';
import {
  exportStudy,
  type ExportContents,
  type ExportPreset,
  type StudyExport,
} from '../../shared/export/exportStudy.ts';
import { exportReports } from '../../shared/export/structuredReport/exportReports.ts';
import { exportName } from '../../shared/export/zipFiles.ts';
import { furtherTables, type FurtherTable } from '../../shared/report/tables/furtherTables.ts';
import { success, type Result } from '../../shared/result.ts';
import type { Study } from '../../shared/study/study.ts';
import { attempt } from '../host/systemFailure.ts';
import { commandFailure, shown, type CommandError } from './commandError.ts';
import { exportFolder } from './exportFolder.ts';
import { EXPORT_OPTIONS, readExportOptions, type ExportWish } from './exportOptions.ts';
import { summaryText } from './exportText.ts';
import { imageIdentities } from './imageIdentities.ts';
import { readStudy } from './readStudy.ts';
import type { CommandContext, Outcome, Verb } from './verb.ts';
import { filesText, writeExport } from './writeExport.ts';

export const exportVerb: Verb = {
  name: 'export',
  summary: 'the tables of a study as CSV, with code book and data package; of a folder of studies in one',
  operands: ['STUDY'],
  options: EXPORT_OPTIONS,
  notes: [
    'analysis (the default) writes a whole data package: tables, code book, reasons, datapackage.json, scripts for R,',
    'Python and SPSS, README and checksums. excel and redcap write the tables that these programs take.',
    'sr writes a DICOM structured report (TID 1500) for every reading of every film: the subject code as Patient ID, no name,',
    'UIDs made from the study that lead nowhere; with --images the UIDs of the films, so that an archive shows the lines.',
    'STUDY may be a folder: its studies are put together in one table each, with study_id as the first column.',
    'An existing file is never replaced: where one of the names is taken, all files go into a new folder NAME_2 in DIR.',
    'Either all files are written or none. With --json: {folder, files: [{name, rows, bytes}], summary}.',
  ],
  async run(invocation, context) {
    const [file = ''] = invocation.operands;
    const options = readExportOptions(invocation);
    if (!options.ok) return options;
    const facts = await attempt(() => context.port.stat(path.resolve(file)));
    if (facts.ok && facts.value.kind === 'folder') return exportFolder(context, file, options.value);
    const study = await readStudy(context.port, file);
    if (!study.ok) return study;
    return exportOne(context, study.value, options.value);
  },
};

async function exportOne(
  context: CommandContext,
  study: Study,
  wish: ExportWish,
): Promise<Result<Outcome, CommandError>> {
  const created = new Date().toISOString();
  const unknown = wish.readers?.find((code) => study.protocol.readers.every(({ id }) => id !== code));
  if (unknown !== undefined) return unknownReader(unknown, study);
  if (wish.preset === 'sr') return exportSr(context, study, { ...wish, created });
  const exported = filesOf(study, { ...wish, preset: wish.preset }, { appVersion: context.appVersion, created });
  const name = exportName(study.title, created);
  const written = await writeExport(context, { ...wish, name, created }, exported.files);
  if (!written.ok) return written;
  const { folder, files } = written.value;
  return success({
    json: { folder, files, summary: exported.summary },
    text: [...filesText(folder, files), ...summaryText(exported.summary)].join('\n'),
  });
}

const unknownReader = (code: string, { protocol }: Study): Result<never, CommandError> => ({
  ok: false,
  error: {
    code: 'usage',
    message: `--reader ${shown(code)}: the study has no such reader, only ${protocol.readers.map(({ id }) => id).join(', ')}.`,
  },
});

/** DICOM structured reports; with a folder of films they refer to these. */
async function exportSr(
  context: CommandContext,
  study: Study,
  wish: ExportWish & { readonly created: string },
): Promise<Result<Outcome, CommandError>> {
  const { created, readers, images } = wish;
  const identities =
    images === undefined ? undefined : await imageIdentities(context.port, study, path.resolve(images));
  const reports = exportReports(study, {
    appVersion: context.appVersion,
    created,
    readers,
    ...(identities === undefined ? {} : { identities }),
  });
  if (reports.length === 0) {
    return commandFailure('nothing_to_export', 'No film of this study has points, so there is nothing to report.');
  }
  const written = await writeExport(context, { ...wish, name: exportName(study.title, created) }, reports);
  if (!written.ok) return written;
  const { folder, files } = written.value;
  const linked = identities === undefined ? [] : [`${identities.size} films found and referred to by their own UIDs.`];
  return success({
    json: { folder, files, films: identities?.size ?? 0 },
    text: [...filesText(folder, files), ...linked].join('\n'),
  });
}

/** The analysis preset is the data package. */
function filesOf(
  study: Study,
  wish: ExportWish & { readonly preset: ExportPreset },
  { appVersion, created }: { readonly appVersion: string; readonly created: string },
): StudyExport {
  const further = wish.include.filter((name): name is FurtherTable => name !== 'redcap');
  const contents: ExportContents = {
    appVersion,
    readers: wish.readers,
    coded: wish.coded,
    hashes: wish.hashes,
    dates: wish.dates,
    more: furtherTables(study, further, wish.readers),
    redcapEvents: wish.redcapEvents,
  };
  const { preset } = wish;
  if (preset !== 'analysis')
    return exportStudy(study, { ...contents, preset, locale: wish.locale, labels: wish.labels });
  return exportPackage(study, { ...contents, created, redcap: wish.include.includes('redcap') });
}
