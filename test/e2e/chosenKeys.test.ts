import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';

describe.skipIf(BROWSER_MISSING !== null)('Keys of one’s own', () => {
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

  const dialog = () => program.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const keyOf = (action: string) => dialog().getByRole('button', { name: new RegExp(`^${action}: `) });
  const activePane = async (): Promise<string | null> => program.page.locator('.pane-active').getAttribute('data-pane');

  test('the page of keys is searched by words and by key', async () => {
    await desk.key('F1');
    const search = dialog().getByRole('searchbox');
    await search.fill('other image');
    expect(await dialog().getByRole('term').allInnerTexts()).toEqual(['Other image']);
    await search.fill('ctrl+g');
    expect(await dialog().getByRole('term').allInnerTexts()).toEqual(['Study grid']);
    await search.fill('xyz');
    await dialog().getByText('Nothing is called that').waitFor();
    await search.fill('other image');
  });

  test('a key that is taken is refused with its owner; a free one holds at once', async () => {
    await keyOf('Other image').click();
    await program.page.keyboard.press('f');
    await dialog().getByText('F is: Fit').waitFor();
    await program.page.keyboard.press('Control+q');
    await dialog().getByText('A letter, digit or sign').waitFor();
    await program.page.keyboard.press('q');
    expect(await keyOf('Other image').innerText()).toBe('Q');
    await keyOf('Other image').click();
    await program.page.keyboard.press('Escape');
    expect(await keyOf('Other image').innerText()).toBe('Q');
    await dialog().getByRole('button', { name: 'Close' }).click();
    const before = await activePane();
    await desk.key('x');
    expect(await activePane()).toBe(before);
    await desk.key('q');
    expect(await activePane()).not.toBe(before);
  });

  test('it is still there the next time, a single key can be taken away, and all come back', async () => {
    const { page } = program;
    page.on('dialog', (question) => void question.accept());
    await page.reload();
    await page.locator('html[data-ready="true"]').waitFor();
    await desk.key('F1');
    expect(await keyOf('Other image').innerText()).toBe('Q');
    await keyOf('Fit').click();
    await page.keyboard.press('Delete');
    expect(await keyOf('Fit').innerText()).toBe('–');
    await dialog().getByRole('button', { name: 'Usual keys' }).click();
    expect(await keyOf('Fit').innerText()).toBe('F');
    expect(await keyOf('Other image').innerText()).toBe('X');
    expect(program.faults).toEqual([]);
  });
});
