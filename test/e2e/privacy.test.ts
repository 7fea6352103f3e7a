import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Desk, type Points } from '../support/desk.ts';
import { element, writeImage } from '../support/dicomWriter.ts';
import { spinePixels } from '../support/largeRadiograph.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';

const SIZE = { rows: 400, columns: 300, bitsStored: 12 };

/** Attributes that name somebody or something, each with a text that occurs nowhere else. */
const TAGS: readonly (readonly [number, string])[] = [
  [0x00080050, 'SH'],
  [0x00080080, 'LO'],
  [0x00080081, 'ST'],
  [0x00080090, 'PN'],
  [0x00081010, 'SH'],
  [0x00081030, 'LO'],
  [0x0008103e, 'LO'],
  [0x00081040, 'LO'],
  [0x00081048, 'PN'],
  [0x00081050, 'PN'],
  [0x00081060, 'PN'],
  [0x00081070, 'PN'],
  [0x00081080, 'LO'],
  [0x00100010, 'PN'],
  [0x00100020, 'LO'],
  [0x00101000, 'LO'],
  [0x00101001, 'PN'],
  [0x00101040, 'LO'],
  [0x00101060, 'PN'],
  [0x00102154, 'SH'],
  [0x00102180, 'SH'],
  [0x001021b0, 'LT'],
  [0x00104000, 'LT'],
  [0x00181000, 'LO'],
  [0x00181030, 'LO'],
  [0x00200010, 'SH'],
  [0x00204000, 'LT'],
  [0x00321032, 'PN'],
  [0x00321060, 'LO'],
  [0x00400275, 'LO'],
  [0x00401001, 'SH'],
];
const canary = (index: number): string => `CANARY${String(index).padStart(3, '0')}Q`;

const film = (shade: number, date: string): Buffer =>
  Buffer.from(
    writeImage(
      { ...SIZE, cells: [...spinePixels(SIZE)].map((value) => Math.max(0, value - shade)) },
      {
        changes: [
          ...TAGS.map(([tag, vr], index) => element(tag, vr, canary(index))),
          element(0x00080018, 'UI', `1.2.3.4.${shade}.9876543210`),
          element(0x0020000d, 'UI', '1.2.3.4.5.9876543211'),
          element(0x00080022, 'DA', date),
          element(0x00100030, 'DA', '19490507'),
          element(0x00181164, 'DS', '0.2\\0.2'),
        ],
      },
    ),
  );

const BODY: Points = { SA: [100, 200], SM: [150, 200], SP: [200, 200], IP: [200, 260], IM: [150, 255], IA: [100, 250] };

/** Every file below a folder, with its name and its content as text. */
async function everything(folder: string): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => ({
        name: entry.name,
        text: await readFile(path.join(entry.parentPath, entry.name), 'latin1'),
      })),
  );
}

