import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Desk } from '../support/desk.ts';
import { patientFilm } from '../support/patientFilm.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';

const NAME = 'Smith John 1949';

describe.skipIf(BROWSER_MISSING !== null)('What others may see, and what is remembered', () => {
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

  const dialog = () => program.page.getByRole('dialog');
  const answer = (name: string | RegExp) => dialog().getByRole('button', { name }).click();
  const setting = (name: string) => dialog().getByRole('checkbox', { name: new RegExp(name) });
  const inSettings = async (change: () => Promise<unknown>): Promise<void> => {
    await desk.key('Control+,');
    await dialog().getByText('Privacy', { exact: true }).waitFor();
    await change();
    await answer('Close');
  };
  const everythingShown = async (): Promise<string> =>
    [
      await program.page.title(),
      await program.page.locator('body').innerText(),
      await program.page.evaluate(() =>
        [...document.querySelectorAll('[title],[aria-label],[alt]')]
          .flatMap((part) => ['title', 'aria-label', 'alt'].map((name) => part.getAttribute(name) ?? ''))
          .join('\n'),
      ),
    ].join('\n');

  test('a study named after somebody is shown by its name', async () => {
    const chooser = program.page.waitForEvent('filechooser');
    await program.page.getByRole('button', { name: 'Open images' }).click();
    const film = patientFilm({ patientId: '4711', patientName: 'Smith^John', date: '20240101', stripes: 3 });
    await (await chooser).setFiles([{ name: `${NAME} film.dcm`, mimeType: 'application/dicom', buffer: film }]);
    await desk.ready(0);
    await desk.level('L2');
    await placeLevel(desk, 0, {
      SA: [80, 160],
      SM: [110, 160],
      SP: [140, 160],
      IP: [140, 200],
      IM: [110, 196],
      IA: [80, 190],
    });
    await desk.key('Control+s');
    await program.page.getByLabel('File name').fill(NAME);
    await answer('Save');
    await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
    expect(await everythingShown()).toContain(NAME);
    await writeFile(path.join(program.folder, `${NAME} film.dcm`), film);
  });

  test('and by nothing at all in the privacy view: screen, tips, labels, title, messages', async () => {
    await inSettings(() => setting('Privacy view').check());
    await expect.poll(everythingShown).not.toContain('Smith');
    expect(await everythingShown()).toMatch(/hidden [0-9A-F]{3}/);
    // The grid, the forms of the subject, the versions and an image that is not there any more.
    await desk.key('Control+g');
    await program.page.getByRole('grid').waitFor();
    expect(await everythingShown()).not.toMatch(/Smith|1949/);
    await desk.key('Escape');
    await desk.ready(0);
    await desk.key('Control+Shift+h');
    await dialog().waitFor();
    expect(await everythingShown()).not.toMatch(/Smith|1949/);
    await program.page.keyboard.press('Escape');
  });

  test('the same film again is told of without its name', async () => {
    const chooser = program.page.waitForEvent('filechooser');
    await desk.key('Control+o');
    const film = patientFilm({ patientId: '4711', patientName: 'Smith^John', date: '20240101', stripes: 3 });
    await (await chooser).setFiles([{ name: `${NAME} film.dcm`, mimeType: 'application/dicom', buffer: film }]);
    await expect.poll(() => desk.prompt()).toMatch(/^hidden [0-9A-F]{3} is already open/);
    await program.page.keyboard.press('Escape');
  });

  test('the study is among those opened last, one press away, but not in the privacy view', async () => {
    await program.page.reload();
    await program.page.locator('html[data-ready="true"]').waitFor();
    expect(await everythingShown()).not.toContain('Smith');
    await inSettings(() => setting('Privacy view').uncheck());
    const recent = program.page.getByRole('navigation', { name: 'Studies opened last' });
    await recent.getByRole('button', { name: NAME }).click();
    await desk.ready(0);
    await expect.poll(() => desk.saveState()).not.toBe('Unsaved changes');
  });

  test('is forgotten when the user wants it', async () => {
    await program.page.reload();
    await program.page.locator('html[data-ready="true"]').waitFor();
    const recent = program.page.getByRole('navigation', { name: 'Studies opened last' });
    await recent.waitFor();
    await inSettings(() => setting('Remember').uncheck());
    await expect.poll(() => recent.count()).toBe(0);
    const user = path.join(path.dirname(program.folder), 'user');
    await expect.poll(() => readFile(path.join(user, 'recent.json'), 'utf8')).not.toContain('Smith');
  });

  test('what is kept is cleared after a question; the study stays', async () => {
    const user = path.join(path.dirname(program.folder), 'user');
    expect((await readdir(path.join(user, 'versions'))).length).toBeGreaterThan(0);
    await desk.key('Control+,');
    await answer(/^Clear recovery data/);
    await dialog().getByText('This cannot be undone.').waitFor();
    await answer('Clear');
    await expect.poll(() => readdir(path.join(user, 'versions'))).toEqual([]);
    expect(await readdir(program.folder)).toContain(`${NAME}.endplate`);
    for (const file of ['images.json', 'recent.json']) {
      expect(await readFile(path.join(user, file), 'utf8').catch(() => '')).not.toContain('Smith');
    }
  });

  test('diagnostics are shown before they are copied, and are what is copied', async () => {
    await program.page.getByRole('button', { name: /^Endplate 0/ }).click();
    await dialog()
      .getByText(/^Parts and licences \(\d+\)$/)
      .click();
    await dialog()
      .getByText(/^konva \d/)
      .click();
    await dialog()
      .getByText(/Permission is hereby granted/)
      .filter({ visible: true })
      .waitFor();
    await answer('Diagnostics…');
    const shown = await dialog().getByRole('textbox', { name: 'Diagnostics' }).inputValue();
    expect(shown).toMatch(/^Endplate 0\.0\.0-test \(loopback\)\nSystem: /);
    expect(shown).not.toMatch(/Smith|\/tmp\/|\/home\//);
    await answer('Copy');
    expect(await program.page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
    expect(program.faults).toEqual([]);
  });
});
