import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { encodeJpeg2000 } from '../support/codecEncoders.ts';
import { encapsulated, SYNTAX, writeCompressed } from '../support/dicomWriter.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';
import { spinePixels } from '../support/largeRadiograph.ts';

const FILM = { rows: 2200, columns: 1800, bitsStored: 12 };

/** What is on the screen at each change of the view: the map of the film, whether it is coarse, and its middle grey. */
interface Seen {
  readonly transform: string;
  readonly isComing: boolean;
  readonly isBlack: boolean;
}

describe.skipIf(BROWSER_MISSING !== null)('A film in JPEG 2000', () => {
  let browser: Browser;
  let program: Program;
  beforeAll(async () => {
    browser = await launchBrowser();
    program = await startProgram(browser);
  });
  afterAll(async () => {
    await program?.close();
    await browser?.close();
  });

  test('is seen coarsely at once, and exchanged for the whole without moving and without a black frame', async () => {
    const { page } = program;
    const frame = { width: 1800, height: 2200, bitsPerSample: 12, componentCount: 1, isSigned: false };
    const stream = await encodeJpeg2000(Array.from(spinePixels(FILM)), frame, { decompositions: 5 });
    const file = writeCompressed({ ...FILM, cells: [] }, SYNTAX.jpeg2000Lossless, encapsulated([stream]));
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open images' }).click();
    const chosen = await chooser;
    await page.evaluate(() => {
      const seen: Seen[] = [];
      Object.assign(window, { seen });
      const look = (): void => {
        const pane = document.querySelector<HTMLElement>('[data-pane="0"]');
        const canvas = pane?.querySelector<HTMLCanvasElement>('.picture[data-drawn] canvas');
        const context = canvas?.getContext('2d');
        if (pane && canvas && context) {
          const middle = context.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data[0];
          seen.push({
            transform: pane.dataset.transform ?? '',
            isComing: pane.querySelector('.coming') !== null,
            isBlack: middle === 0,
          });
        }
        requestAnimationFrame(look);
      };
      look();
    });
    await chosen.setFiles([{ name: 'film.dcm', mimeType: 'application/dicom', buffer: Buffer.from(file) }]);
    await page.getByText('Full resolution is coming').waitFor();
    await page.getByText('Full resolution is coming').waitFor({ state: 'detached' });
    await page.locator('[data-pane="0"] .picture[data-drawn]').waitFor();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const seen = await page.evaluate(() => (window as unknown as { seen: Seen[] }).seen);
    expect(seen.some(({ isComing }) => isComing)).toBe(true);
    expect(seen.at(-1)?.isComing).toBe(false);
    expect(new Set(seen.map(({ transform }) => transform)).size).toBe(1);
    expect(seen.filter(({ isBlack }) => isBlack)).toEqual([]);
    expect(program.faults).toEqual([]);
  });

  test('whose data are cut is refused in words, and nothing of it stays on the screen', async () => {
    const { page } = program;
    const frame = { width: 1800, height: 2200, bitsPerSample: 12, componentCount: 1, isSigned: false };
    const stream = await encodeJpeg2000(Array.from(spinePixels({ ...FILM, noise: 0.03 })), frame, {
      decompositions: 5,
    });
    const cut = encapsulated([stream.slice(0, stream.length / 2)]);
    const file = writeCompressed({ ...FILM, cells: [] }, SYNTAX.jpeg2000Lossless, cut);
    const chooser = page.waitForEvent('filechooser');
    await page.locator('[data-pane="1"]').getByRole('button', { name: 'Open images' }).click();
    await (await chooser).setFiles([{ name: 'cut.dcm', mimeType: 'application/dicom', buffer: Buffer.from(file) }]);
    await page.getByRole('dialog').getByText('cut.dcm').waitFor();
    expect(await page.locator('[data-pane="1"] .picture').count()).toBe(0);
  });
});
