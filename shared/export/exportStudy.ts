import type { Study } from '../study/study.ts';
import { codebookRows, codebookTable, type LocalLabel } from './codebook.ts';
import { PLAIN_DIALECT, decimalSignOf, excelDialect } from './csv.ts';
import type { Dialect } from './csv.ts';
import type { ExportContext } from './exportContext.ts';
import type { DecimalSign } from './formatNumber.ts';
import { imageRows, imagesTable } from './images.ts';
import { longRows, longTable } from './measurementsLong.ts';
import { wideRows, wideTable } from './measurementsWide.ts';
import { protectText } from './protectText.ts';
import { pointRows, pointsTable } from './points.ts';
import { readyTable, type ReadyTable } from './readyTable.ts';
import { STATUS_MEANINGS, reasonsTable } from './reasons.ts';
import { redcapRows, redcapTable } from './redcap.ts';
import { outsideLimits, type OutsideLimits } from './redcapLimits.ts';
import { dictionaryRows, dictionaryTable } from './redcapDictionary.ts';
import { eventRows, eventTable, type RedcapEvents } from './redcapLongitudinal.ts';
import type { AnyTable } from './table.ts';

/** Named by the program that reads the files, not by technical words. */
export const EXPORT_PRESETS = ['analysis', 'excel', 'redcap'] as const;
export type ExportPreset = (typeof EXPORT_PRESETS)[number];

/** What is exported beyond the measurements; shared by every kind of export. */
export interface ExportContents {
  readonly appVersion: string;
  /** Codes of the readers to export; left out: all. */
  readonly readers?: readonly string[] | undefined;
  /** Words such as NA and unavailable in the empty numeric cells of the wide table; never in REDCap. */
  readonly coded?: boolean;
  /** Hashes of the image files, which can lead back to the originals. */
  readonly hashes?: boolean;
  /** Dates of the images. */
  readonly dates?: boolean;
  /** Further tables, written after the measurements and described with them. */
  readonly more?: readonly ReadyTable[];
  /** For a longitudinal REDCap project: the event of each timepoint. Left out: a classic project. */
  readonly redcapEvents?: RedcapEvents | undefined;
  /** Words of the columns in the language of the user, for the code book. */
  readonly localLabel?: LocalLabel | undefined;
}

export interface ExportOptions extends ExportContents {
  readonly preset: ExportPreset;
  /** Region such as `de-DE`; decides the decimal sign and the separator of the Excel preset. */
  readonly locale?: string | undefined;
  /** Chosen by the user instead of the region's. */
  readonly decimal?: DecimalSign | undefined;
  /** A second wide table for Excel that has words in its header instead of names. */
  readonly labels?: boolean;
}

export interface ExportedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rows: number;
}

/** What is told before and after writing. */
export interface ExportSummary {
  readonly rows: number;
  /** Measured numbers in all files together. */
  readonly values: number;
  /** Numeric cells without a number, by the code of the reason. */
  readonly emptyByReason: Readonly<Record<string, number>>;
  /** Texts that got an apostrophe because they began like a formula. */
  readonly protectedTexts: number;
  /** Images that have no spacing, so no millimetres. */
  readonly examsWithoutSpacing: number;
  /** Values that a REDCap project made from the dictionary would refuse; empty without its tables. */
  readonly outsideLimits: readonly OutsideLimits[];
}

export interface StudyExport {
  readonly files: readonly ExportedFile[];
  readonly summary: ExportSummary;
}

/** A written table that still knows its definition. */
export interface DescribedFile extends ExportedFile {
  readonly table: AnyTable;
  readonly values: number;
  readonly empty: Readonly<Record<string, number>>;
  readonly protectedTexts: number;
}

/** The tables of a study as files. The same study and options give the same bytes, on every machine and day. */
export function exportStudy(study: Study, options: ExportOptions): StudyExport {
  const { files, summary } = writeTables(study, options);
  return { files: files.map(({ name, bytes, rows }) => ({ name, bytes, rows })), summary };
}

