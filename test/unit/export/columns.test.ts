import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportPackage } from '../../../shared/export/dataPackage.ts';
import { writeTables } from '../../../shared/export/exportStudy.ts';
import { suggestedEvent } from '../../../shared/export/redcapLongitudinal.ts';
import { COLUMN_VERSION, type AnyTable } from '../../../shared/export/table.ts';
import { FURTHER_TABLES, furtherTables } from '../../../shared/report/tables/furtherTables.ts';
import { exampleStudy } from '../../support/exampleStudy.ts';
import { expectGolden } from '../../support/golden.ts';
import { asRecords, parseStrictCsv } from '../../support/strictCsv.ts';

interface Recorded {
  readonly version: number;
  readonly tables: Readonly<Record<string, readonly string[]>>;
}

const study = exampleStudy();
const events = Object.fromEntries(study.protocol.timepoints.map(({ id }) => [id, suggestedEvent(id)]));

/** Every table there is, with its rows. */
const analysis = writeTables(study, {
  preset: 'analysis',
  appVersion: '1.0.0',
  hashes: true,
  dates: true,
  more: furtherTables(study, FURTHER_TABLES),
}).files;
const classic = writeTables(study, { preset: 'redcap', appVersion: '1.0.0' }).files;
const longitudinal = writeTables(study, { preset: 'redcap', appVersion: '1.0.0', redcapEvents: events }).files;
const all = [...analysis, ...classic];

const signature = ({ columns }: AnyTable): readonly string[] =>
  columns.map(({ name, type, unit, key }) => [name, type, unit ?? '-', key === true ? 'key' : ''].join(' ').trim());

const current: Recorded = {
  version: COLUMN_VERSION,
  tables: Object.fromEntries([
    ...all.map(({ name, table }) => [name, signature(table)] as const),
    ...longitudinal.slice(0, 1).map(({ name, table }) => [`${name} (longitudinal)`, signature(table)] as const),
  ]),
};

describe('the columns of all tables', () => {
  test('are those on record; one that is renamed or removed needs a new version of the columns', () => {
    const file = path.resolve(import.meta.dirname, '../../golden/export/columns.json');
    const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
    const lost = Object.entries(recorded.tables).flatMap(([name, columns]) =>
      columns.filter((column) => !(current.tables[name] ?? []).includes(column)).map((column) => `${name}: ${column}`),
    );
    if (recorded.version === COLUMN_VERSION) expect(lost).toEqual([]);
    expectGolden('export/columns.json', new TextEncoder().encode(`${JSON.stringify(current, null, 1)}\n`));
  });

  test('have names that every statistics program takes', () => {
    const own = all.filter(({ name }) => name !== 'redcap_dictionary.csv');
    const names = own.flatMap(({ table }) => table.columns.map(({ name }) => name));
    expect(names.filter((name) => !/^[a-z][a-z0-9_]{0,25}$/.test(name))).toEqual([]);
  });

  test('stand in header, code book, description and REDCap dictionary as in the one definition', () => {
    const { files } = exportPackage(study, {
      appVersion: '1.0.0',
      created: '2026-11-20T14:10:00Z',
      hashes: true,
      dates: true,
      redcap: true,
      more: furtherTables(study, FURTHER_TABLES),
    });
    const bytes = (name: string) => files.find((each) => each.name === name)?.bytes ?? new Uint8Array();
    const codebook = asRecords(parseStrictCsv(bytes('codebook.csv'), ','));
    const { resources } = JSON.parse(new TextDecoder().decode(bytes('datapackage.json'))) as {
      resources: readonly { path: string; schema: { fields: readonly { name: string }[] } }[];
    };
    const tables = files.map(({ name }) => name).filter((name) => name.endsWith('.csv'));
    expect(resources.map((each) => each.path).toSorted()).toEqual(tables.toSorted());
    for (const { path: name, schema } of resources) {
      const { header } = parseStrictCsv(bytes(name), ',');
      expect(schema.fields.map((field) => field.name)).toEqual(header);
      if (name === 'codebook.csv' || name === 'reasons.csv') continue;
      expect(codebook.filter(({ file }) => file === name).map(({ column }) => column)).toEqual(header);
    }
    const fields = asRecords(parseStrictCsv(bytes('redcap_dictionary.csv'), ',')).map(
      (row) => row['Variable / Field Name'],
    );
    const data = parseStrictCsv(bytes('redcap_data.csv'), ',').header;
    expect(fields).toEqual(data.filter((name) => !name.startsWith('redcap_') && name !== 'vertebra_complete'));
  });

  test('of a longitudinal project stand in its dictionary too', () => {
    const [data, dictionary] = longitudinal;
    const rows = asRecords(parseStrictCsv(dictionary?.bytes ?? new Uint8Array(), ','));
    const header = parseStrictCsv(data?.bytes ?? new Uint8Array(), ',').header;
    expect(rows.map((row) => row['Variable / Field Name'])).toEqual(
      header.filter((name) => !name.startsWith('redcap_') && name !== 'vertebra_complete'),
    );
  });

  test('called a status are never empty, those of a key tell every row from the others', () => {
    for (const { name, table, bytes } of all) {
      const rows = asRecords(parseStrictCsv(bytes, ','));
      const key = table.columns.filter((column) => column.key === true).map((column) => column.name);
      if (key.length > 0) {
        expect(new Set(rows.map((row) => key.map((each) => row[each]).join('\n'))).size, name).toBe(rows.length);
      }
      const statuses = table.columns.filter((column) => column.name.endsWith('_status')).map((column) => column.name);
      for (const status of statuses)
        expect(
          rows.filter((row) => row[status] === ''),
          `${name} ${status}`,
        ).toEqual([]);
    }
  });
});
