import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serializeStudy } from '../../../shared/study/studyFile.ts';
import { createDesk, refusalCode, refusalOf, type Desk } from '../../support/commandLine.ts';
import { exampleStudy } from '../../support/exampleStudy.ts';
import { seriesFile } from '../../support/seriesStudy.ts';

let desk: Desk;
let study: string;
beforeEach(() => {
  desk = createDesk();
  study = desk.write('series.endplate', seriesFile());
});
afterEach(() => desk.clear());

const STAMP = { appVersion: '0.0.0-test', savedAt: '2026-11-20T10:00:00.000Z' };
const read = (name: string): string => readFileSync(desk.at(name), 'utf8');

describe('report', () => {
  test('writes one page', async () => {
    const ran = await desk.run(['report', study, '--out', desk.at('out/report.html')]);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('report.html with 9 tables and 6 figures.');
    expect(ran.stdout).toContain('Agreement of readings: No film has been read twice');
    expect(read('out/report.html')).toMatch(/^<!doctype html>/);
    expect(read('out/report.html')).toContain('Endplate 0.0.0-test');
    expect(readdirSync(desk.at('out'))).toEqual(['report.html']);
  });

  test('with --figures, every figure as SVG, and a document for programs', async () => {
    const ran = await desk.run([
      'report',
      study,
      '--out',
      desk.at('r.html'),
      '--figures',
      desk.at('figures'),
      '--json',
    ]);
    expect(ran.code).toBe(0);
    const names = ['boxes-wedge', 'diagnosis', 'flow', 'forest-wedge-1', 'location', 'score-1'];
    expect(readdirSync(desk.at('figures')).sort()).toEqual(names.map((name) => `${name}.svg`));
    const answer = ran.json() as {
      files: { name: string; bytes: number }[];
      figures: string[];
      tables: string[];
      missing: { id: string; reason: string }[];
    };
    expect(answer.files).toHaveLength(7);
    for (const { name, bytes } of answer.files) expect(readFileSync(name).length).toBe(bytes);
    expect([...answer.figures].sort()).toEqual(names);
    expect(answer.tables).toContain('levels-wedge');
    expect(answer.missing.find(({ id }) => id === 'agreement')?.reason).toMatch(/read twice/);
    expect(read('figures/location.svg')).toMatch(/^<svg xmlns=.*<\/svg>\n$/s);
  });

  test('never replaces a file: the second report gets another name', async () => {
    writeFileSync(desk.at('r.html'), 'mine');
    const ran = await desk.run(['report', study, '--out', desk.at('r.html'), '--json']);
    expect(read('r.html')).toBe('mine');
    expect((ran.json() as { files: { name: string }[] }).files.map(({ name }) => name)).toEqual([desk.at('r_2.html')]);
    expect(read('r_2.html')).toMatch(/^<!doctype html>/);
  });

  test('takes the figures back when the page cannot be written', async () => {
    writeFileSync(desk.at('blocked'), 'a file where a folder should be');
    const ran = await desk.run(['report', study, '--out', desk.at('blocked/r.html'), '--figures', desk.at('figures')]);
    expect(ran.code).toBe(2);
    expect(existsSync(desk.at('figures')) ? readdirSync(desk.at('figures')) : []).toEqual([]);
  });

  test('shows the reader asked for', async () => {
    const example = desk.write('example.endplate', serializeStudy(exampleStudy(), STAMP));
    await desk.run(['report', example, '--out', desk.at('r2.html'), '--reader', 'R2']);
    expect(read('r2.html')).toContain('reading 1 of R2 (Reader 2)');
    const unknown = await desk.run(['report', example, '--out', desk.at('r3.html'), '--reader', 'R9', '--json']);
    expect(refusalCode(unknown)).toBe('usage');
    expect(existsSync(desk.at('r3.html'))).toBe(false);
  });

  test.each([
    [[], '--out FILE.html is missing: name the page to write.'],
    [['--out', 'report.pdf'], '--out report.pdf: the report is a page; give a name that ends in .html.'],
    [['--out', '.html'], '--out .html: the report is a page; give a name that ends in .html.'],
  ])('%j is refused', async (args, message) => {
    expect(refusalOf(await desk.run(['report', study, ...args]))).toBe(message);
  });

  test('two commands lead from the two tables of the published series to its report', async () => {
    const tables = path.resolve(import.meta.dirname, '../../golden/series22');
    const made = desk.at('made.endplate');
    const imported = await desk.run([
      'import',
      made,
      path.join(tables, 'patients.csv'),
      '--and',
      path.join(tables, 'wedge.csv'),
      '--map',
      path.join(tables, 'series22.map.json'),
    ]);
    expect(imported.code).toBe(0);
    expect((await desk.run(['report', made, '--out', desk.at('paper.html')])).code).toBe(0);
    const reviewed = readFileSync(path.resolve(import.meta.dirname, '../../golden/report/series22.html'), 'utf8');
    const undated = (page: string): string => page.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, 'DATE');
    expect(undated(read('paper.html'))).toBe(undated(reviewed));
  });

  test('what is no study is refused and nothing is written', async () => {
    const file = desk.write('no.endplate', 'not json');
    const ran = await desk.run(['report', file, '--out', desk.at('r.html')]);
    expect(refusalOf(ran)).toContain('no.endplate');
    expect(existsSync(desk.at('r.html'))).toBe(false);
  });
});
