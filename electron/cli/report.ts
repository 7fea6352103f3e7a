import { rm } from 'node:fs/promises';
import path from 'node:path';
import { figureSvg } from '../../shared/report/figures/figureSvg.ts';
import { reportHtml } from '../../shared/report/reportHtml.ts';
import { figuresOf, tablesOf, type ReportGap, type ReportModel } from '../../shared/report/reportModel.ts';
import { reportOf } from '../../shared/report/reportOf.ts';
import { success, type Result } from '../../shared/result.ts';
import type { Study } from '../../shared/study/study.ts';
import { commandFailure, shown, type CommandError } from './commandError.ts';
import { readStudy } from './readStudy.ts';
import { counted } from './textTable.ts';
import type { CommandContext, Invocation, Verb } from './verb.ts';
import { writeNewFiles, type NewFile } from './writeNewFiles.ts';

export const reportVerb: Verb = {
  name: 'report',
  summary: 'the tables and figures of a study as one HTML page',
  operands: ['STUDY'],
  options: {
    out: { value: 'FILE.html', help: 'the page to write; its folder is made where it does not exist' },
    figures: { value: 'DIR', help: 'every figure as an SVG file of its own, too' },
    reader: { value: 'CODE', help: 'show the readings of this reader; without it of each level the first reader' },
  },
  notes: [
    'The page needs nothing else: no network, no script. A browser prints it or saves it as PDF.',
    'Figures are SVG; PNG needs a browser and is offered in the program.',
    'An existing file is never replaced: the new one gets the ending _2, then _3, ... Either all files are written or none.',
    'With --json: {files: [{name, bytes}], tables, figures, missing: [{id, title, reason}]}.',
  ],
  async run(invocation, context) {
    const [file = ''] = invocation.operands;
    const wish = readOptions(invocation);
    if (!wish.ok) return wish;
    const study = await readStudy(context.port, file);
    if (!study.ok) return study;
    const { out, figures, reader } = wish.value;
    const known = checkReader(study.value, reader);
    if (!known.ok) return known;
    const at = new Date().toISOString();
    const model = reportOf(study.value, { appVersion: context.appVersion, at, reader });
    const written = await writeReport(context, model, { out, figures });
    if (!written.ok) return written;
    return success({ json: reportDocument(model, written.value), text: reportText(model, written.value) });
  },
};

interface ReportWish {
  readonly out: string;
  readonly figures: string | null;
  readonly reader?: string;
}

function readOptions({ values }: Invocation): Result<ReportWish, CommandError> {
  const { out, figures, reader } = values;
  if (out === undefined) return commandFailure('usage', '--out FILE.html is missing: name the page to write.');
  if (!/[^/\\]\.html?$/i.test(out)) {
    return commandFailure('usage', `--out ${shown(out)}: the report is a page; give a name that ends in .html.`);
  }
  return success({
    out: path.resolve(out),
    figures: figures === undefined ? null : path.resolve(figures),
    ...(reader === undefined ? {} : { reader }),
  });
}

function checkReader({ protocol, subjects }: Study, reader: string | undefined): Result<null, CommandError> {
  if (reader === undefined) return success(null);
  const all = [
    ...protocol.readers.map(({ id }) => id),
    ...subjects.flatMap(({ exams }) => exams.flatMap(({ readings }) => readings.map((reading) => reading.reader))),
  ];
  if (all.includes(reader)) return success(null);
  const names = [...new Set(all)].map(shown).join(', ');
  return commandFailure('usage', `--reader ${shown(reader)}: the study has no such reader; it has ${names || 'none'}.`);
}

interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
}

/** Figures first: when the page cannot be written, they are taken back. */
async function writeReport(
  context: CommandContext,
  model: ReportModel,
  { out, figures }: Pick<ReportWish, 'out' | 'figures'>,
): Promise<Result<readonly WrittenFile[], CommandError>> {
  const encoder = new TextEncoder();
  const pictures = figuresOf(model).map(({ id, title, figure }): NewFile => {
    return { name: `${id}.svg`, bytes: encoder.encode(`${figureSvg(title, figure)}\n`) };
  });
  const page: NewFile = { name: path.basename(out), bytes: encoder.encode(reportHtml(model)) };
  const drawn = figures === null ? success([]) : await writeInto(context, figures, pictures);
  if (!drawn.ok) return drawn;
  const written = await writeInto(context, path.dirname(out), [page]);
  if (written.ok) return success([...written.value, ...drawn.value]);
  await Promise.all(drawn.value.map(({ name }) => rm(name, { force: true })));
  return written;
}

async function writeInto(
  context: CommandContext,
  folder: string,
  files: readonly NewFile[],
): Promise<Result<readonly WrittenFile[], CommandError>> {
  if (files.length === 0) return success([]);
  const written = await writeNewFiles(context, folder, files);
  if (!written.ok) return written;
  return success(
    written.value.map((name, index) => ({ name: path.join(folder, name), bytes: files[index]?.bytes.length ?? 0 })),
  );
}

/** What the study does not give, in the order of the report. */
const gapsOf = ({ sections }: ReportModel): readonly ReportGap[] =>
  sections.flatMap(({ parts }) => parts.filter((part) => part.kind === 'gap'));

const reportDocument = (model: ReportModel, files: readonly WrittenFile[]): object => ({
  files,
  tables: tablesOf(model).map(({ id }) => id),
  figures: figuresOf(model).map(({ id }) => id),
  missing: gapsOf(model).map(({ id, title, reason }) => ({ id, title, reason })),
});

function reportText(model: ReportModel, files: readonly WrittenFile[]): string {
  const [page, ...figures] = files;
  const gaps = gapsOf(model);
  return [
    `Written: ${shown(page?.name ?? '')} with ${counted(tablesOf(model).length, 'table')} and ${counted(figuresOf(model).length, 'figure')}.`,
    ...(figures.length === 0
      ? []
      : [`${counted(figures.length, 'figure')} as SVG in ${shown(path.dirname(figures[0]?.name ?? ''))}.`]),
    ...(gaps.length === 0 ? [] : ['Not in the report:', ...gaps.map(({ title, reason }) => `  ${title}: ${reason}`)]),
  ].join('\n');
}