describe.skipIf(BROWSER_MISSING !== null)('A file whose every text is a canary', () => {
  let browser: Browser;
  let program: Program;
  let desk: Desk;
  const titles: string[] = [];
  const shown: string[] = [];
  const requests: string[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
    program = await startProgram(browser);
    desk = deskOf(program);
    program.page.on('request', (request) => requests.push(request.url()));
  });
  afterAll(async () => {
    await program?.close();
    await browser?.close();
  });

  test('is measured, saved and exported', async () => {
    const chooser = program.page.waitForEvent('filechooser');
    await program.page.getByRole('button', { name: 'Open images' }).click();
    await (
      await chooser
    ).setFiles([
      { name: 'one.dcm', mimeType: 'application/dicom', buffer: film(0, '20240101') },
      { name: 'two.dcm', mimeType: 'application/dicom', buffer: film(300, '20240108') },
    ]);
    await desk.ready(0);
    await desk.ready(1);
    await desk.level('L2');
    await placeLevel(desk, 0, BODY);
    await placeLevel(desk, 1, BODY);
    titles.push(await program.page.title());
    await desk.key('Control+s');
    await program.page.getByLabel('File name').fill('secret');
    await program.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
    await desk.key('Control+e');
    await program.page.getByRole('radio', { name: 'a folder' }).check();
    for (const table of ['Subjects and scores', 'Repeated readings', 'Rows for a meta-analysis', 'Record of changes']) {
      await program.page.getByRole('checkbox', { name: table }).check();
    }
    await program.page.getByRole('button', { name: 'Export', exact: true }).last().click();
    await expect.poll(() => desk.prompt()).toContain('files written');
    titles.push(await program.page.title());
  });

  test('is reported with its pictures, and changed so that a recovery copy is kept', async () => {
    const report = program.page.getByRole('dialog', { name: 'Report' });
    const written = async (ending: string): Promise<void> => {
      const named = async () => (await readdir(program.folder)).filter((name) => name.endsWith(ending)).length;
      await expect.poll(named).toBeGreaterThan(0);
    };
    await desk.key('Control+p');
    await report.getByRole('heading', { level: 1 }).waitFor();
    shown.push(await report.innerText());
    await report.getByRole('button', { name: 'Save as a page…' }).click();
    await written('.html');
    await desk.key('Control+p');
    await report.getByRole('button', { name: 'Save pictures…' }).click();
    await written('.png');
    await desk.level('L3');
    await placeLevel(desk, 0, BODY);
    const recovery = path.join(path.dirname(program.folder), 'user', 'recovery');
    await expect.poll(() => readdir(recovery).catch(() => []), { timeout: 10_000 }).not.toEqual([]);
    titles.push(await program.page.title());
  });

  test('leaves no trace in study, tables, report, pictures, user folder, recovery copy, titles or screen', async () => {
    const files = await everything(path.dirname(program.folder));
    expect(files.some(({ name }) => name === 'secret.endplate')).toBe(true);
    expect(files.filter(({ name }) => name.endsWith('.csv')).length).toBeGreaterThanOrEqual(3);
    const places = [
      ...files,
      ...titles.map((text) => ({ name: 'title', text })),
      ...shown.map((text) => ({ name: 'report', text })),
      { name: 'screen', text: await program.page.locator('body').innerText() },
    ];
    for (const { name, text } of places) {
      expect(text, name).not.toMatch(/CANARY\d/);
      expect(text, name).not.toContain('9876543210');
      expect(text, name).not.toContain('19490507');
      expect(text, name).not.toContain('1949-05-07');
    }
  });

  test('keeps no calendar date in the tables, only days from the first film', async () => {
    const files = await everything(program.folder);
    const long = files.find(({ name }) => name.includes('measurements_long'));
    expect(long?.text).not.toMatch(/2024-01-0[18]/);
    const [head = '', ...rows] = (long?.text ?? '').split('\r\n');
    const days = head.split(',').indexOf('days_from_pre');
    expect(new Set(rows.filter((row) => row.includes(',post,')).map((row) => row.split(',')[days]))).toEqual(
      new Set(['7']),
    );
  });

  test('a subject code that repeats the patient’s number is refused', async () => {
    await program.page.getByLabel('Subject', { exact: true }).selectOption({ label: 'Add subject…' });
    const dialog = program.page.getByRole('dialog');
    await dialog.getByLabel('Subject code').fill(canary(14));
    await dialog.getByRole('button', { name: 'OK' }).click();
    await dialog.getByText('name or number inside the image').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  test('the page reached nothing but its own program, and cannot', async () => {
    const { origin } = program.loopback;
    expect(
      requests.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:') && !url.startsWith('blob:')),
    ).toEqual([]);
    const reached = await program.page.evaluate(async () => {
      const tries = ['http://127.0.0.1:9/', 'http://localhost:9/', 'https://example.invalid/'];
      const outcomes = await Promise.all(
        tries.map((url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => 'reached',
            () => 'refused',
          ),
        ),
      );
      const image = await new Promise<string>((resolve) => {
        const picture = new Image();
        picture.addEventListener('load', () => resolve('reached'));
        picture.addEventListener('error', () => resolve('refused'));
        picture.src = 'http://127.0.0.1:9/x.png';
      });
      return [...outcomes, image];
    });
    expect(reached).toEqual(['refused', 'refused', 'refused', 'refused']);
  });
});
