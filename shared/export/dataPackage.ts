import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Study } from '../study/study.ts';
import { CODE_PATTERN } from '../study/study.ts';
import { WIDE_FILE, redcapTables, writeTables } from './exportStudy.ts';
import type { DescribedFile, ExportContents, ExportedFile, StudyExport } from './exportStudy.ts';
import { importPython, importR, importSpss } from './importScripts.ts';
import { wideTable } from './measurementsWide.ts';
import { packageReadme } from './packageReadme.ts';
import { STATUS_MEANINGS } from './reasons.ts';
import { COLUMN_VERSION, isNumeric } from './table.ts';
import type { AnyTable, Column } from './table.ts';

export interface PackageOptions extends ExportContents {
  /** When the package is made, ISO 8601 in UTC. */
  readonly created: string;
  /** Data and dictionary for a REDCap project besides. */
  readonly redcap?: boolean;
}

/**
 * The study as a Frictionless Data Package (v2, readable by v1 tools): the tables of the analysis preset, their
 * machine-readable description, import scripts for R, Python and SPSS, a README and checksums.
 */
export function exportPackage(study: Study, options: PackageOptions): StudyExport {
  const { appVersion, created, coded = false, redcap = false, more = [], redcapEvents } = options;
  const context = { study, appVersion, ...(options.readers === undefined ? {} : { readers: options.readers }) };
  const added = redcap ? [...more, ...redcapTables(context, redcapEvents)] : more;
  const { files: tables, summary } = writeTables(study, { ...options, preset: 'analysis', more: added });
  const definitions = tables.map(({ table }) => table);
  const description = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: packageName(study.title),
    title: study.title,
    created,
    version: '1.0.0',
    columnVersion: COLUMN_VERSION,
    contributors: [],
    licenses: [],
    resources: tables.map((file) => resource(file, { coded, definitions })),
  };
  const files: readonly ExportedFile[] = [
    ...tables.map(({ name, bytes, rows }) => ({ name, bytes, rows })),
    textFile('datapackage.json', `${JSON.stringify(description, null, 2)}\n`),
    textFile('README.txt', packageReadme(study, definitions, { appVersion, created })),
    textFile('import_r.R', importR(definitions)),
    textFile('import_python.py', importPython(definitions)),
    textFile('import_spss.sps', importSpss(wideTable(context), { coded })),
  ];
  return { files: [...files, textFile('SHA256SUMS.txt', checksums(files))], summary };
}

const textFile = (name: string, text: string): ExportedFile => ({
  name,
  bytes: new TextEncoder().encode(text),
  rows: 0,
});

const hashOf = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));

/** As `sha256sum --check` reads it. */
const checksums = (files: readonly ExportedFile[]): string =>
  files.map(({ name, bytes }) => `${hashOf(bytes)}  ${name}\n`).join('');

/** Lower-case letters, digits, `-`, `_` and `.`, as the standard wants names. */
function packageName(title: string): string {
  const plain = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return plain === '' ? 'vertebral-measurements' : `${plain}-vertebral-measurements`;
}

function resource(
  { table, ...file }: DescribedFile,
  { coded, definitions }: { readonly coded: boolean; readonly definitions: readonly AnyTable[] },
) {
  const primaryKey = table.columns.filter(({ key }) => key === true).map(({ name }) => name);
  const isImageTable = table.file === 'images.csv';
  const hasImages = definitions.some((each) => each.file === 'images.csv');
  const refersToImages = hasImages && !isImageTable && table.columns.some(({ name }) => name === 'image_id');
  return {
    name: table.file.replace('.csv', '').replaceAll('_', '-'),
    path: table.file,
    title: table.title,
    type: 'table',
    profile: 'tabular-data-resource',
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    hash: `sha256:${hashOf(file.bytes)}`,
    bytes: file.bytes.length,
    dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
    schema: {
      missingValues: missingValues(table, coded),
      ...(primaryKey.length === 0 ? {} : { primaryKey }),
      ...(refersToImages ? { foreignKeys: [IMAGE_KEY] } : {}),
      fields: table.columns.map(field),
    },
  };
}

const IMAGE_KEY = { fields: ['image_id'], reference: { resource: 'images', fields: ['image_id'] } };

/** The coded variant puts words into numeric cells of the wide table. */
function missingValues(table: AnyTable, coded: boolean): readonly string[] {
  const isCoded = coded && table.file === WIDE_FILE;
  const words = STATUS_MEANINGS.flatMap(({ codedCell }) => (codedCell === '' ? [] : [codedCell]));
  return isCoded ? ['', ...words] : [''];
}

const FIELD_TYPES = {
  identifier: 'string',
  category: 'string',
  flags: 'string',
  text: 'string',
  integer: 'integer',
  number: 'number',
  date: 'date',
  datetime: 'datetime',
} as const;

/** `enum` serves readers of version 1, `categories` those of version 2. */
function field(column: Column<never>) {
  const { name, type, label, definition, unit, allowed, required } = column;
  const isOrdered = name === 'timepoint' || name === 'level';
  const categories = type === 'category' && allowed !== undefined ? { categories: allowed } : {};
  const constraints = {
    ...(required === true ? { required } : {}),
    ...(allowed === undefined || isNumeric(column) || type !== 'category' ? {} : { enum: allowed }),
    ...(name === 'subject_id' ? { pattern: CODE_PATTERN.source.replace(/^\^|\$$/g, '') } : {}),
  };
  return {
    name,
    type: FIELD_TYPES[type],
    title: label,
    description: definition,
    ...(unit === undefined ? {} : { unit }),
    ...categories,
    ...(isOrdered && allowed !== undefined ? { categoriesOrdered: true } : {}),
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
  };
}
