import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';
import { asRecords, parseStrictCsv } from '../support/strictCsv.ts';

const SERIES = path.resolve(import.meta.dirname, '../golden/series22');

describe.skipIf(BROWSER_MISSING !== null)(`Tables in the program ${BROWSER_MISSING ?? ''}`, () => {
  let browser: Browser;
  let program: Program;
  let desk: Desk;
  beforeAll(async () => {
    browser = await launchBrowser();
    program = await startProgram(browser);
    desk = deskOf(program);
  });
  afterAll(async () => {
    await program?.close();
    await browser?.close();
  });

  const pick = async (open: () => Promise<void>, files: Parameters<typeof program.page.setInputFiles>[1]) => {
    const chooser = program.page.waitForEvent('filechooser');
    await open();
    await (await chooser).setFiles(files);
    await program.page.getByRole('dialog').waitFor();
  };
  const dialog = () => program.page.getByRole('dialog');
  const folderOf = async (): Promise<string> => {
    const names = await readdir(program.folder, { withFileTypes: true });
    return path.join(program.folder, names.find((entry) => entry.isDirectory())?.name ?? '');
  };

  test('two tables and their mapping become the published series', async () => {
    await pick(
      () => program.page.getByRole('button', { name: 'from a table (CSV)' }).click(),
      ['patients.csv', 'wedge.csv', 'series22.map.json'].map((name) => path.join(SERIES, name)),
    );
    await expect.poll(() => dialog().innerText()).toContain('patients.csv: 22 of 22 rows; 22 subjects new');
    expect(await dialog().innerText()).toContain('wedge.csv: 35 of 35 rows');
    await dialog().getByRole('button', { name: 'Take rows (57)' }).click();
    await expect.poll(() => program.page.locator('body').innerText()).toContain('subjects 22');
  });

  test('a later table adds; what contradicts the study is named by line; a column is mapped by hand', async () => {
    const text = 'subject;age;pain afterwards;side\n1;40;3,5;left\n23;dreißig;2;right\n2;99;1;left\n24;50;4;left\n';
    const file = { name: 'more.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') };
    await pick(() => desk.key('Control+Shift+e'), [file]);
    await dialog().getByLabel('Meaning of pain afterwards').selectOption('score ODI late');
    await expect.poll(() => dialog().innerText()).toContain('more.csv: 2 of 4 rows; 1 subjects new, 1 changed.');
    const said = await dialog().innerText();
    expect(said).toMatch(/Line 3: .*"dreißig" is neither a number nor a known reason/);
    expect(said).toMatch(/Line 4: .*the study has 73 and the table 99/);
    await dialog().getByRole('button', { name: 'Take rows (2)' }).click();
    await expect.poll(() => desk.prompt()).toContain('Rows taken: 2, left out: 2');
    await desk.key('Control+z');
    await expect.poll(() => program.page.locator('body').innerText()).toContain('subjects 22');
  });

  test('the export shows its first rows and what will be written, and writes a package that names every file', async () => {
    await desk.key('Control+e');
    await expect.poll(() => dialog().innerText()).toContain('12 files');
    const shown = await dialog().innerText();
    expect(shown).toContain('subject_id,level,level_order');
    expect(shown).toMatch(/Empty number cells: .*unavailable \d+/);
    await dialog().getByRole('checkbox', { name: 'Subjects and scores' }).check();
    await dialog().getByRole('checkbox', { name: 'Rows for a meta-analysis' }).check();
    await expect.poll(() => dialog().innerText()).toContain('15 files');
    await dialog().getByRole('radio', { name: 'a folder' }).check();
    await dialog().getByRole('button', { name: 'Export', exact: true }).click();
    await expect.poll(() => desk.prompt()).toContain('15 files written');
    const folder = await folderOf();
    const sums = (await readFile(path.join(folder, 'SHA256SUMS.txt'), 'utf8')).trimEnd().split('\n');
    const names = (await readdir(folder)).filter((name) => name !== 'SHA256SUMS.txt');
    expect(sums).toHaveLength(names.length);
    expect(new Set(sums.map((line) => line.split('  ')[1]))).toEqual(new Set(names));
    const wide = asRecords(parseStrictCsv(await readFile(path.join(folder, 'measurements_wide.csv')), ','));
    expect(wide).toHaveLength(35);
    expect(wide.filter(({ d_wedge_deg }) => d_wedge_deg !== '')).toHaveLength(29);
  });

  test('for Excel the rows stand in a sheet with the decimal sign that was chosen; the choice is remembered', async () => {
    await desk.key('Control+e');
    await dialog().getByRole('radio', { name: 'Excel' }).check();
    await dialog().getByRole('radio', { name: 'decimal comma' }).check();
    await expect.poll(() => dialog().getByRole('table').innerText()).toContain('pre_wedge_deg');
    await dialog().getByRole('button', { name: 'Export', exact: true }).click();
    await expect.poll(() => desk.prompt()).toContain('6 files written');
    expect((await readdir(program.folder)).filter((name) => name.endsWith('.zip'))).toHaveLength(1);
    await desk.key('Control+e');
    expect(await dialog().getByRole('radio', { name: 'Excel' }).isChecked()).toBe(true);
    expect(await dialog().getByRole('radio', { name: 'decimal comma' }).isChecked()).toBe(true);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
  });

  test('a longitudinal REDCap project asks for its events; an impossible one cannot be written', async () => {
    await desk.key('Control+e');
    await dialog().getByRole('radio', { name: 'REDCap' }).check();
    await dialog().getByRole('radio', { name: 'longitudinal' }).check();
    await expect.poll(() => dialog().innerText()).toContain('1,pre_arm_1,vertebra,14,L2,R1');
    await dialog().getByRole('textbox').first().fill('Bad Event');
    expect(await dialog().getByRole('button', { name: 'Export', exact: true }).isDisabled()).toBe(true);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
  });
});
