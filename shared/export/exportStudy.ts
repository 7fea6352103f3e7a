import type { Study } from '../study/study.ts';
import { auditRows, auditTable } from './audit.ts';
import { codebookRows, codebookTable } from './codebook.ts';
import { PLAIN_DIALECT, decimalSignOf, excelDialect, writeCsv } from './csv.ts';
import type { Dialect } from './csv.ts';
import type { ExportContext } from './exportContext.ts';
import { imageRows, imagesTable } from './images.ts';
import { longRows, longTable } from './measurementsLong.ts';
import { wideRows, wideTable } from './measurementsWide.ts';
import { pointRows, pointsTable } from './points.ts';
import { STATUS_MEANINGS, reasonsTable } from './reasons.ts';
import { dictionaryRows, dictionaryTable, redcapRows, redcapTable } from './redcap.ts';
import type { AnyTable, Table } from './table.ts';

/** Named by the program that reads the files, not by technical words. */
export const EXPORT_PRESETS = ['analysis', 'excel', 'redcap'] as const;
export type ExportPreset = (typeof EXPORT_PRESETS)[number];

export interface ExportOptions {
  readonly preset: ExportPreset;
  /** Words such as NA and unavailable in the empty numeric cells of the wide table; never in REDCap. */
  readonly coded?: boolean;
  readonly appVersion: string;
  /** Region such as `de-DE`; decides the decimal sign and the separator of the Excel preset. */
  readonly locale?: string;
  /** Codes of the readers to export; left out: all. */
  readonly readers?: readonly string[];
  /** Also the record of changes, `audit.csv`; not with REDCap. */
  readonly audit?: boolean;
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
}

export interface StudyExport {
  readonly files: readonly ExportedFile[];
  readonly summary: ExportSummary;
}

interface Counted extends ExportedFile {
  readonly table: AnyTable;
  readonly values: number;
  readonly empty: Readonly<Record<string, number>>;
  readonly protectedTexts: number;
}

/** The tables of a study as files. The same study and options give the same bytes, on every machine and day. */
export function exportStudy(study: Study, options: ExportOptions): StudyExport {
  const { preset, coded = false, appVersion, locale, readers, audit = false } = options;
  const context: ExportContext = { study, appVersion, ...(readers === undefined ? {} : { readers }) };
  const dialect = preset === 'excel' ? excelDialect(decimalSignOf(locale), false) : PLAIN_DIALECT;
  const measurements = preset === 'redcap' ? redcapFiles(context) : measurementFiles(context, dialect, coded);
  const isAudited = audit && preset !== 'redcap';
  const tables = isAudited
    ? [...measurements, written(auditTable(context), auditRows(context), dialect)]
    : measurements;
  const codebook = written(codebookTable, codebookRows(tables.map(({ table }) => table)), dialect);
  const all = [...tables, codebook, written(reasonsTable, STATUS_MEANINGS, dialect)];
  return {
    files: all.map(({ name, bytes, rows }) => ({ name, bytes, rows })),
    summary: summarise(all, context),
  };
}

function measurementFiles(context: ExportContext, dialect: Dialect, coded: boolean): readonly Counted[] {
  return [
    written(longTable(context), longRows(context), dialect),
    written(wideTable(context), wideRows(context), { ...dialect, coded }),
    written(pointsTable(context), pointRows(context), dialect),
    written(imagesTable(context), imageRows(context), dialect),
  ];
}

function redcapFiles(context: ExportContext): readonly Counted[] {
  return [
    written(redcapTable(context), redcapRows(context), PLAIN_DIALECT),
    written(dictionaryTable, dictionaryRows(context), PLAIN_DIALECT),
  ];
}

function written<Row>(table: Table<Row>, rows: Iterable<Row>, dialect: Dialect): Counted {
  return { name: table.file, table, ...writeCsv(table, rows, dialect) };
}

function summarise(files: readonly Counted[], context: ExportContext): ExportSummary {
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
