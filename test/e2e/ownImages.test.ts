import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, FileChooser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Desk, type Points } from '../support/desk.ts';
import { launchBrowser, startProgram, REPOSITORY, type Program } from '../support/program.ts';

const DEMO = path.join(REPOSITORY, 'renderer/public/demo');
const film = async (name: string, file: string) => ({
  name,
  mimeType: 'application/dicom',
  buffer: await readFile(path.join(DEMO, file)),
});

describe.skipIf(BROWSER_MISSING !== null)('A surgeon’s own two films', () => {
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

  const choose = async (press: () => Promise<void>, files: Parameters<FileChooser['setFiles']>[0]): Promise<void> => {
    const chooser = program.page.waitForEvent('filechooser');
    await press();
    await (await chooser).setFiles(files);
  };

  test('two films picked in the wrong order take their places by acquisition date', async () => {
    await choose(
      () => program.page.getByRole('button', { name: 'Open images' }).click(),
      [await film('after.dcm', 'post.dcm'), await film('before.dcm', 'pre.dcm')],
    );
    await desk.ready(0);
    await desk.ready(1);
    await program.page.locator('[data-pane="1"]').getByText('+1 d').waitFor();
    await desk.level('L1');
    await placeLevel(desk, 0, truth.pre.L1 as unknown as Points);
    expect(Math.abs(Number(await desk.result('wedgeAngle-pre')) - 17.9)).toBeLessThanOrEqual(1);
  });

  test('a file that is no image is named with its reason, and nothing else changes', async () => {
    const before = await desk.result('anteriorHeight-pre');
    await choose(
      () => program.page.getByRole('button', { name: 'Open', exact: true }).click(),
      [
        {
          name: 'letter.dcm',
          mimeType: 'application/dicom',
          buffer: Buffer.from('Dear colleague, thank you for sending this patient.'),
        },
        { name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) },
      ],
    );
    const dialog = program.page.getByRole('dialog');
    await dialog.getByText('letter.dcm').waitFor();
    await dialog.getByText('empty.png').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await desk.result('anteriorHeight-pre')).toBe(before);
  });

  test('a length that is known calibrates the film, and undo takes the calibration back', async () => {
    const before = await desk.result('anteriorHeight-pre');
    await program.page.locator('[data-pane="0"] .surface').focus();
    await desk.key('Escape');
    await desk.key('Escape');
    await desk.click(0, [400, 1000]);
    await program.page.getByRole('button', { name: 'Calibrate', exact: true }).click();
    await program.page.getByRole('button', { name: 'Measure a known length' }).click();
    expect(await desk.prompt()).toBe('Click one end of a length that you know');
    const [a, b] = [truth.pre.L1.SA, truth.pre.L1.SP] as unknown as [[number, number], [number, number]];
    await desk.click(0, a);
    await desk.click(0, b);
    const dialog = program.page.getByRole('dialog');
    await dialog.getByLabel('True length (mm)').fill('zero');
    await dialog.getByRole('button', { name: 'Calibrate' }).click();
    await dialog.getByText('Give a length between 1 and 1000 mm.').waitFor();
    const pixels = Math.hypot(b[0] - a[0], b[1] - a[1]);
    await dialog.getByLabel('True length (mm)').fill((pixels * 0.08).toFixed(1).replace('.', ','));
    await dialog.getByRole('button', { name: 'Calibrate' }).click();
    await expect.poll(async () => Number(await desk.result('anteriorHeight-pre'))).toBeLessThan(Number(before) * 0.55);
    await program.page.locator('[data-pane="0"]').getByText('user calibrated').first().waitFor();
    await desk.key('Control+z');
    expect(await desk.result('anteriorHeight-pre')).toBe(before);
  });

  test('rotation and flips change the view and no number', async () => {
    const before = [
      await desk.result('anteriorHeight-pre'),
      await desk.result('wedgeAngle-pre'),
      await desk.result('wedgeRatio-pre'),
    ];
    for (const key of ['r', 'h', 'r', 'Shift+h']) {
      await desk.key(key);
      expect([
        await desk.result('anteriorHeight-pre'),
        await desk.result('wedgeAngle-pre'),
        await desk.result('wedgeRatio-pre'),
      ]).toEqual(before);
    }
    await desk.key('Home');
  });

  test('an image beside the study is found again; one that is not is asked for, and another image is refused', async () => {
    await desk.key('Control+s');
    await program.page.getByLabel('File name').fill('own');
    await program.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
    await copyFile(path.join(DEMO, 'pre.dcm'), path.join(program.folder, 'before.dcm'));

    await program.page.reload();
    await program.page.getByRole('button', { name: 'Open study' }).click();
    await program.page.getByRole('button', { name: /own\.endplate/ }).click();
    await desk.ready(0);
    const asked = program.page.locator('[data-pane="1"]');
    await asked.getByText('after.dcm was not found').waitFor();
    const find = (): Promise<void> => asked.getByRole('button', { name: 'Find the image' }).click();
    await choose(find, await film('wrong.dcm', 'pre.dcm'));
    await asked.getByText('wrong.dcm is another image than the one measured').waitFor();
    await choose(find, await film('renamed.dcm', 'post.dcm'));
    await desk.ready(1);
    await rm(path.join(program.folder, 'before.dcm'));
  });

  test('leaving with unsaved work asks once, and Cancel keeps everything', async () => {
    await desk.level('L2');
    await desk.click(0, truth.pre.L2.SA as [number, number]);
    await desk.key('Control+Shift+o');
    const dialog = program.page.getByRole('dialog');
    await dialog.getByText('Save the changes').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await desk.saveState()).toBe('Unsaved changes');
    await desk.key('Control+s');
    await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
  });

  test.each([
    ['damaged', (text: string) => text.replace('"level": "L1"', '"level": "L2"')],
    [
      'newer',
      (text: string) =>
        text.replace(/"schemaVersion": \d+/, '"schemaVersion": 999').replace(/"minReader": \d+/, '"minReader": 999'),
    ],
    ['foreign', () => '{"hello": "world"}'],
    ['cut', (text: string) => text.slice(0, 400)],
  ])('a %s study file is refused in words and left untouched; the open study stays', async (name, spoil) => {
    const good = await readFile(path.join(program.folder, 'own.endplate'), 'utf8');
    const file = path.join(program.folder, `${name}.endplate`);
    await writeFile(file, spoil(good));
    await desk.key('Control+Shift+o');
    await program.page.getByRole('button', { name: `${name}.endplate` }).click();
    const dialog = program.page.getByRole('dialog');
    await dialog.getByRole('heading', { name: /^Not opened$|\.endplate is damaged$/ }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await readFile(file, 'utf8')).toBe(spoil(good));
    expect(await desk.result('anteriorHeight-pre')).not.toBe('');
    await rm(file);
  });

  test('a file changed by someone else is not overwritten', async () => {
    const file = path.join(program.folder, 'own.endplate');
    const theirs = (await readFile(file, 'utf8')).replace(
      /"savedAt": "[^"]*"/,
      '"savedAt": "2030-01-01T00:00:00.000Z"',
    );
    await writeFile(file, theirs);
    await desk.click(0, truth.pre.L2.SM as [number, number]);
    await desk.key('Control+s');
    const dialog = program.page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'The file was changed by someone else' }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await readFile(file, 'utf8')).toBe(theirs);
    expect(await desk.saveState()).toBe('Unsaved changes');
  });

  test('nothing was logged as an error on the way', () => {
    expect(program.faults).toEqual([]);
  });
});
