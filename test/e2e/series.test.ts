import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Desk, type Pane, type Points } from '../support/desk.ts';
import { element, writeImage } from '../support/dicomWriter.ts';
import { spinePixels } from '../support/largeRadiograph.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';

const SIZE = { rows: 500, columns: 400, bitsStored: 12 };
const PIXELS = spinePixels(SIZE);

/** A film of 0.2 mm pixels at the detector with distances, so that two of them may be subtracted. */
const film = (patient: string, date: string, shade: number) => ({
  name: `${patient}-${date}.dcm`,
  mimeType: 'application/dicom',
  buffer: Buffer.from(
    writeImage(
      { ...SIZE, cells: [...PIXELS].map((value) => Math.max(0, value - shade)) },
      {
        changes: [
          element(0x00080022, 'DA', date),
          element(0x00100020, 'LO', patient),
          element(0x00181164, 'DS', '0.2\\0.2'),
          element(0x00181110, 'DS', '1150'),
          element(0x00181111, 'DS', '950'),
        ],
      },
    ),
  ),
});

/** A body 120 wide with its front on the left; heights in front and behind in pixels, endplates symmetric. */
const body = (front: number, back: number): Points => {
  const middle = (front + back) / 2;
  return {
    SA: [140, 250 - front / 2],
    SM: [200, 250 - middle / 2],
    SP: [260, 250 - back / 2],
    IP: [260, 250 + back / 2],
    IM: [200, 250 + middle / 2],
    IA: [140, 250 + front / 2],
  };
};