/** The same with the definition of each table, for whoever describes the files. */
export function writeTables(
  study: Study,
  options: ExportOptions,
): { readonly files: readonly DescribedFile[]; readonly summary: ExportSummary } {
  const context = contextOf(study, options);
  const { preset, coded = false, labels = false, more = [], localLabel } = options;
  const dialect =
    preset === 'excel' ? excelDialect(options.decimal ?? decimalSignOf(options.locale), false) : PLAIN_DIALECT;
  const tables = [
    ...(preset === 'redcap' ? redcapTables(context, options.redcapEvents) : studyTables(context)),
    ...more,
  ];
  const written = tables.map((each) => write(each, codedDialect(each, dialect, coded && preset !== 'redcap')));
  const described = [
    readyTable(codebookTable, () =>
      codebookRows(
        tables.map(({ table }) => table),
        localLabel,
      ),
    ),
    readyTable(reasonsTable, () => STATUS_MEANINGS),
  ].map((each) => write(each, dialect));
  const labelled =
    labels && preset === 'excel' ? [write(labelledTable(context, localLabel), { ...dialect, coded })] : [];
  const all = [...written, ...described];
  return {
    files: [...written, ...labelled, ...described],
    summary: { ...summarise(all, context), outsideLimits: redcapData(tables).flatMap(outsideLimits) },
  };
}

function contextOf(
  study: Study,
  { appVersion, readers, hashes = false, dates = false }: ExportContents,
): ExportContext {
  return { study, appVersion, hashes, dates, ...(readers === undefined ? {} : { readers }) };
}

const codedDialect = ({ table }: ReadyTable, dialect: Dialect, coded: boolean): Dialect =>
  table.file === WIDE_FILE ? { ...dialect, coded } : dialect;

export const WIDE_FILE = 'measurements_wide.csv';

/** The measurements in their two shapes, with the points and images that they come from. */
export const studyTables = (context: ExportContext): readonly ReadyTable[] => [
  readyTable(longTable(context), () => longRows(context)),
  readyTable(wideTable(context), () => wideRows(context)),
  readyTable(pointsTable(context), () => pointRows(context)),
  readyTable(imagesTable(context), () => imageRows(context)),
];

/** Data and dictionary of a project, classic or longitudinal. */
export function redcapTables(context: ExportContext, events: RedcapEvents | undefined): readonly ReadyTable[] {
  const data =
    events === undefined
      ? readyTable(redcapTable(context), () => redcapRows(context))
      : readyTable(eventTable(events), () => eventRows(context, events));
  return [data, readyTable(dictionaryTable, () => dictionaryRows(data.table))];
}

/** The wide table with words in its header, for people who read it in a spreadsheet. */
function labelledTable(context: ExportContext, local: LocalLabel | undefined): ReadyTable {
  const table = wideTable(context);
  const columns = table.columns.map((column) => ({ ...column, name: protectText(local?.(column) ?? column.label) }));
  return readyTable({ ...table, file: 'measurements_wide_labels.csv', columns }, () => wideRows(context));
}

const write = (each: ReadyTable, dialect: Dialect): DescribedFile => ({
  name: each.table.file,
  table: each.table,
  ...each.write(dialect),
});

const redcapData = (tables: readonly ReadyTable[]): readonly ReadyTable[] =>
  tables.filter(({ table }) => table.file === 'redcap_data.csv');

function summarise(files: readonly DescribedFile[], context: ExportContext): Omit<ExportSummary, 'outsideLimits'> {
  const emptyByReason: Record<string, number> = {};
  for (const { empty } of files) {
    for (const [reason, count] of Object.entries(empty)) emptyByReason[reason] = (emptyByReason[reason] ?? 0) + count;
  }
  const images = [...imageRows(context)];
  return {
    rows: files.reduce((total, { rows }) => total + rows, 0),
    values: files.reduce((total, { values }) => total + values, 0),
    emptyByReason,
    protectedTexts: files.reduce((total, file) => total + file.protectedTexts, 0),
    examsWithoutSpacing: images.filter(({ calibration }) => calibration.spacing === null).length,
  };
}
