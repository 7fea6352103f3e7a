import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { deskOf, placeLevel, PLACEMENT_ORDER, type Desk, type Points } from '../support/desk.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';
import { BROWSER_MISSING } from '../support/browserMissing.ts';

const PRE = truth.pre.L1 as unknown as Points;
const POST = truth.post.L1 as unknown as Points;

describe.skipIf(BROWSER_MISSING !== null)('First light: the demo study from the start screen to the tables', () => {
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

  const number = async (cell: string): Promise<number> =>
    Number((await desk.result(cell)).replace('−', '-').replace('+', ''));

  test('two films are there, side by side', async () => {
    await program.page.getByRole('button', { name: 'Try the demo study' }).click();
    await desk.ready(0);
    await desk.ready(1);
    expect(await desk.prompt()).toBe('Pick a level');
  });

  test('twelve clicks measure a level before and after, and the focus changes film by itself', async () => {
    await desk.level('L1');
    expect(await desk.prompt()).toBe('Click the anterior superior corner of L1 in PRE (1 of 6)');
    await placeLevel(desk, 0, PRE);
    expect(await desk.prompt()).toBe('Click the anterior superior corner of L1 in POST (1 of 6)');
    await placeLevel(desk, 1, POST);
    expect(await desk.prompt()).toContain('L1');
    expect(Math.abs((await number('anteriorHeight-pre')) - 20.3)).toBeLessThanOrEqual(0.4);
    expect(Math.abs((await number('posteriorHeight-pre')) - 32.5)).toBeLessThanOrEqual(0.4);
    expect(Math.abs((await number('wedgeAngle-pre')) - 17.9)).toBeLessThanOrEqual(1);
    expect(Math.abs((await number('wedgeAngle-post')) - 9.4)).toBeLessThanOrEqual(1);
    expect(Math.abs((await number('wedgeAngle-change')) + 8.4)).toBeLessThanOrEqual(1.5);
    expect(await program.page.locator('.summary').first().innerText()).toBe(
      'Ha, Hm, Wedge changed beyond the reading error (5°, 3 mm, provisional); Hp did not.',
    );
  });

  test('undo takes back one point at a time, redo brings it back', async () => {
    const before = await desk.result('anteriorHeight-post');
    await desk.key('Control+z');
    expect(await desk.result('anteriorHeight-post')).toBe('–');
    await desk.key('Control+y');
    expect(await desk.result('anteriorHeight-post')).toBe(before);
  });

  test('an arrow key moves the selected point by a quarter of a pixel, and a held key is one step', async () => {
    await program.page.locator('[data-point="pre-SA"]').click();
    const xOf = async (): Promise<number> => Number(await program.page.getByLabel('x in pixels').inputValue());
    const before = await xOf();
    for (let press = 0; press < 4; press += 1) await desk.key('ArrowRight');
    expect(await xOf()).toBeCloseTo(before + 1, 2);
    await desk.key('Shift+ArrowRight');
    expect(await xOf()).toBeCloseTo(before + 3.5, 2);
    await desk.key('Control+z');
    expect(await xOf()).toBeCloseTo(before, 2);
  });

  test('saved, closed and opened again: the same films, the same points, the same numbers', async () => {
    expect(await desk.saveState()).toBe('Not saved yet');
    const cells = [
      'anteriorHeight-pre',
      'middleHeight-pre',
      'posteriorHeight-pre',
      'wedgeAngle-pre',
      'wedgeRatio-pre',
      'anteriorHeight-post',
      'wedgeAngle-post',
      'wedgeAngle-change',
    ];
    const before = await Promise.all(cells.map((cell) => desk.result(cell)));
    await desk.key('Control+s');
    await program.page.getByLabel('File name').fill('first');
    await program.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
    expect(await readdir(program.folder)).toContain('first.endplate');

    const text = await readFile(path.join(program.folder, 'first.endplate'), 'utf8');
    expect(text).not.toMatch(/PHANTOM/i);
    expect(JSON.parse(text).format).toBe('endplate-study');

    await program.page.reload();
    await program.page.getByRole('button', { name: 'Open study' }).click();
    await program.page.getByRole('button', { name: /first\.endplate/ }).click();
    await desk.ready(0);
    await desk.ready(1);
    expect(await Promise.all(cells.map((cell) => desk.result(cell)))).toEqual(before);
  });

  test('the tables are written beside each other and hold the numbers of the screen', async () => {
    await desk.key('Control+e');
    await program.page.getByRole('radio', { name: 'a folder' }).check();
    await program.page.getByRole('button', { name: 'Export', exact: true }).last().click();
    await expect.poll(() => desk.prompt()).toContain('files written');
    const names = await readdir(program.folder, { recursive: true });
    for (const table of ['measurements_long', 'measurements_wide', 'points']) {
      expect(names.some((name) => name.includes(table) && name.endsWith('.csv'))).toBe(true);
    }
    const wide = names.find((name) => name.includes('measurements_wide')) ?? '';
    const [head = '', row = ''] = (await readFile(path.join(program.folder, wide), 'utf8')).split('\r\n');
    const column = head.split(',').indexOf('pre_h_ant_mm');
    expect(Math.abs(Number(row.split(',')[column]) - (await number('anteriorHeight-pre')))).toBeLessThanOrEqual(0.0501);
    const points = names.find((name) => name.includes('points')) ?? '';
    expect(
      (await readFile(path.join(program.folder, points), 'utf8')).split('\r\n').filter((line) => line.includes(',L1,')),
    ).toHaveLength(2 * PLACEMENT_ORDER.length);
  });

  test('nothing was logged as an error on the way', () => {
    expect(program.faults).toEqual([]);
  });
});
