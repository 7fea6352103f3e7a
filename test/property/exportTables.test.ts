import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportStudy } from '../../shared/export/exportStudy.ts';
import type { ExportOptions } from '../../shared/export/exportStudy.ts';
import { PLAIN_DIALECT } from '../../shared/export/csv.ts';
import { FURTHER_TABLES, furtherTables } from '../../shared/report/tables/furtherTables.ts';
import { STATUS_MEANINGS } from '../../shared/export/reasons.ts';
import type { Study } from '../../shared/study/study.ts';
import { randomStudy } from '../support/randomStudy.ts';
import { asRecords, parseStrictCsv } from '../support/strictCsv.ts';

type Records = readonly Readonly<Record<string, string>>[];

const records = (study: Study, name: string, more: Partial<ExportOptions> = {}, separator = ','): Records => {
  const { files } = exportStudy(study, { preset: 'analysis', appVersion: '1.0.0', ...more });
  const file = files.find((each) => each.name === name);
  if (file === undefined) throw new Error(`no ${name}`);
  return asRecords(parseStrictCsv(file.bytes, separator));
};

/** ENDPLATE_EXPORT_RUNS=10000 is the number of the design; every run of the tests has fewer. */
const RUNS = Number(process.env['ENDPLATE_EXPORT_RUNS'] ?? 100);

const KEYS = {
  'measurements_long.csv': ['subject_id', 'timepoint', 'level', 'measure', 'reader_id', 'reading_no'],
  'measurements_wide.csv': ['subject_id', 'level', 'reader_id', 'reading_no'],
  'points.csv': ['subject_id', 'timepoint', 'level', 'point', 'reader_id', 'reading_no'],
  'images.csv': ['image_id'],
} as const;

const keyOf = (row: Readonly<Record<string, string>>, names: readonly string[]) =>
  names.map((name) => row[name]).join(' ');

const NUMERIC =
  /(_mm|_deg|_ratio_ap|_ratio_mp|_px|mm_per_px_row|mm_per_px_col|_order|_no|^days_.*|^value|^rows|^columns)$/;
const WIDE = {
  h_ant_mm: 'h_ant',
  h_mid_mm: 'h_mid',
  h_post_mm: 'h_post',
  wedge_deg: 'wedge_angle',
  ratio_ap: 'ratio_ap',
  ratio_mp: 'ratio_mp',
};

