import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { element, writeImage } from '../support/dicomWriter.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';

const SIZE = { rows: 128, columns: 128 };
const flat = (value: number): number[] => Array.from({ length: SIZE.rows * SIZE.columns }, () => value);

/** Two frames of one grey each, 1000 and 3000, with two windows that have names. */
const twoFrames = writeImage(
  { ...SIZE, cells: [...flat(1000), ...flat(3000)], bitsStored: 12, frames: 2 },
  {
    changes: [
      element(0x00281050, 'DS', '2000\\500'),
      element(0x00281051, 'DS', '4000\\1000'),
      element(0x00281055, 'LO', 'NORMAL\\SOFT TISSUE'),
      element(0x00200020, 'CS', 'L\\F'),
    ],
  },
);

describe.skipIf(BROWSER_MISSING !== null)('What a file says about its picture', () => {
  let browser: Browser;
  let program: Program;
  let desk: Desk;
  beforeAll(async () => {
    browser = await launchBrowser();
    program = await startProgram(browser);
    desk = deskOf(program);
    const chooser = program.page.waitForEvent('filechooser');
    await program.page.getByRole('button', { name: 'Open images' }).click();
    await (
      await chooser
    ).setFiles([{ name: 'frames.dcm', mimeType: 'application/dicom', buffer: Buffer.from(twoFrames) }]);
    await desk.ready(0);
  });
  afterAll(async () => {
    await program?.close();
    await browser?.close();
  });

  const status = (): Promise<string> => program.page.locator('footer.status').innerText();
  const hover = async (): Promise<void> => {
    await desk.moveTo(0, [60, 60]);
    await desk.moveTo(0, [64, 64]);
  };

  /** The grey on the screen in the middle of the view. */
  const grey = async (): Promise<number> => {
    return program.page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-pane="0"] .picture canvas');
      const context = canvas?.getContext('2d');
      return context && canvas ? (context.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data[0] ?? -1) : -1;
    });
  };

  test('the first frame is shown, and the other one can be chosen and undone', async () => {
    await hover();
    expect(await status()).toContain('value 1000');
    await program.page.getByLabel('Frame', { exact: true }).selectOption('1');
    await expect.poll(async () => (await hover(), await status())).toContain('value 3000');
    await program.page.getByLabel('Frame', { exact: true }).selectOption('0');
    await expect.poll(async () => (await hover(), await status())).toContain('value 1000');
  });

  test('every window of the file is offered by its own name', async () => {
    await program.page.getByRole('button', { name: 'View ▾' }).click();
    await program.page.getByRole('button', { name: 'File: SOFT TISSUE · W 1000 L 500' }).click();
    await program.page.keyboard.press('Escape');
    expect(await status()).toMatch(/W 1000\s+L 500/);
    await expect.poll(grey).toBe(255);
    await desk.key('0');
    expect(await status()).toMatch(/W 4000\s+L 2000/);
    // LINEAR (PS3.3 C.11.2.1.2.1): ((1000 - 1999.5) / 3999 + 0.5) * 255 = 63.8
    await expect.poll(grey).toBe(64);
  });

  test('leaving the numbers of a window as they are leaves the window of the file in force; typed ones are taken', async () => {
    await program.page.getByRole('button', { name: 'View ▾' }).click();
    await program.page.getByLabel('Width').focus();
    await desk.key('Tab');
    await desk.key('Tab');
    const offered = program.page.getByRole('button', { name: 'File: NORMAL · W 4000 L 2000' });
    expect(await offered.getAttribute('aria-pressed')).toBe('true');
    await program.page.getByLabel('Width').fill('3000');
    await desk.key('Enter');
    await expect.poll(() => offered.getAttribute('aria-pressed')).toBe('false');
    await program.page.keyboard.press('Escape');
    expect(await status()).toMatch(/W 3000\s+L 2000/);
    await desk.key('0');
  });

  test('invert is shown at once', async () => {
    await program.page.locator('[data-pane="0"] .surface').focus();
    await desk.key('i');
    await expect.poll(grey).toBe(255 - 64);
    await desk.key('i');
  });

  test('a frontal view is doubted in words', async () => {
    expect(await program.page.locator('[data-pane="0"] .badge').innerText()).toBe('FRONTAL VIEW?');
  });

  test('ignoring the file’s window and the inversion are remembered in the study, by the film', async () => {
    await program.page.getByRole('button', { name: 'View ▾' }).click();
    await program.page.getByRole('button', { name: 'Ignore the file’s window' }).click();
    await program.page.keyboard.press('Escape');
    await program.page.locator('[data-pane="0"] .surface').focus();
    await desk.key('i');
    // A film of one grey has a window of one value; that value is black, and white when inverted.
    const shown = async (): Promise<void> => {
      await expect.poll(status).toMatch(/W 1\.00\s+L 1000\.50/);
      await expect.poll(grey).toBe(255);
    };
    await shown();
    await writeFile(path.join(program.folder, 'frames.dcm'), twoFrames);
    await desk.key('Control+s');
    await program.page.getByLabel('File name').fill('options');
    await program.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
    await program.page.reload();
    await program.page.getByRole('button', { name: 'Open study' }).click();
    await program.page.getByRole('button', { name: /options\.endplate/ }).click();
    await desk.ready(0);
    await shown();
  });

  test('nothing was logged as an error on the way', () => {
    expect(program.faults).toEqual([]);
  });
});
