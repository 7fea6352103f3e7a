import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { exportPackage } from '../../../shared/export/dataPackage.ts';
import { exportStudy } from '../../../shared/export/exportStudy.ts';
import { exampleStudy } from '../../support/exampleStudy.ts';
import { expectGolden } from '../../support/golden.ts';
import { parseStrictCsv } from '../../support/strictCsv.ts';

const options = { appVersion: '1.0.0', created: '2026-11-20T14:10:00Z' };
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

interface Resource {
  readonly path: string;
  readonly hash: string;
  readonly bytes: number;
  readonly schema: {
    readonly missingValues: readonly string[];
    readonly primaryKey?: readonly string[];
    readonly fields: readonly {
      readonly name: string;
      readonly type: string;
      readonly constraints?: {
        readonly enum?: readonly string[];
        readonly required?: boolean;
        readonly pattern?: string;
      };
    }[];
  };
}

function packageOf(coded = false) {
  const { files } = exportPackage(exampleStudy(), { ...options, coded });
  const byName = new Map(files.map(({ name, bytes }) => [name, bytes]));
  const bytes = (name: string) => byName.get(name) ?? new Uint8Array();
  const description = JSON.parse(textOf(bytes('datapackage.json'))) as { name: string; resources: readonly Resource[] };
  return { files, bytes, description };
}

describe('the data package', () => {
  test('holds the tables, their description, scripts, a README and checksums', () => {
    expect(packageOf().files.map(({ name }) => name)).toEqual([
      'measurements_long.csv',
      'measurements_wide.csv',
      'points.csv',
      'images.csv',
      'codebook.csv',
      'reasons.csv',
      'datapackage.json',
      'README.txt',
      'import_r.R',
      'import_python.py',
      'import_spss.sps',
      'SHA256SUMS.txt',
    ]);
  });

  test('has the tables of the analysis preset, byte for byte', () => {
    const { bytes } = packageOf();
    for (const file of exportStudy(exampleStudy(), { preset: 'analysis', appVersion: '1.0.0' }).files) {
      expect(Buffer.compare(file.bytes, bytes(file.name))).toBe(0);
    }
  });

  test('describes every file with its size, its hash and its columns', () => {
    const { bytes, description } = packageOf();
    for (const { path, hash, bytes: size, schema } of description.resources) {
      expect(size).toBe(bytes(path).length);
      expect(hash).toBe(`sha256:${createHash('sha256').update(bytes(path)).digest('hex')}`);
      expect(schema.fields.map(({ name }) => name)).toEqual(parseStrictCsv(bytes(path), ',').header);
    }
    expect(description.name).toBe('example-vertebral-measurements');
  });

  test.each([false, true])('says nothing of a cell that is not so (coded: %s)', (coded) => {
    const { bytes, description } = packageOf(coded);
    for (const { path, schema } of description.resources) {
      for (const row of parseStrictCsv(bytes(path), ',').rows) {
        schema.fields.forEach(({ type, constraints }, index) => {
          const cell = row[index] ?? '';
          if (schema.missingValues.includes(cell) && constraints?.required !== true) return;
          if (type === 'number') expect(cell).toMatch(/^-?\d+(\.\d+)?$/);
          if (type === 'integer') expect(cell).toMatch(/^-?\d+$/);
          if (type === 'datetime') expect(cell).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
          if (constraints?.required === true) expect(cell).not.toBe('');
          if (constraints?.enum !== undefined) expect(constraints.enum).toContain(cell);
          if (constraints?.pattern !== undefined) expect(cell).toMatch(new RegExp(`^${constraints.pattern}$`));
        });
      }
    }
  });

  test('has checksums that sha256sum accepts', () => {
    const { files, bytes } = packageOf();
    const lines = textOf(bytes('SHA256SUMS.txt')).trimEnd().split('\n');
    expect(lines).toEqual(
      files.slice(0, -1).map((file) => `${createHash('sha256').update(file.bytes).digest('hex')}  ${file.name}`),
    );
  });

  test.each(['datapackage.json', 'README.txt', 'import_r.R', 'import_python.py', 'import_spss.sps'])(
    'is stored as an example: %s',
    (name) => {
      expectGolden(`export/package/${name}`, packageOf().bytes(name));
    },
  );
});
