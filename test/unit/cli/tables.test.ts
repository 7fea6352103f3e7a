import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockPath } from '../../../electron/host/lockFile.ts';
import { parseStudy, serializeStudy } from '../../../shared/study/studyFile.ts';
import type { Study } from '../../../shared/study/study.ts';
import { createDesk, refusalCode, refusalOf, type Desk } from '../../support/commandLine.ts';
import { AT, exampleStudy, place, twoFilms, wedge } from '../../support/exampleStudy.ts';
import { replaceLandmarks } from '../../../shared/study/edits/landmarkEdits.ts';

const series = path.resolve(import.meta.dirname, '../../golden/series22');
const tables = [
  path.join(series, 'patients.csv'),
  '--and',
  path.join(series, 'wedge.csv'),
  '--map',
  path.join(series, 'series22.map.json'),
];
const written = { appVersion: '0.0.0-test', savedAt: AT };

let desk: Desk;
beforeEach(() => (desk = createDesk()));
afterEach(() => desk.clear());

const open = (file: string): Study => {
  const opened = parseStudy(readFileSync(file));
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.study;
};

describe('import', () => {
  test('one command makes the study of 22 patients, the next gives its numbers', async () => {
    const file = desk.at('series.endplate');
    const made = await desk.run(['import', file, ...tables, '--json']);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.json()).toMatchObject({ written: true, created: true, tables: [{ rowsTaken: 22 }, { rowsTaken: 35 }] });
    expect((await desk.run(['verify', file])).code).toBe(0);
    const stats = (await desk.run(['stats', file, '--json', '--without', '20'])).json();
    expect(stats).toMatchObject({
      counts: { patients: 22, levels_total: 35 },
      wedge: {
        n_paired: 29,
        paired_all: { wilcoxon: { W_plus: 158.5 } },
        paired_without_patient20: { n_pairs: 28 },
        paired_patient_means: { n_pairs: 20 },
      },
      vas: { late_missing: { death: 3, lost: 3 } },
    });
  });

  test('the same tables again change no byte; the text says so', async () => {
    const file = desk.at('series.endplate');
    await desk.run(['import', file, ...tables]);
    const before = readFileSync(file);
    const again = await desk.run(['import', file, ...tables]);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('0 subjects added, 0 changed');
    expect(again.stdout).toContain('Nothing was written.');
    expect(readFileSync(file)).toEqual(before);
  });

  test('rows that are rejected are named by line; the others are taken; the exit code is 1', async () => {
    const table = desk.write('t.csv', 'subject,age\nS1,50\nS2,five\ns1,50\n');
    const ran = await desk.run(['import', desk.at('s.endplate'), table]);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('line 3  age: "five" is neither a number nor a known reason');
    expect(ran.stdout).toContain('line 4  subject: "s1" differs from "S1" only by upper and lower case');
    expect(open(desk.at('s.endplate')).subjects.map(({ code }) => code)).toEqual(['S1']);
  });

  test('nothing is written when no row is taken, when it is only tried, and when the table is refused', async () => {
    const bad = desk.write('bad.csv', 'subject,age\nS1,old\n');
    const good = desk.write('good.csv', 'subject,age\nS1,50\n');
    const file = desk.at('s.endplate');
    expect((await desk.run(['import', file, bad, '--json'])).json()).toMatchObject({ written: false });
    expect((await desk.run(['import', file, good, '--dry-run', '--json'])).json()).toMatchObject({ written: false });
    expect(refusalOf(await desk.run(['import', file, desk.write('e.csv', '')]))).toBe('e.csv: The table is empty.');
    expect(() => readFileSync(file)).toThrow();
  });

  test('an existing study keeps its content; the version before stands beside it', async () => {
    const file = desk.write('s.endplate', serializeStudy(exampleStudy(), written));
    const before = readFileSync(file);
    const table = desk.write('t.csv', 'subject,vas_m3\nS001,2\n');
    expect((await desk.run(['import', file, table])).code).toBe(0);
    expect(open(file).subjects[0]?.clinical.scores.at(-1)).toEqual({ timepoint: 'm3', instrument: 'VAS', value: 2 });
    expect(readFileSync(desk.at('.s.endplate.bak'))).toEqual(before);
  });

  test('a study that is open in Endplate is left alone', async () => {
    const file = desk.write('s.endplate', serializeStudy(exampleStudy(), written));
    const before = readFileSync(file);
    const lock = {
      app: 'Endplate',
      version: '1.0.0',
      user: 'ann',
      host: 'ward-3',
      processId: 1,
      session: 'x',
      acquired: AT,
      beat: 1,
    };
    writeFileSync(lockPath(file), JSON.stringify(lock));
    const table = desk.write('t.csv', 'subject,age\nS9,50\n');
    expect(refusalOf(await desk.run(['import', file, table]))).toMatch(/open in Endplate \(ann on ward-3\)/);
    expect(readFileSync(file)).toEqual(before);
  });

  test('bad input is one sentence with a code', async () => {
    const file = desk.at('s.endplate');
    const table = desk.write('t.csv', 'subject,age\nS1,50\n');
    const run = async (...args: readonly string[]) => refusalCode(await desk.run(['import', ...args, '--json']));
    expect(await run(file, desk.at('none.csv'))).toBe('not_found');
    expect(await run(file, desk.folder)).toBe('not_a_file');
    expect(await run(file, table, '--map', desk.write('m.json', '{'))).toBe('bad_map');
    expect(await run(file, table, '--map', desk.write('m2.json', '{"colums": {}}'))).toBe('bad_map');
    expect(await run(file, table, '--map', desk.write('m3.json', '{"columns": {"nothing": "age"}}'))).toBe(
      'unknown_column',
    );
    expect(await run(desk.write('not.endplate', 'x'), table)).toBe('not_a_study');
    expect(await run(file)).toBe('usage');
  });
});

