import path from 'node:path';
import { EXPORT_PRESETS, exportStudy, type ExportPreset, type ExportSummary } from '../../shared/export/exportStudy.ts';
import { success, type Result } from '../../shared/result.ts';
import { commandFailure, shown, type CommandError } from './commandError.ts';
import { readStudy } from './readStudy.ts';
import { aligned, counted } from './textTable.ts';
import type { Invocation, Verb } from './verb.ts';
import { writeNewFiles } from './writeNewFiles.ts';

export const exportVerb: Verb = {
  name: 'export',
  summary: 'the tables of a study as CSV, with their code book',
  operands: ['STUDY'],
  options: {
    out: { value: 'DIR', help: 'the folder to write to; it is made where it does not exist' },
    preset: {
      value: 'PRESET',
      help: `the program that reads the tables: ${EXPORT_PRESETS.join(', ')} (default analysis)`,
    },
    coded: { help: 'words such as not_visible in the empty cells of the wide table; not with redcap' },
    audit: { help: 'also audit.csv: who finalised, reopened and changed what, when and why; not with redcap' },
    locale: { value: 'REGION', help: 'for excel: region such as de-DE, for its decimal sign and separator' },
  },
  notes: [
    'An existing file is never replaced: where one of the names is taken, all new files get the ending _2, then _3, ...',
    'Either all files are written or none. With --json: {files: [{name, rows, bytes}], summary}.',
  ],
  async run(invocation, context) {
    const [file = ''] = invocation.operands;
    const options = readOptions(invocation);
    if (!options.ok) return options;
    const study = await readStudy(context.port, file);
    if (!study.ok) return study;
    const { folder, ...wanted } = options.value;
    const exported = exportStudy(study.value, { ...wanted, appVersion: context.appVersion });
    const written = await writeNewFiles(context, folder, exported.files);
    if (!written.ok) return written;
    const files = exported.files.map(({ rows, bytes }, index) => {
      return { name: written.value[index] ?? '', rows, bytes: bytes.length };
    });
    return success({ json: { files, summary: exported.summary }, text: exportText(folder, files, exported.summary) });
  },
};

interface ExportWish {
  readonly folder: string;
  readonly preset: ExportPreset;
  readonly coded: boolean;
  readonly audit: boolean;
  readonly locale?: string;
}

function readOptions({ values, flags }: Invocation): Result<ExportWish, CommandError> {
  const { out, preset = 'analysis', locale } = values;
  if (out === undefined)
    return commandFailure('usage', '--out DIR is missing: name the folder to write the tables to.');
  const known = EXPORT_PRESETS.find((each) => each === preset);
  if (known === undefined) {
    return commandFailure('usage', `--preset ${shown(preset)}: choose one of ${EXPORT_PRESETS.join(', ')}.`);
  }
  const coded = flags.has('coded');
  if (coded && known === 'redcap') {
    return commandFailure('usage', '--coded does not go with --preset redcap, whose numeric fields take numbers only.');
  }
  const audit = flags.has('audit');
  if (audit && known === 'redcap') {
    return commandFailure('usage', '--audit does not go with --preset redcap, which has no table for it.');
  }
  if (locale !== undefined && known !== 'excel') {
    return commandFailure('usage', `--locale is for --preset excel; the numbers of ${known} have a point everywhere.`);
  }
  if (locale !== undefined && !isRegion(locale)) {
    return commandFailure('usage', `--locale ${shown(locale)}: give a region such as de-DE or en-US.`);
  }
  return success({
    folder: path.resolve(out),
    preset: known,
    coded,
    audit,
    ...(locale === undefined ? {} : { locale }),
  });
}

/** One that this system knows the decimal sign of: an unknown one would silently get a point. */
function isRegion(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale.replace('_', '-')).length === 1;
  } catch {
    return false;
  }
}

function exportText(
  folder: string,
  files: readonly { readonly name: string; readonly rows: number; readonly bytes: number }[],
  { values, emptyByReason, protectedTexts, examsWithoutSpacing }: ExportSummary,
): string {
  const empty = Object.entries(emptyByReason).map(([reason, count]) => `${count} ${reason}`);
  return [
    `Written to ${shown(folder)}:`,
    ...aligned(
      files.map(({ name, rows, bytes }) => [name, counted(rows, 'row'), `${bytes} bytes`]),
      '  ',
      [1, 2],
    ),
    `${counted(values, 'measured number')}; empty cells: ${empty.length === 0 ? 'none' : empty.join(', ')}.`,
    ...(protectedTexts > 0 ? [`${counted(protectedTexts, 'text')} got an apostrophe against formulas.`] : []),
    ...(examsWithoutSpacing > 0 ? [`${counted(examsWithoutSpacing, 'image')} without spacing, so without mm.`] : []),
  ].join('\n');
}
