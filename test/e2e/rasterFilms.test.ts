import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Desk, type Points } from '../support/desk.ts';
import { spinePixels } from '../support/largeRadiograph.ts';
import { writePng } from '../support/pngWriter.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';
import { writeTiff } from '../support/tiffWriter.ts';

const SIZE = { rows: 600, columns: 500 };

const samples = spinePixels({ ...SIZE, bitsStored: 16 });
const darker = samples.map((value) => Math.max(0, value - 400));
const mimeType = 'application/octet-stream';
/** Two films of 16 bits without any scale or date; the second one is darker, and wrongly named. */
const first = {
  name: 'a.png',
  mimeType,
  buffer: Buffer.from(writePng({ ...SIZE, depth: 16, colourType: 0, samples })),
};
const second = {
  name: 'b.jpg',
  mimeType,
  buffer: Buffer.from(writeTiff([{ ...SIZE, bits: 16, data: new Uint8Array(darker.buffer) }])),
};

/** A body 100 wide, 50 high in front and 60 behind: Ha 50, Hm 55, Hp 60 pixels; endplates level and tilted by atan(10/100). */
const BODY: Points = { SA: [200, 300], SM: [250, 300], SP: [300, 300], IP: [300, 360], IM: [250, 355], IA: [200, 350] };

describe.skipIf(BROWSER_MISSING !== null)('A PNG and a TIFF film without a date or a scale', () => {
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

  test('somebody has to say which one is before surgery', async () => {
    const chooser = program.page.waitForEvent('filechooser');
    await program.page.getByRole('button', { name: 'Open images' }).click();
    await (await chooser).setFiles([first, second]);
    const dialog = program.page.getByRole('dialog');
    await dialog.getByText('Which one is before surgery?').waitFor();
    await dialog.getByRole('button', { name: /b\.jpg/ }).click();
    await desk.ready(0);
    await desk.ready(1);
    await program.page.locator('[data-pane="0"]').getByText('pixels only').waitFor();
  });

  test('heights are in pixels, the ratio and the angle are right, and no difference of pixels is shown', async () => {
    await desk.level('L3');
    await placeLevel(desk, 0, BODY);
    await placeLevel(desk, 1, BODY);
    const near = async (cell: string, value: number, tolerance: number): Promise<void> => {
      expect(Math.abs(Number(await desk.result(cell)) - value), cell).toBeLessThanOrEqual(tolerance);
    };
    await near('anteriorHeight-pre', 50, 0.8);
    await near('posteriorHeight-pre', 60, 0.8);
    await near('wedgeRatio-pre', 0.83, 0.02);
    await near('wedgeAngle-pre', 5.7, 0.6);
    expect(await program.page.locator('table.results').innerText()).toContain('Ha px');
    expect(await desk.result('anteriorHeight-change')).toBe('');
    expect(await desk.result('wedgeAngle-change')).toMatch(/^[+−]?0\.\d$/);
    await program.page.getByText('At least one image has no millimetres').waitFor();
  });

  test('nothing was logged as an error on the way', () => {
    expect(program.faults).toEqual([]);
  });
});