describe('stats', () => {
  test('the text for people says what is missing and why', async () => {
    const file = desk.write('s.endplate', serializeStudy(exampleStudy(), written));
    const { code, stdout } = await desk.run(['stats', file]);
    expect(code).toBe(0);
    expect(stdout).toContain('between readers: Agreement needs two subjects with every reading; there is 1.');
    expect(stdout).toContain('All numbers: --json.');
    expect(stdout).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  test('a reader or a subject that is not there is bad usage', async () => {
    const file = desk.write('s.endplate', serializeStudy(exampleStudy(), written));
    expect(refusalOf(await desk.run(['stats', file, '--reader', 'R9']))).toMatch(/no such reader, only R1, R2/);
    expect(refusalOf(await desk.run(['stats', file, '--without', 'S001,S999']))).toMatch(
      /S999: the study has no such subject/,
    );
  });
});

describe('merge', () => {
  const L1 = place('s1', 'pre', 'L1');
  const copy = (shift: number): Uint8Array =>
    serializeStudy(replaceLandmarks(twoFilms(), { ...L1, landmarks: wedge(shift), at: AT }), written);

  test('makes a third file and lists what the two have differently; the two stay as they are', async () => {
    const [a, b] = [desk.write('a.endplate', copy(0)), desk.write('b.endplate', copy(4))];
    const ran = await desk.run(['merge', a, b, '--out', desk.at('c.endplate'), '--json']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.json()).toMatchObject({
      added: { subjects: 0, exams: 0, readings: 1 },
      conflicts: [{ where: 'S001 pre R1/1 L1', kept: 'both', keptAt: 'R1.b/1' }],
    });
    expect(open(desk.at('c.endplate')).subjects[0]?.exams[0]?.readings).toHaveLength(2);
    expect(readFileSync(a)).toEqual(Buffer.from(copy(0)));
    expect(readFileSync(b)).toEqual(Buffer.from(copy(4)));
  });

  test('never replaces a file, never merges two different studies', async () => {
    const [a, b] = [desk.write('a.endplate', copy(0)), desk.write('b.endplate', copy(4))];
    expect(refusalCode(await desk.run(['merge', a, b, '--out', b, '--json']))).toBe('changed');
    expect(readFileSync(b)).toEqual(Buffer.from(copy(4)));
    const other = desk.write('o.endplate', serializeStudy({ ...twoFilms(), id: 'other' }, written));
    expect(refusalCode(await desk.run(['merge', a, other, '--out', desk.at('c.endplate'), '--json']))).toBe(
      'other_study',
    );
    expect(refusalCode(await desk.run(['merge', a, b, '--json']))).toBe('usage');
  });
});
