import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { decode } from 'fast-png';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Desk, type Points } from '../support/desk.ts';
import { element, writeImage } from '../support/dicomWriter.ts';
import { spinePixels } from '../support/largeRadiograph.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';

const PRE = truth.pre.L1 as unknown as Points;
const POST = truth.post.L1 as unknown as Points;

describe.skipIf(BROWSER_MISSING !== null)('The report in the program', () => {
  let browser: Browser;
  let program: Program;
  let desk: Desk;
  beforeAll(async () => {
    browser = await launchBrowser();
    program = await startProgram(browser);
    desk = deskOf(program);
    await program.page.getByRole('button', { name: 'Try the demo study' }).click();
    await desk.ready(0);
    await desk.ready(1);
    await desk.level('L1');
    await placeLevel(desk, 0, PRE);
    await placeLevel(desk, 1, POST);
  });
  afterAll(async () => {
    await program?.close();
    await browser?.close();
  });

  const dialog = () => program.page.getByRole('dialog', { name: 'Report' });
  const open = async (): Promise<void> => {
    await desk.key('Control+p');
    await dialog().waitFor();
  };
  const rowOf = (name: string) => dialog().getByRole('row', { name }).first();

  test('Ctrl+P shows the level on one page with the numbers of the screen', async () => {
    const change = await desk.result('wedgeAngle-change');
    await open();
    expect(await dialog().getByRole('heading', { level: 1 }).innerText()).toMatch(/ · L1$/);
    expect(await rowOf('Wedge').innerText()).toContain(change);
    expect(await rowOf('Wedge').innerText()).toContain('beyond');
    await dialog().getByText('Not for diagnosis or treatment decisions').waitFor();
  });

  test('both films are there with six points each, at the same millimetres', async () => {
    expect(await dialog().locator('.pictures svg image').count()).toBe(2);
    expect(await dialog().locator('.pictures svg').first().locator('circle').count()).toBe(12);
    await dialog().getByText('Both pictures show the same number of millimetres.').waitFor();
    const bars = await dialog()
      .locator('.pictures svg')
      .evaluateAll((pictures) =>
        pictures.map((picture) => {
          const bar = [...picture.querySelectorAll(':scope > line')].at(-1);
          return Number(bar?.getAttribute('x2')) - Number(bar?.getAttribute('x1'));
        }),
      );
    expect(bars[0]).toBeGreaterThan(50);
    expect(bars[1]).toBeCloseTo(bars[0] ?? 0, 6);
  });

  test('printing hands one page of paper to the system, and nothing of the window', async () => {
    await program.page.evaluate(() => {
      window.print = () => undefined;
    });
    await dialog().getByRole('button', { name: 'Print…' }).click();
    await program.page.locator('#printed-page').waitFor({ state: 'attached' });
    await program.page.waitForFunction(() => document.adoptedStyleSheets.length > 0);
    expect(await program.page.title()).toMatch(/L1$/);
    const pdf = (await program.page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await program.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    expect(await program.page.locator('#printed-page').count()).toBe(0);
    expect(await program.page.title()).not.toMatch(/L1$/);
  });

  test('the report of the whole study has its tables, figures and methods', async () => {
    await open();
    await dialog().getByLabel('the whole study').check();
    await dialog().getByRole('heading', { name: 'Methods' }).waitFor();
    expect(await dialog().locator('figure svg').count()).toBeGreaterThan(3);
  });

  test('saved as a page it stands alone in the folder; the next one gets another name', async () => {
    await dialog().getByRole('button', { name: 'Save as a page…' }).click();
    await program.page.getByText('Written: ').waitFor();
    await open();
    await dialog().getByLabel('the whole study').check();
    await dialog().getByRole('button', { name: 'Save as a page…' }).click();
    await expect
      .poll(async () => (await readdir(program.folder)).filter((name) => name.endsWith('.html')).length)
      .toBe(2);
    const [first = ''] = (await readdir(program.folder)).filter((name) => name.endsWith('.html')).toSorted();
    const page = await readFile(path.join(program.folder, first), 'utf8');
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/<script/);
  });

  test.each([
    [true, 'with points'],
    [false, 'without points'],
  ])('pictures as PNG of 1080 pixels, points %s (%s)', async (points) => {
    await open();
    await dialog().getByLabel('with points').setChecked(points);
    await dialog().getByRole('button', { name: 'Save pictures…' }).click();
    const wanted = points ? 2 : 4;
    await expect
      .poll(async () => (await readdir(program.folder)).filter((name) => name.endsWith('.png')).length)
      .toBe(wanted);
    const names = (await readdir(program.folder)).filter((name) => name.endsWith('.png')).toSorted();
    const newest = names.filter((name) => name.includes('_2') !== points);
    expect(newest).toHaveLength(2);
    for (const name of newest) {
      const { width, height, data, channels } = decode(await readFile(path.join(program.folder, name)));
      expect([width, height]).toEqual([1080, 1080]);
      const colourful = countColoured(data, channels);
      if (points) expect(colourful).toBeGreaterThan(100);
      else expect(colourful).toBe(0);
    }
  });

  test('no fault was logged on the way', () => {
    expect(program.faults).toEqual([]);
  });
});

