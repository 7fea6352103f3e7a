import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { presentRound } from '../../shared/study/blinding.ts';
import type { Reading, Study } from '../../shared/study/study.ts';
import { parseStudy } from '../../shared/study/studyFile.ts';
import { BODY, SECRETS, writeBlindedStudy } from '../support/blindedStudy.ts';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Desk } from '../support/desk.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';

describe.skipIf(BROWSER_MISSING !== null)('A blinded reading', () => {
  let browser: Browser;
  let program: Program;
  let desk: Desk;
  let folder: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = await mkdtemp(path.join(tmpdir(), 'endplate-blinded-'));
    await writeBlindedStudy(folder);
    await openStudy();
  });
  afterAll(async () => {
    await program?.close();
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function openStudy(): Promise<void> {
    program = await startProgram(browser, { folder });
    desk = deskOf(program);
    await program.page.getByRole('button', { name: 'Open study…' }).click();
    await program.page.getByRole('dialog').getByText('quasar.endplate').click();
  }

  const button = (name: string) => program.page.getByRole('button', { name, exact: true });
  const saved = async (): Promise<Study> => {
    const parsed = parseStudy(await readFile(path.join(folder, 'quasar.endplate')));
    if (!parsed.ok) throw new Error(parsed.error.message);
    return parsed.value.study;
  };
  const readingsOf = (study: Study, reader: string): readonly Reading[] =>
    study.subjects.flatMap(({ exams }) =>
      exams.flatMap(({ readings }) => readings.filter((each) => each.reader === reader)),
    );

  /** Nothing in the whole document, its title, texts, tooltips, labels and attributes. */
  async function expectNoLeak(where: string): Promise<void> {
    const { html, title, fields } = await program.page.evaluate(() => ({
      html: document.documentElement.outerHTML,
      title: document.title,
      fields: [...document.querySelectorAll('input, textarea, select')].map(
        (field) => (field as HTMLInputElement).value,
      ),
    }));
    const all = [html, title, ...fields].join('\n').toLowerCase();
    for (const secret of SECRETS) expect(all.includes(secret.toLowerCase()), `${secret} at ${where}`).toBe(false);
  }

  test('the words that are looked for are on the screen before it begins', async () => {
    await desk.ready(0);
    const before = await program.page.evaluate(() => document.documentElement.outerHTML);
    for (const secret of ['KESTREL1', 'tpalpha', 'Visitbeta', 'RDRONE', '777 d', 'quasar'])
      expect(before).toContain(secret);
  });

  test('is planned with readers, films, repeats and seed', async () => {
    await desk.key('Control+g');
    await button('Readings').click();
    await button('Blinded reading…').click();
    const dialog = program.page.getByRole('dialog');
    await dialog.getByLabel('R1', { exact: true }).uncheck();
    await dialog.getByLabel('RDRONE').uncheck();
    await dialog.getByLabel('Films shown twice (%)').fill('50');
    await dialog.getByLabel('Seed of the order').fill('20261120');
    await dialog.getByText('RD2: 4 films, 2 of them twice').waitFor();
    await dialog.getByRole('button', { name: 'Begin' }).click();
    await dialog.waitFor();
    await dialog.getByLabel('Your code or initials').fill('PI');
    await dialog.getByRole('button', { name: 'Begin' }).click();
    await program.page.getByText('0 of 6 films').waitFor();
    await expectNoLeak('between films');
  });

  test('shows a film and the own points, and nothing that says whose, when, or what others read', async () => {
    await button('Read as RD2').click();
    await desk.ready(0);
    await expectNoLeak('first film');
    expect(await program.page.getByTestId('blinded-position').innerText()).toBe('RD2 · film 1 of 6');
    await desk.level('L1');
    await placeLevel(desk, 0, BODY);
    expect(await desk.result('anteriorHeight-pre')).toMatch(/^10\.\d$/);
    await program.page.mouse.move(400, 400);
    await expectNoLeak('measured film');
    await button('View ▾').click();
    await expectNoLeak('view menu');
    await desk.key('Escape');
    for (const key of ['F1', 'Control+,']) {
      await desk.key(key);
      await program.page.getByRole('dialog').waitFor();
      await expectNoLeak(key);
      await desk.key('Escape');
      await program.page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
  });

  test('has no way to the rest of the study: no grid, form, export, report, version, other film', async () => {
    for (const key of [
      'Control+g',
      'Control+i',
      'Control+e',
      'Control+p',
      'Control+Shift+H',
      'Control+Shift+S',
      'Control+o',
      'x',
      'c',
      'k',
      'b',
    ]) {
      await desk.key(key);
      await expectNoLeak(key);
      expect(await program.page.getByRole('dialog').count(), key).toBe(0);
      expect(await program.page.locator('[data-pane]').count(), key).toBe(1);
    }
    // Undo leads back over the own points only.
    for (let step = 0; step < 8; step += 1) await desk.key('Control+z');
    await expectNoLeak('undone');
    for (let step = 0; step < 8; step += 1) await desk.key('Control+y');
    expect(await desk.result('anteriorHeight-pre')).toMatch(/^10\.\d$/);
  });

  test('asks before a film is finished that is not read, puts one off, and keeps what was read', async () => {
    await button('Finish film').click();
    await expect.poll(() => program.page.getByTestId('blinded-position').innerText()).toBe('RD2 · film 2 of 6');
    await expect.poll(() => desk.saveState()).toMatch(/^Saved/);
    await button('Later').click();
    await desk.ready(0);
    await expectNoLeak('put off');
    await button('Finish film').click();
    await program.page.getByRole('dialog').getByText('Open: L1').waitFor();
    await program.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await program.page.getByTestId('blinded-position').innerText()).toBe('RD2 · film 2 of 6');
    await button('Pause').click();
    await program.page.getByText('1 of 6 films').waitFor();
    await expectNoLeak('paused');
    expect(program.faults).toEqual([]);
  });

  test('goes on blinded after a restart, where it was', async () => {
    await program.close();
    await openStudy();
    await program.page.getByText('1 of 6 films').waitFor();
    await expectNoLeak('after restart');
    await button('Read as RD2').click();
    for (let film = 2; film <= 6; film += 1) {
      await expect.poll(() => program.page.getByTestId('blinded-position').innerText()).toBe(`RD2 · film ${film} of 6`);
      await desk.ready(0);
      await program.page.locator('[data-pane="0"][data-transform]').waitFor();
      await desk.level('L1');
      expect(await program.page.locator('.points button.placed').count()).toBe(0);
      await placeLevel(desk, 0, BODY);
      await expectNoLeak(`film ${film}`);
      await button('Finish film').click();
    }
    await program.page.getByText('All read').waitFor();
    await expect.poll(() => desk.saveState()).toMatch(/^Saved/);
    const study = await saved();
    expect(presentRound(study)?.seed).toBe(20_261_120);
    const own = readingsOf(study, 'RD2');
    expect(own.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([1, 1, 1, 1, 2, 2]);
    expect(own.every(({ finishedAt, vertebrae }) => finishedAt !== undefined && vertebrae.length === 1)).toBe(true);
    expect(readingsOf(study, 'RDRONE')).toHaveLength(4);
  });

  test('ends with a record of who opened the study and why; then everything is there again', async () => {
    await button('Open the study…').click();
    const dialog = program.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Your code or initials').fill('PI');
    await dialog.getByLabel('Why').fill('all films read');
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await program.page.getByRole('grid').getByText('KESTREL1').first().waitFor();
    await desk.key('Control+z');
    await desk.key('Control+s');
    await expect.poll(() => desk.saveState()).toMatch(/^Saved/);
    const [round] = (await saved()).protocol.blinding ?? [];
    expect(round?.log).toMatchObject([
      { action: 'blinded', by: 'PI', finished: 0, films: 6 },
      { action: 'unblinded', by: 'PI', reason: 'all films read', finished: 6, films: 6 },
    ]);
  });

  test('then two readings stand side by side with tolerance rings, and what is agreed on is a reading of its own', async () => {
    const { page } = program;
    await desk.key('Control+g');
    await desk.ready(0);
    await desk.level('L1');
    await button('Compare readings').click();
    await page.getByText('Points of L1').waitFor();
    await desk.ready(0);
    await desk.ready(1);
    const heads = await page.getByRole('table', { name: 'Results' }).getByRole('columnheader').allInnerTexts();
    expect(heads.slice(1)).toEqual(['RDRONE', 'RD2', 'DIFF.']);
    // RDRONE's points of the upper endplate lie 12 px of 0.2 mm lower: 2.4 mm, outside the tolerance of 2.1 mm.
    const rows = await page.locator('.compared li').allInnerTexts();
    expect(rows.map((row) => row.replace(/\s+/g, ' ').trim())).toEqual([
      expect.stringMatching(/^SA 2\.\d mm outside$/),
      expect.stringMatching(/^SM 2\.\d mm outside$/),
      expect.stringMatching(/^SP 2\.\d mm outside$/),
      expect.stringMatching(/^IP 0\.\d mm$/),
      expect.stringMatching(/^IM 0\.\d mm$/),
      expect.stringMatching(/^IA 2\.\d mm outside$/),
    ]);
    await page.getByRole('button', { name: 'Take the middle' }).click();
    await page.getByText('Recorded as a reading of its own; both originals stay.').waitFor();
    await button('Done').click();
    await page
      .getByText('Over time')
      .or(page.getByRole('table', { name: 'Results' }))
      .first()
      .waitFor();
    await desk.key('Control+s');
    await expect.poll(() => desk.saveState()).toMatch(/^Saved/);
    const study = await saved();
    const [agreed] = readingsOf(study, 'CONS');
    const first = readingsOf(study, 'RDRONE')[0]?.vertebrae[0]?.landmarks.SA;
    expect(first).toEqual([70, 162]);
    expect(agreed?.vertebrae[0]?.landmarks.SA?.[1]).toBeCloseTo(156, 0);
    expect(study.protocol.readers.at(-1)?.role).toBe('consensus');
    // One step of undo takes the agreement back.
    await desk.key('Control+z');
    await desk.key('Control+s');
    await expect.poll(async () => readingsOf(await saved(), 'CONS').length).toBe(0);
    expect(program.faults).toEqual([]);
  });
});
