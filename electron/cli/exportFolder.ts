import path from 'node:path';
import { combineStudies, type CombinedStudies, type NamedStudy } from '../../shared/export/combineStudies.ts';
import { furtherTables } from '../../shared/report/tables/furtherTables.ts';
import { success, type Result } from '../../shared/result.ts';
import { attempt } from '../host/systemFailure.ts';
import { commandFailure, shown, type CommandError } from './commandError.ts';

import type { ExportWish } from './exportOptions.ts';
import { readStudy } from './readStudy.ts';
import { aligned, counted } from './textTable.ts';
import type { CommandContext, Outcome } from './verb.ts';
import { filesText, writeExport } from './writeExport.ts';

interface Unreadable {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

/** The studies of a folder in one table each. One that does not open is named and left out, and the exit code is 1. */
export async function exportFolder(
  context: CommandContext,
  folder: string,
  wish: ExportWish,
): Promise<Result<Outcome, CommandError>> {
  if (wish.preset !== 'analysis' || wish.coded || wish.include.includes('redcap')) {
    return commandFailure(
      'usage',
      'Several studies are put together with --preset analysis only, neither coded nor for REDCap.',
    );
  }
  const read = await readStudies(context, folder);
  if (!read.ok) return read;
  const { studies, unreadable } = read.value;
  if (studies.length === 0) {
    return commandFailure('no_study', `${shown(folder)}: no study (NAME.endplate) of this folder can be opened.`);
  }
  const created = new Date().toISOString();
  const combined = combineStudies(studies, {
    appVersion: context.appVersion,
    readers: wish.readers,
    hashes: wish.hashes,
    dates: wish.dates,
    more: (study) =>
      furtherTables(
        study,
        wish.include.filter((each) => each !== 'redcap'),
        wish.readers,
      ),
  });
  const name = `studies_export_${created.slice(0, 10).replaceAll('-', '')}`;
  const written = await writeExport(context, { ...wish, name, created }, combined.files);
  if (!written.ok) return written;
  return success({
    json: { ...written.value, studies: combined.studies, duplicates: combined.duplicates, unreadable },
    text: [...filesText(written.value.folder, written.value.files), ...combinedText(combined, unreadable)].join('\n'),
    exitCode: unreadable.length > 0 ? 1 : 0,
  });
}

async function readStudies(
  context: CommandContext,
  folder: string,
): Promise<
  Result<{ readonly studies: readonly NamedStudy[]; readonly unreadable: readonly Unreadable[] }, CommandError>
> {
  const entries = await attempt(() => context.port.readdir(path.resolve(folder)));
  if (!entries.ok) return commandFailure('not_readable', `${shown(folder)}: the folder cannot be read.`);
  const names = entries.value.filter(({ kind }) => kind === 'file').map(({ name }) => name);
  const files = names.filter((name) => name.endsWith('.endplate') && !name.startsWith('.')).toSorted();
  const studies: NamedStudy[] = [];
  const unreadable: Unreadable[] = [];
  for (const file of files) {
    const study = await readStudy(context.port, path.join(folder, file));
    if (study.ok) studies.push({ name: path.parse(file).name, study: study.value });
    else unreadable.push({ name: file, code: study.error.code, message: study.error.message });
  }
  return success({ studies, unreadable });
}

function combinedText({ studies, duplicates }: CombinedStudies, unreadable: readonly Unreadable[]): readonly string[] {
  return [
    ...aligned(
      studies.map(({ studyId, name, subjects }) => [studyId, `${shown(name)}.endplate`, counted(subjects, 'subject')]),
      '  ',
      [2],
    ),
    ...duplicates.map(
      ({ subject, studies: owners }) =>
        `Subject ${shown(subject)} is in ${owners.join(', ')}: one patient twice, or two with one code?`,
    ),
    ...unreadable.map(({ message }) => `Left out: ${message}`),
  ];
}