describe.skipIf(BROWSER_MISSING !== null)(
  'A series of three subjects and four visits, from an empty study to the tables',
  () => {
    let browser: Browser;
    let program: Program;
    let desk: Desk;
    beforeAll(async () => {
      browser = await launchBrowser();
      program = await startProgram(browser, { viewport: { width: 1440, height: 900 } });
      desk = deskOf(program);
    });
    afterAll(async () => {
      await program?.close();
      await browser?.close();
    });

    type Film = ReturnType<typeof film>;
    const choose = async (press: () => Promise<void>, files: Film[]): Promise<void> => {
      const chooser = program.page.waitForEvent('filechooser');
      await press();
      await (await chooser).setFiles(files);
    };
    const pane = (index: Pane) => program.page.locator(`[data-pane="${index}"]`);
    const show = (index: Pane, timepoint: string) =>
      pane(index).getByLabel('Timepoint of this view').selectOption(timepoint);
    const addInto = (index: Pane, file: Film): Promise<void> =>
      choose(() => pane(index).getByRole('button', { name: 'Open images…' }).click(), [file]);
    const newSubject = async (code: string): Promise<void> => {
      await program.page.getByLabel('Subject', { exact: true }).selectOption({ label: 'Add subject…' });
      await program.page.getByRole('dialog').getByLabel('Subject code').fill(code);
      await program.page.getByRole('dialog').getByRole('button', { name: 'OK' }).click();
      await show(0, 'pre');
      await show(1, 'post');
    };
    const why = (index: Pane, reason: string) => pane(index).getByRole('combobox').last().selectOption(reason);
    const fresh = async (index: Pane): Promise<void> => {
      await desk.ready(index);
      await program.page.locator(`[data-pane="${index}"][data-transform]`).waitFor();
    };

    test('S001 has three films of L1 and one that is unavailable', async () => {
      await choose(
        () => program.page.getByRole('button', { name: 'Open images' }).click(),
        [film('A', '20240101', 0), film('A', '20240102', 40)],
      );
      await fresh(0);
      await fresh(1);
      await desk.level('L1');
      await placeLevel(desk, 0, body(60, 100));
      await placeLevel(desk, 1, body(85, 100));
      expect(await desk.result('anteriorHeight-change')).toBe('+5.0');
      await show(1, 'm1');
      await addInto(1, film('A', '20240201', 80));
      await fresh(1);
      await desk.level('L1');
      await placeLevel(desk, 1, body(80, 100));
      await program.page.getByText('Over time').waitFor();
      await show(1, 'm3');
      await why(1, 'unavailable');
      await pane(1).getByText('No film: unavailable').waitFor();
    });

    test('S002 has a lordotic L5 and is lost after surgery', async () => {
      await newSubject('S002');
      await addInto(0, film('B', '20240105', 120));
      await fresh(0);
      await addInto(1, film('B', '20240106', 160));
      await fresh(1);
      await desk.level('L5');
      await placeLevel(desk, 0, body(110, 95));
      await placeLevel(desk, 1, body(110, 90));
      expect(await desk.result('wedgeAngle-pre')).toMatch(/^−7\.\d$/);
      for (const visit of ['m1', 'm3']) {
        await show(1, visit);
        await why(1, 'lost to follow-up');
      }
    });

    test('S003 has an S1, of which only the superior endplate is read', async () => {
      await newSubject('S003');
      await addInto(0, film('C', '20240110', 200));
      await fresh(0);
      await addInto(1, film('C', '20240111', 240));
      await fresh(1);
      await desk.level('S1');
      for (const index of [0, 1] as const) {
        for (const code of ['SA', 'SM', 'SP'] as const) await desk.click(index, body(100, 100)[code]);
      }
      await program.page.getByText('S1 has a superior endplate only').waitFor();
    });

    test('the grid shows what is read, missing and open', async () => {
      await desk.key('Control+g');
      const grid = program.page.getByRole('grid');
      await grid.getByText('S002').first().waitFor();
      expect(await grid.getByText('unavailable').count()).toBeGreaterThanOrEqual(1);
      expect(await grid.getByText('lost to follow-up').count()).toBeGreaterThanOrEqual(2);
      await desk.key('Escape');
    });

    test('the tables hold the series as it is, with every reason', async () => {
      await desk.key('Control+s');
      await program.page.getByLabel('File name').fill('series');
      await program.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
      await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
      await desk.key('Control+e');
      await program.page.getByRole('button', { name: 'Export', exact: true }).last().click();
      await expect.poll(() => desk.prompt()).toContain('tables written');
      const names = await readdir(program.folder);
      const long = await readFile(
        path.join(program.folder, names.find((name) => name.includes('measurements_long')) ?? ''),
        'utf8',
      );
      const [head = '', ...rows] = long.split('\r\n');
      const columns = head.split(',');
      const cells = (subject: string, timepoint: string, level: string, measure: string): string[] => {
        const row = rows
          .map((line) => line.split(','))
          .find((each) => each[0] === subject && each[1] === timepoint && each[4] === level && each[6] === measure);
        return ['value', 'value_status'].map((name) => row?.[columns.indexOf(name)] ?? 'no row');
      };
      const number = (...place: Parameters<typeof cells>): number => Number(cells(...place)[0]);
      expect(Math.abs(number('S001', 'pre', 'L1', 'h_ant') - 12)).toBeLessThanOrEqual(0.2);
      expect(Math.abs(number('S001', 'post', 'L1', 'h_ant') - 17)).toBeLessThanOrEqual(0.2);
      expect(Math.abs(number('S001', 'm1', 'L1', 'h_ant') - 16)).toBeLessThanOrEqual(0.2);
      expect(cells('S001', 'm3', 'L1', 'wedge_angle')).toEqual(['', 'unavailable']);
      expect(number('S002', 'pre', 'L5', 'wedge_angle')).toBeLessThan(-6);
      expect(cells('S002', 'm1', 'L5', 'wedge_angle')).toEqual(['', 'lost_to_follow_up']);
      expect(cells('S002', 'm3', 'L5', 'h_ant')).toEqual(['', 'lost_to_follow_up']);
      expect(cells('S003', 'pre', 'S1', 'wedge_angle')).toEqual(['', 'not_applicable']);
      expect(program.faults).toEqual([]);
    });
  },
);