describe('the tables of any study', () => {
  test('have unique keys, plain numbers or nothing in numeric columns, and a status everywhere', () => {
    const codes = new Set<string>(STATUS_MEANINGS.map(({ code }) => code));
    fc.assert(
      fc.property(randomStudy, (study) => {
        for (const [name, key] of Object.entries(KEYS)) {
          const rows = records(study, name);
          expect(new Set(rows.map((row) => keyOf(row, key))).size).toBe(rows.length);
          for (const [column, cell] of rows.flatMap((row) => Object.entries(row))) {
            if (NUMERIC.test(column)) expect(cell).toMatch(/^(-?(0|[1-9]\d*)(\.\d+)?)?$/);
            if (column.endsWith('_status') && column !== 'point_status') expect(codes).toContain(cell);
            expect(cell).not.toMatch(/^[=+@]|^-(?!\d)/);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('agree: the wide table is the long table turned on its side', () => {
    fc.assert(
      fc.property(randomStudy, (study) => {
        const long = records(study, 'measurements_long.csv');
        const values = new Map(long.map((row) => [keyOf(row, KEYS['measurements_long.csv']), row['value']]));
        for (const row of records(study, 'measurements_wide.csv')) {
          for (const timepoint of ['pre', 'post', 'm1', 'm12']) {
            for (const [column, measure] of Object.entries(WIDE)) {
              const key = keyOf({ ...row, timepoint, measure }, KEYS['measurements_long.csv']);
              expect(row[`${timepoint}_${column}`]).toBe(values.get(key) ?? '');
            }
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('agree: a change is post minus pre within 0.001', () => {
    let compared = 0;
    fc.assert(
      fc.property(randomStudy, (study) => {
        for (const row of records(study, 'measurements_wide.csv')) {
          for (const column of ['h_ant_mm', 'h_mid_mm', 'h_post_mm', 'wedge_deg']) {
            const [change, post, pre] = [row[`d_${column}`], row[`post_${column}`], row[`pre_${column}`]];
            if (change === '' || change === undefined) continue;
            expect(Math.abs(Number(change) - (Number(post) - Number(pre)))).toBeLessThanOrEqual(0.0010001);
            compared += 1;
          }
        }
      }),
      { numRuns: RUNS },
    );
    expect(compared).toBeGreaterThan(50);
  });

  test('hold a number exactly where the status says so', () => {
    fc.assert(
      fc.property(randomStudy, (study) => {
        for (const { value, value_status } of records(study, 'measurements_long.csv')) {
          expect(value !== '').toBe(['measured', 'derived', 'reported'].includes(value_status ?? ''));
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('say the same in every dialect; coded cells differ only where there is no number', () => {
    fc.assert(
      fc.property(randomStudy, (study) => {
        const plain = records(study, 'measurements_wide.csv');
        const german = records(study, 'measurements_wide.csv', { preset: 'excel', locale: 'de-DE' }, ';');
        const coded = records(study, 'measurements_wide.csv', { coded: true });
        plain.forEach((row, index) => {
          for (const [column, cell] of Object.entries(row)) {
            const isNumber = NUMERIC.test(column);
            expect(german[index]?.[column]).toBe(isNumber ? cell.replace('.', ',') : cell);
            if (cell === '' && isNumber) expect(coded[index]?.[column]).not.toMatch(/^(-?\d+(\.\d+)?)?$/);
            else expect(coded[index]?.[column]).toBe(cell);
          }
        });
      }),
      { numRuns: RUNS },
    );
  });

  test('let every height and angle be computed again from points.csv and images.csv', () => {
    fc.assert(
      fc.property(randomStudy, (study) => {
        const points = new Map(
          records(study, 'points.csv').map((row) => [
            keyOf(row, KEYS['points.csv']),
            [Number(row['x_px']), Number(row['y_px'])],
          ]),
        );
        const images = new Map(records(study, 'images.csv').map((row) => [row['image_id'], row]));
        for (const row of records(study, 'measurements_long.csv')) {
          if (row['measure'] !== 'h_ant' || row['value'] === '' || row['value_status'] === 'reported') continue;
          const [sa, ia] = ['SA', 'IA'].map((point) => points.get(keyOf({ ...row, point }, KEYS['points.csv'])));
          const image = images.get(row['image_id'] ?? '');
          if (sa === undefined || ia === undefined || image === undefined)
            throw new Error('points or image are missing');
          const dx = (sa[0]! - ia[0]!) * Number(image['mm_per_px_col']);
          const dy = (sa[1]! - ia[1]!) * Number(image['mm_per_px_row']);
          expect(Math.abs(Math.hypot(dx, dy) - Number(row['value']))).toBeLessThan(0.002);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('of statistics and subjects too have unique keys, plain numbers and a status everywhere', () => {
    fc.assert(
      fc.property(randomStudy, (study) => {
        for (const ready of furtherTables(study, FURTHER_TABLES)) {
          const { file, columns } = ready.table;
          const rows = asRecords(parseStrictCsv(ready.write(PLAIN_DIALECT).bytes, ','));
          const key = columns.filter((column) => column.key === true).map(({ name }) => name);
          expect(new Set(rows.map((row) => keyOf(row, key))).size, file).toBe(rows.length);
          for (const [name, cell] of rows.flatMap((row) => Object.entries(row))) {
            const type = columns.find((column) => column.name === name)?.type;
            if (type === 'number' || type === 'integer') expect(cell, name).toMatch(/^(-?\d+(\.\d+)?)?$/);
            else expect(cell, name).not.toMatch(/^[=+@-]/);
            if (name.endsWith('_status')) expect(cell, name).not.toBe('');
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('are the same bytes every time', () => {
    fc.assert(
      fc.property(randomStudy, (study) => {
        const once = exportStudy(study, { preset: 'analysis', appVersion: '1' });
        const again = exportStudy(structuredClone(study), { preset: 'analysis', appVersion: '1' });
        expect(again.summary).toEqual(once.summary);
        again.files.forEach(({ bytes }, index) => {
          expect(Buffer.compare(bytes, once.files[index]?.bytes ?? new Uint8Array())).toBe(0);
        });
      }),
      { numRuns: RUNS / 2 },
    );
  });
});
