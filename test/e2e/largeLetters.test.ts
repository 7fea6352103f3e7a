import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Desk, type Points } from '../support/desk.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';

describe.skipIf(BROWSER_MISSING !== null)('Letters of double size', () => {
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
  });
  afterAll(async () => {
    await program?.close();
    await browser?.close();
  });

  const panel = () => program.page.getByRole('complementary', { name: 'L1' });
  const letters = (selector: string): Promise<number> =>
    program.page.locator(selector).evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));

  test('are a setting that holds at once: the levels become a drop-down, the numbers a drawer', async () => {
    const { page } = program;
    const before = await letters('[data-testid="prompt"]');
    expect(await page.getByRole('navigation', { name: 'Level' }).isVisible()).toBe(true);
    await desk.key('Control+,');
    await page.getByLabel('Size of letters').selectOption('200 %');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    expect(await letters('[data-testid="prompt"]')).toBe(2 * before);
    expect(await page.getByRole('navigation', { name: 'Level' }).count()).toBe(0);
    await page.getByRole('combobox', { name: 'Level' }).selectOption('L1');
    expect(await panel().count()).toBe(0);
  });

  test('measure a level; its numbers come with a key and go with it', async () => {
    await placeLevel(desk, 0, truth.pre.L1 as unknown as Points);
    await placeLevel(desk, 1, truth.post.L1 as unknown as Points);
    expect(await program.page.getByRole('combobox', { name: 'Level' }).locator('option:checked').innerText()).toBe(
      'L1 ●',
    );
    await program.page.locator('[data-pane="1"] .surface').focus();
    await desk.key('v');
    expect(Number(await desk.result('anteriorHeight-change'))).toBeGreaterThan(5);
    await program.page.locator('[data-pane="1"] .surface').focus();
    await desk.key('v');
    expect(await panel().count()).toBe(0);
    expect(await desk.saveState()).toBe('Not saved yet');
  });

  test('the key that jumps to a level leads to the drop-down', async () => {
    await desk.key('j');
    const picker = program.page.getByRole('combobox', { name: 'Level' });
    expect(await picker.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('every file, form and help is in one menu, which goes when one is chosen', async () => {
    const { page } = program;
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.locator('#study-menu').getByRole('button', { name: 'Protocol' }).click();
    await page.getByRole('complementary', { name: 'Protocol' }).waitFor();
    expect(await page.locator('#study-menu').isVisible()).toBe(false);
    await page.keyboard.press('Escape');
  });

  test('a grid of large rows is walked by keyboard, and the row under it is in view', async () => {
    const { page } = program;
    await desk.key('Control+g');
    const row = page.getByRole('row').nth(1);
    await row.waitFor();
    expect((await row.boundingBox())?.height).toBe(60);
    await page.getByRole('button', { name: 'Films' }).click();
    await page.locator('.measure').waitFor();
    expect(program.faults).toEqual([]);
  });
});
