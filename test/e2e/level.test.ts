import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Desk, type Points } from '../support/desk.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';

const PRE = truth.pre.L1 as unknown as Points;

describe.skipIf(BROWSER_MISSING !== null)('Everything about one level', () => {
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
    await placeLevel(desk, 1, truth.post.L1 as unknown as Points);
  });
  afterAll(async () => {
    await program?.close();
    await browser?.close();
  });

  const point = (name: string) => program.page.locator(`[data-point="${name}"]`);

  test('coordinates can be typed with a comma, and the numbers follow', async () => {
    await point('pre-SA').click();
    const before = Number(await desk.result('anteriorHeight-pre'));
    const y = program.page.getByLabel('y in pixels');
    const was = Number(await y.inputValue());
    await y.fill(String(was - 50).replace('.', ','));
    await y.press('Enter');
    await expect.poll(async () => Number(await desk.result('anteriorHeight-pre'))).toBeGreaterThan(before + 7);
    await desk.key('Control+z');
    expect(Number(await desk.result('anteriorHeight-pre'))).toBe(before);
  });

  test('a point that cannot be seen says why, and only the measures that need it go', async () => {
    await point('pre-SM').click();
    await desk.key('u');
    await program.page.getByRole('button', { name: 'hidden by implant or cement' }).click();
    expect(await desk.result('middleHeight-pre')).toBe('–');
    expect(await desk.result('anteriorHeight-pre')).not.toBe('–');
    await desk.key('Control+z');
    expect(await desk.result('middleHeight-pre')).not.toBe('–');
  });

  test('an estimated point keeps its numbers', async () => {
    await point('pre-SM').click();
    const before = await desk.result('middleHeight-pre');
    await program.page.getByLabel('How well it is seen').selectOption('estimated');
    expect(await desk.result('middleHeight-pre')).toBe(before);
    await program.page.getByLabel('How well it is seen').selectOption('visible');
  });

  test('points exchanged in front and behind are repaired with one press', async () => {
    await desk.level('L3');
    const { SA, SM, SP, IP, IM, IA } = truth.pre.L3 as unknown as Points;
    await placeLevel(desk, 0, { SA: SP, SM, SP: SA, IP: IA, IM, IA: IP });
    const inColumn = program.page.getByRole('navigation').getByRole('button', { name: /^L3, / });
    expect(await inColumn.getAttribute('aria-label')).toBe('L3, in progress 6/12, check its points');
    await program.page.getByRole('button', { name: 'Swap front and back' }).click();
    expect(await inColumn.getAttribute('aria-label')).toBe('L3, in progress 6/12');
    expect(Math.abs(Number((await desk.result('wedgeAngle-pre')).replace('−', '-')) - 1.1)).toBeLessThanOrEqual(0.8);
    expect(await program.page.locator('.issues').count()).toBe(0);
    await desk.level('L1');
  });

  test('a finalised level cannot be moved by a drag or a key, and reopening asks why', async () => {
    await program.page.getByRole('button', { name: 'Finalise' }).click();
    const before = await desk.result('anteriorHeight-pre');
    await desk.drag(0, PRE.SA, [PRE.SA[0] + 40, PRE.SA[1] + 40]);
    await desk.key('ArrowRight');
    expect(await desk.result('anteriorHeight-pre')).toBe(before);
    await program.page.getByRole('button', { name: 'Reopen…' }).click();
    const dialog = program.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'OK' }).click();
    await dialog.getByText('A reason is needed').waitFor();
    await dialog.getByLabel('Reason').fill('corner was on an osteophyte');
    await dialog.getByRole('button', { name: 'OK' }).click();
    await desk.drag(0, PRE.SA, [PRE.SA[0] + 40, PRE.SA[1] + 40]);
    expect(await desk.result('anteriorHeight-pre')).not.toBe(before);
    await desk.key('Control+z');
  });

  test('the formula and its source are one click from a number', async () => {
    await program.page.getByRole('button', { name: /^Wedge/ }).click();
    await program.page.getByText('atan2').waitFor();
    await program.page.getByText('Ulmar 2010').waitFor();
    await program.page.getByRole('button', { name: /^Wedge/ }).click();
  });

  test('everything else that the points give is one click away, and judged by the reading error', async () => {
    await desk.level('T12');
    await placeLevel(desk, 0, truth.pre.T12 as unknown as Points);
    await placeLevel(desk, 1, truth.post.T12 as unknown as Points);
    await desk.level('L1');
    await point('pre-SA').click();
    await program.page.getByText('All other measures').click();
    const further = program.page.getByRole('table', { name: 'All other measures' });
    await further.getByRole('button', { name: /^Expected anterior height/ }).waitFor();
    await further.getByRole('button', { name: /^Crush ratio, above/ }).waitFor();
    await further.getByRole('button', { name: /^Lateral body area/ }).waitFor();
    const loss = program.page.locator('[data-result="anteriorCompression-change"]');
    expect(await loss.getAttribute('title')).toBe('beyond the reading error');
    const restored = program.page.getByRole('table', { name: 'Restoration', exact: true });
    await restored.getByRole('button', { name: /^R3/ }).click();
    await restored.getByText('100 (Hpost - Hpre) / (Hexp - Hpre)').waitFor();
    await restored.getByRole('button', { name: /^R3/ }).click();
  });

  test('the results of a level are copied as a table', async () => {
    await program.page.locator('[data-pane="0"] .surface').focus();
    await desk.key('Control+c');
    const copied = await program.page.evaluate(() => navigator.clipboard.readText());
    const [head, first] = copied.split('\n');
    expect(head).toBe('level\tmeasure\tunit\tpre\tpost\tchange');
    expect(first).toMatch(/^L1\tanteriorHeight\tmm\t20\.\d+\t26\.\d+\t6\.\d+$/);
  });

  test('the look and the single keys are settings that stay', async () => {
    await desk.key('Control+,');
    await program.page.getByLabel('Look').selectOption('light');
    expect(await program.page.locator('html').getAttribute('data-theme')).toBe('light');
    await program.page.getByLabel('Keys without Ctrl').uncheck();
    await program.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await desk.key('x');
    expect(await program.page.locator('[data-pane="0"]').getAttribute('class')).toContain('pane-active');
    await desk.key('Control+,');
    await program.page.getByLabel('Keys without Ctrl').check();
    await program.page.getByLabel('Look').selectOption('dark');
    await program.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  });

  test('nothing was logged as an error on the way', () => {
    expect(program.faults).toEqual([]);
  });
});
