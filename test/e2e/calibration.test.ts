import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Desk, type Points } from '../support/desk.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';

describe.skipIf(BROWSER_MISSING !== null)('The calibration ledger', () => {
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
    for (const level of ['L1', 'L3'] as const) {
      await desk.level(level);
      await placeLevel(desk, 0, truth.pre[level] as unknown as Points);
      await placeLevel(desk, 1, truth.post[level] as unknown as Points);
    }
    await desk.level('L1');
  });
  afterAll(async () => {
    await program?.close();
    await browser?.close();
  });

  const ledger = () => program.page.getByRole('dialog');
  const open = (pane: 0 | 1): Promise<void> => program.page.locator(`[data-pane="${pane}"] button.spacing`).click();
  const height = async (cell: string): Promise<number> => Number(await desk.result(cell));

  test('shows every spacing of the file side by side, the one in use and the one that is only offered', async () => {
    await open(0);
    await ledger().getByText('Imager Pixel Spacing').waitFor();
    await ledger().getByText('Detector spacing / estimated magnification').waitFor();
    await ledger().getByText('an estimate: in use only if you choose it').waitFor();
    expect(await ledger().locator('tr.in-use th').innerText()).toBe('Imager Pixel Spacing');
    await ledger().getByRole('button', { name: 'Close' }).click();
  });

  test('an estimate that the reader chooses divides by the magnification; the other film is left alone', async () => {
    const [before, other] = [await height('anteriorHeight-pre'), await height('anteriorHeight-post')];
    await open(0);
    await ledger().getByLabel('Why').fill('distances of the file');
    await ledger().getByRole('button', { name: 'Use' }).click();
    expect(await height('anteriorHeight-pre')).toBeCloseTo(before / 1.25, 0);
    expect(await height('anteriorHeight-post')).toBe(other);
  });

  test('films in two planes are not subtracted, and a banner says why', async () => {
    expect(await desk.result('anteriorHeight-change')).toBe('');
    expect(await desk.result('wedgeAngle-change')).not.toBe('');
    await program.page.locator('.banner').first().waitFor();
  });

  test('the choice keeps who, when and why, is undone, and comes back', async () => {
    await open(0);
    await ledger().getByText('R1').waitFor();
    await ledger().getByText('distances of the file').waitFor();
    await ledger().getByRole('button', { name: 'Close' }).click();
    await desk.key('Control+z');
    expect(await desk.result('anteriorHeight-change')).not.toBe('');
    await desk.key('Control+y');
    expect(await desk.result('anteriorHeight-change')).toBe('');
  });

  test('a typed spacing for every film alike makes the heights half, and a bad one is refused in words', async () => {
    await open(0);
    await ledger().getByRole('button', { name: 'Type a spacing' }).click();
    await ledger().getByLabel('Between rows').fill('0');
    await ledger().locator('.typed-spacing').getByRole('button', { name: 'Use' }).click();
    await ledger().getByText('Give both distances between 0.01 and 5 mm.').waitFor();
    await ledger().getByLabel('Between rows').fill('0,08');
    await ledger().getByText('every film of this subject whose file carries the same spacing (2)').click();
    await ledger().locator('.typed-spacing').getByRole('button', { name: 'Use' }).click();
    expect(Math.abs((await height('anteriorHeight-pre')) - 10.1)).toBeLessThanOrEqual(0.3);
    expect(Math.abs((await height('anteriorHeight-post')) - 13.3)).toBeLessThanOrEqual(0.3);
    expect(await desk.result('anteriorHeight-change')).not.toBe('');
  });

  test('a ball of known size calibrates its film; an untreated vertebra then tells that the scales differ', async () => {
    await open(1);
    await ledger().getByRole('button', { name: 'Measure a ball or disc' }).click();
    for (const point of [
      [850, 700],
      [950, 800],
      [850, 900],
    ] as const)
      await desk.click(1, point);
    await ledger().getByLabel('True diameter').fill('20');
    await ledger().getByLabel('What was measured').fill('ball');
    await ledger().getByRole('button', { name: 'Calibrate' }).click();
    expect(Math.abs((await height('anteriorHeight-post')) - 16.6)).toBeLessThanOrEqual(0.4);
    await program.page.getByText('calibration, not biology').waitFor();
  });

  test('the ledger is in the file', async () => {
    await desk.key('Control+s');
    await program.page.getByLabel('File name').fill('ledger');
    await ledger().getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
    const { data } = JSON.parse(await readFile(path.join(program.folder, 'ledger.endplate'), 'utf8'));
    const [pre, post] = data.subjects[0].exams;
    expect(pre.calibrations.map(({ kind }: { kind: string }) => kind)).toEqual(['file', 'typed']);
    expect(post.calibrations.map(({ kind }: { kind: string }) => kind)).toEqual(['typed', 'disc']);
    expect(pre.calibrations[0]).toMatchObject({
      by: 'R1',
      reason: 'distances of the file',
      source: 'estimated_magnification',
    });
    expect(program.faults).toEqual([]);
  });
});