const SIZE = { rows: 500, columns: 400, bitsStored: 12 };
const PIXELS = [...spinePixels(SIZE)];

/** A film that says of itself that text is burned into its pixels. */
const signedFilm = (date: string) => ({
  name: `${date}.dcm`,
  mimeType: 'application/dicom',
  buffer: Buffer.from(
    writeImage(
      { ...SIZE, cells: PIXELS.map((value) => value - (value > 0 && date === '20240101' ? 1 : 0)) },
      {
        changes: [
          element(0x00080022, 'DA', date),
          element(0x00100020, 'LO', 'A'),
          element(0x00280301, 'CS', 'YES'),
          element(0x00280030, 'DS', '0.2\\0.2'),
        ],
      },
    ),
  ),
});

describe.skipIf(BROWSER_MISSING !== null)('Films with names burned in', () => {
  let browser: Browser;
  let program: Program;
  beforeAll(async () => {
    browser = await launchBrowser();
    program = await startProgram(browser);
    const desk = deskOf(program);
    const chooser = program.page.waitForEvent('filechooser');
    await program.page.getByRole('button', { name: 'Open images' }).click();
    await (await chooser).setFiles([signedFilm('20240101'), signedFilm('20240102')]);
    await desk.ready(0);
    await desk.ready(1);
    await desk.level('L1');
    for (const pane of [0, 1] as const) {
      await placeLevel(desk, pane, {
        SA: [140, 220],
        SM: [200, 215],
        SP: [260, 210],
        IP: [260, 290],
        IM: [200, 285],
        IA: [140, 280],
      });
    }
  });
  afterAll(async () => {
    await program?.close();
    await browser?.close();
  });

  const pngs = async (): Promise<number> =>
    (await readdir(program.folder)).filter((name) => name.endsWith('.png')).length;

  test('are marked on the page, and their pictures leave only after a second thought', async () => {
    const report = program.page.getByRole('dialog', { name: 'Report' });
    const question = program.page.getByRole('dialog', { name: 'Look for names in the picture' });
    await program.page.keyboard.press('Control+p');
    await expect.poll(() => report.getByText('Names may be burned into this film').count()).toBe(2);
    await report.getByRole('button', { name: 'Save pictures…' }).click();
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await pngs()).toBe(0);
    await program.page.keyboard.press('Control+p');
    await report.getByRole('button', { name: 'Save pictures…' }).click();
    await question.getByRole('button', { name: 'Save pictures…' }).click();
    await expect.poll(pngs).toBe(2);
  });
});

/** Pixels that are not grey. */
function countColoured(data: ArrayLike<number>, channels: number): number {
  let count = 0;
  for (let index = 0; index < data.length; index += channels) {
    const [red = 0, green = 0, blue = 0] = [data[index], data[index + 1], data[index + 2]];
    if (channels >= 3 && Math.max(red, green, blue) - Math.min(red, green, blue) > 12) count += 1;
  }
  return count;
}
