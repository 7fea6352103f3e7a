import { execFileSync } from 'node:child_process';
import { readFile, readdir, rename, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { countStudy } from '../../shared/study/countStudy.ts';
import { parseStudy } from '../../shared/study/studyFile.ts';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Points } from '../support/desk.ts';
import { launchBrowser } from '../support/program.ts';
import { createDesktop, type Desktop } from '../support/servedProgram.ts';

const PRE = truth.pre.L1 as unknown as Points;
const POST = truth.post.L1 as unknown as Points;

/** What somebody does who does not believe that nothing is lost: with the built program, in a real browser. */
describe.skipIf(BROWSER_MISSING !== null)('Somebody pulls the plug', () => {
  let browser: Browser;
  let desktop: Desktop;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    desktop = await createDesktop(browser);
  });
  afterEach(() => desktop.close());

  const dialogOf = (page: Page) => page.getByRole('dialog');
  const answer = (page: Page, name: string) => dialogOf(page).getByRole('button', { name, exact: true }).click();
  const pointsIn = async (file: string): Promise<number> => {
    const opened = parseStudy(await readFile(file));
    if (!opened.ok) throw new Error(opened.error.message);
    return countStudy(opened.value.study).points;
  };
  /** A picture of the window where the folder for it is named. */
  const show = async (page: Page, name: string): Promise<void> => {
    const folder = process.env['ENDPLATE_SHOTS'];
    if (folder !== undefined) await page.screenshot({ path: path.join(folder, `${name}.png`) });
  };
  /** The demo study with one level, saved as `study`, and another level that is not saved. */
  const startWithWork = async (page: Page) => {
    const desk = deskOf({ page });
    await page.getByRole('button', { name: 'Try the demo study' }).click();
    await desk.ready(0);
    await desk.ready(1);
    await desk.level('L1');
    await placeLevel(desk, 0, PRE);
    await desk.key('Control+s');
    await page.getByLabel('File name').fill('study');
    await answer(page, 'Save');
    await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
    await placeLevel(desk, 1, POST);
    return desk;
  };
  const isRoot = process.getuid?.() === 0;

  test('the program is killed: the page says so, gives the work to the browser, and the next program offers it', async () => {
    const program = await desktop.start();
    const window = await program.open();
    const { page } = window;
    const desk = await startWithWork(page);
    await expect.poll(() => readdir(path.join(desktop.userFolder, 'recovery'))).not.toEqual([]);
    await program.kill();
    await desk.key('Control+s');
    await expect.poll(() => dialogOf(page).innerText()).toContain('Endplate has stopped on this computer');
    expect(await dialogOf(page).innerText()).toContain('Your work is still open in this window');
    await show(page, 'host-killed');
    const [download] = await Promise.all([page.waitForEvent('download'), answer(page, 'Keep as a download')]);
    expect(download.suggestedFilename()).toBe('study.endplate');
    expect(await pointsIn(await download.path())).toBe(12);
    expect(await pointsIn(path.join(desktop.folder, 'study.endplate'))).toBe(6);
    expect(await desk.saveState()).toBe('Unsaved changes');
    await window.kill();

    const next = await (await desktop.start()).open();
    await expect.poll(() => dialogOf(next.page).innerText()).toContain('“study.endplate” was being changed');
    await show(next.page, 'recovery');
    await answer(next.page, 'Recover');
    await deskOf(next).ready(1);
    await deskOf(next).key('Control+s');
    await expect.poll(() => deskOf(next).saveState()).toMatch(/^Saved /);
    expect(await pointsIn(path.join(desktop.folder, 'study.endplate'))).toBe(12);
  });

  test('the folder is pulled away and comes back: a sentence each time, and the work is saved in the end', async () => {
    const { page } = await (await desktop.start()).open();
    const desk = await startWithWork(page);
    await rename(desktop.folder, `${desktop.folder} elsewhere`);
    await desk.key('Control+s');
    await expect.poll(() => dialogOf(page).innerText()).toContain('no longer there');
    expect(await dialogOf(page).innerText()).toMatch(/still open in this window.*A recovery copy of \d/s);
    await show(page, 'folder-pulled');
    await answer(page, 'Cancel');
    expect(await desk.saveState()).toBe('Unsaved changes');
    await rename(`${desktop.folder} elsewhere`, desktop.folder);
    await desk.key('Control+s');
    await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
    expect(await pointsIn(path.join(desktop.folder, 'study.endplate'))).toBe(12);
  });

  test('the disk is full: the version on it stays, the sentence says which, and after making room it is saved', async (context) => {
    const mount = (...args: readonly string[]) => execFileSync('mount', [...args, desktop.folder], { stdio: 'ignore' });
    try {
      if (!isRoot) throw new Error('not root');
      mount('-t', 'tmpfs', '-o', 'size=1m,uid=65534,gid=65534', 'tmpfs');
    } catch {
      return context.skip('this system gives no small disk to its users (mount of a tmpfs)');
    }
    try {
      const { page } = await (await desktop.start()).open();
      const desk = await startWithWork(page);
      const { bavail, bsize } = await statfs(desktop.folder);
      await writeFile(path.join(desktop.folder, 'ballast'), new Uint8Array(bavail * bsize));
      await desk.key('Control+s');
      await expect.poll(() => dialogOf(page).innerText()).toContain('The disk is full');
      expect(await dialogOf(page).innerText()).toMatch(/still the version of \d\d:\d\d.*A recovery copy of \d/s);
      await show(page, 'disk-full');
      expect(await pointsIn(path.join(desktop.folder, 'study.endplate'))).toBe(6);
      await writeFile(path.join(desktop.folder, 'ballast'), '');
      await answer(page, 'Try again');
      await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
      expect(await pointsIn(path.join(desktop.folder, 'study.endplate'))).toBe(12);
    } finally {
      execFileSync('umount', ['-l', desktop.folder]);
    }
    return undefined;
  });

  test('two open the same study: the second is told who has it, and both end on the disk', async () => {
    const one = await (await desktop.start()).open();
    await startWithWork(one.page);
    const two = await (await desktop.start('colleague')).open();
    await two.page.getByRole('button', { name: 'Open study' }).click();
    await dialogOf(two.page)
      .getByRole('button', { name: /^study/ })
      .click();
    await expect.poll(() => dialogOf(two.page).innerText()).toMatch(/has had this study open on .+ since/);
    await show(two.page, 'opened-twice');
    await answer(two.page, 'Open a copy');
    await deskOf(two).key('Control+s');
    await two.page.getByLabel('File name').fill('study of two');
    await answer(two.page, 'Save');
    await expect.poll(() => deskOf(two).saveState()).toMatch(/^Saved /);
    await deskOf(one).key('Control+s');
    await expect.poll(() => deskOf(one).saveState()).toMatch(/^Saved /);
    expect(await pointsIn(path.join(desktop.folder, 'study.endplate'))).toBe(12);
    expect(await pointsIn(path.join(desktop.folder, 'study of two.endplate'))).toBe(6);
  });
});
