import { chmod, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { placeLandmark } from '../../shared/study/edits/landmarkEdits.ts';
import { countStudy } from '../../shared/study/countStudy.ts';
import { parseStudy, serializeStudy } from '../../shared/study/studyFile.ts';
import type { Study } from '../../shared/study/study.ts';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Points } from '../support/desk.ts';
import { launchBrowser } from '../support/program.ts';
import { createDesktop, type Desktop } from '../support/servedProgram.ts';

const PRE = truth.pre.L1 as unknown as Points;
const POST = truth.post.L1 as unknown as Points;

describe.skipIf(BROWSER_MISSING !== null)('Nothing is lost', () => {
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

  const inFolder = (name: string): string => path.join(desktop.folder, name);
  const studyIn = async (name: string): Promise<Study> => {
    const opened = parseStudy(await readFile(inFolder(name)));
    if (!opened.ok) throw new Error(opened.error.message);
    return opened.value.study;
  };
  const dialogOf = (page: Page) => page.getByRole('dialog');
  const answer = (page: Page, name: string) => dialogOf(page).getByRole('button', { name, exact: true }).click();

  const startDemo = async (page: Page) => {
    const desk = deskOf({ page });
    await page.getByRole('button', { name: 'Try the demo study' }).click();
    await desk.ready(0);
    await desk.ready(1);
    await desk.level('L1');
    return desk;
  };
  const saveAs = async (page: Page, name: string): Promise<void> => {
    await page.getByLabel('File name').fill(name);
    await answer(page, 'Save');
    await expect.poll(() => deskOf({ page }).saveState()).toMatch(/^Saved /);
  };
  const openStudy = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Open study' }).click();
    await dialogOf(page)
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click();
    await deskOf({ page }).ready(0);
  };
  /** Until the page has given its work to the program, and that has it on the disk. */
  const copyKept = async (points: number): Promise<void> => {
    await expect
      .poll(
        async () => {
          const copies = await readdir(path.join(desktop.userFolder, 'recovery')).catch(() => []);
          const snapshots = copies
            .filter(isCopy)
            .map((name) =>
              readFile(path.join(desktop.userFolder, 'recovery', name, 'snapshot'), 'latin1').catch(() => ''),
            );
          return (await Promise.all(snapshots)).map((text) => Number(/"points":(\d+)/.exec(text)?.[1]));
        },
        { timeout: 7_000 },
      )
      .toContain(points);
  };
  const lookAgain = (page: Page): Promise<void> => page.evaluate(() => void window.dispatchEvent(new Event('focus')));

  test('a window that is killed: its work is offered, compared, and comes back exactly', async () => {
    const program = await desktop.start();
    const first = await program.open();
    const desk = await startDemo(first.page);
    await placeLevel(desk, 0, PRE);
    await desk.key('Control+s');
    await saveAs(first.page, 'kept');
    await placeLevel(desk, 1, POST);
    const cells = ['anteriorHeight-pre', 'wedgeAngle-pre', 'anteriorHeight-post', 'wedgeAngle-post'];
    const before = await Promise.all(cells.map((cell) => desk.result(cell)));
    await copyKept(12);
    const beside = await first.page.context().newPage();
    await first.page
      .evaluate(() => sessionStorage.getItem('endplate.token'))
      .then((token) => beside.addInitScript((value) => sessionStorage.setItem('endplate.token', value), token ?? ''));
    const address = first.page.url();
    await first.page.close();
    await beside.goto(address);

    await expect.poll(() => dialogOf(beside).innerText()).toContain('“kept.endplate” was being changed');
    expect(await dialogOf(beside).innerText()).toContain('6 points more than the saved file');
    await answer(beside, 'Compare');
    expect(await dialogOf(beside).innerText()).toContain('Points only in yours: 6');
    await answer(beside, 'Close');
    await answer(beside, 'Recover');
    const recovered = deskOf({ page: beside });
    await recovered.ready(1);
    await recovered.level('L1');
    expect(await Promise.all(cells.map((cell) => recovered.result(cell)))).toEqual(before);
    expect(await recovered.saveState()).toBe('Unsaved changes');
    expect(countStudy(await studyIn('kept.endplate')).points).toBe(6);
    await recovered.key('Control+s');
    await expect.poll(() => recovered.saveState()).toMatch(/^Saved /);
    expect(countStudy(await studyIn('kept.endplate')).points).toBe(12);
    await expect
      .poll(async () => (await readdir(path.join(desktop.userFolder, 'recovery'))).filter(isCopy))
      .toEqual([]);
  });

  test('a program that is killed: the next one offers the work of a study that was never saved', async () => {
    const first = await desktop.start();
    const window = await first.open();
    const desk = await startDemo(window.page);
    await placeLevel(desk, 0, PRE);
    await copyKept(6);
    await first.kill();
    await window.kill();

    const second = await desktop.start();
    const { page } = await second.open();
    await expect.poll(() => dialogOf(page).innerText()).toContain('Never saved; points: 6');
    await answer(page, 'Recover');
    await deskOf({ page }).ready(0);
    await expect.poll(() => deskOf({ page }).saveState()).toBe('Not saved yet');
    await deskOf({ page }).key('Control+s');
    await saveAs(page, 'rescued');
    expect(countStudy(await studyIn('rescued.endplate')).points).toBe(6);
  });

  test('discarded work is not offered again, and asks before it goes', async () => {
    const first = await desktop.start();
    const window = await first.open();
    await placeLevel(await startDemo(window.page), 0, PRE);
    await copyKept(6);
    await first.kill();
    await window.kill();
    const second = await desktop.start();
    const { page } = await second.open();
    await dialogOf(page).waitFor();
    await answer(page, 'Discard');
    await answer(page, 'Cancel');
    await answer(page, 'Discard');
    await answer(page, 'Discard');
    await expect.poll(() => dialogOf(page).count()).toBe(0);
    await page.reload();
    await page.locator('html[data-ready="true"]').waitFor();
    expect(await dialogOf(page).count()).toBe(0);
  });

  test('the same study opened by two people: the second is told who has it, and saves a copy', async () => {
    const one = await (await desktop.start()).open();
    const desk = await startDemo(one.page);
    await desk.key('Control+s');
    await saveAs(one.page, 'shared');
    await placeLevel(desk, 0, PRE);
    await expect.poll(() => readdir(desktop.folder)).toContain('~$shared.endplate.lock');

    const two = await (await desktop.start('colleague')).open();
    await openStudy(two.page, 'shared');
    await expect.poll(() => dialogOf(two.page).innerText()).toMatch(/has had this study open on .+ since/);
    await answer(two.page, 'Open read-only');
    expect(await two.page.getByTestId('read-only').innerText()).toContain('Changes can be saved as a copy');
    await deskOf(two).level('L1');
    await placeLevel(deskOf(two), 1, POST);
    await deskOf(two).key('Control+s');
    expect(await two.page.getByLabel('File name').inputValue()).toBe('shared copy');
    await saveAs(two.page, 'mine');
    expect(countStudy(await studyIn('mine.endplate')).points).toBe(6);
    expect(await two.page.getByTestId('read-only').count()).toBe(0);
  });

  test('somebody saves the file meanwhile: nothing is overwritten, both versions end on the disk', async () => {
    const { page } = await (await desktop.start()).open();
    const desk = await startDemo(page);
    await desk.key('Control+s');
    await saveAs(page, 'contested');
    await placeLevel(desk, 0, PRE);
    const theirs = withPoint(await studyIn('contested.endplate'), [11, 22]);
    await writeFile(
      inFolder('contested.endplate'),
      serializeStudy(theirs, { appVersion: '0', savedAt: '2026-11-20T14:03:00.000Z' }),
    );
    await lookAgain(page);
    await expect.poll(() => dialogOf(page).innerText()).toContain('Somebody saved this study at');
    await answer(page, 'Compare');
    expect(await dialogOf(page).innerText()).toContain('Points only in yours: 6');
    await answer(page, 'Close');
    await answer(page, 'Keep mine as a copy…');
    await saveAs(page, 'contested mine');
    expect(countStudy(await studyIn('contested mine.endplate')).points).toBe(6);
    expect(countStudy(await studyIn('contested.endplate')).points).toBe(1);
  });

  test('after opening theirs, undo brings mine back', async () => {
    const { page } = await (await desktop.start()).open();
    const desk = await startDemo(page);
    await desk.key('Control+s');
    await saveAs(page, 'contested');
    await placeLevel(desk, 0, PRE);
    const theirs = withPoint(await studyIn('contested.endplate'), [11, 22]);
    await writeFile(
      inFolder('contested.endplate'),
      serializeStudy(theirs, { appVersion: '0', savedAt: '2026-11-20T14:03:00.000Z' }),
    );
    await desk.key('Control+s');
    await answer(page, 'Open theirs');
    await desk.ready(0);
    await expect.poll(() => desk.saveState()).not.toBe('Unsaved changes');
    await desk.key('Control+z');
    await expect.poll(() => desk.saveState()).toBe('Unsaved changes');
    await desk.level('L1');
    expect(await desk.result('anteriorHeight-pre')).not.toBe('–');
  });

  test('nothing was changed here and somebody saves: the new version is shown, with a notice', async () => {
    const { page } = await (await desktop.start()).open();
    const desk = await startDemo(page);
    await desk.key('Control+s');
    await saveAs(page, 'followed');
    const theirs = withPoint(await studyIn('followed.endplate'), [11, 22]);
    await writeFile(
      inFolder('followed.endplate'),
      serializeStudy(theirs, { appVersion: '0', savedAt: '2026-11-20T14:03:00.000Z' }),
    );
    await lookAgain(page);
    await expect.poll(() => desk.prompt()).toContain('It was read again; you had changed nothing.');
  });

  test('the file was moved away: a sentence, and the work can be saved again', async () => {
    const { page } = await (await desktop.start()).open();
    const desk = await startDemo(page);
    await desk.key('Control+s');
    await saveAs(page, 'moved');
    await rename(inFolder('moved.endplate'), inFolder('elsewhere.endplate'));
    await lookAgain(page);
    await expect.poll(() => dialogOf(page).innerText()).toContain('moved.endplate is no longer there');
    await answer(page, 'Save as…');
    expect(await desk.saveState()).toBe('Unsaved changes');
    await saveAs(page, 'moved');
    expect(await readdir(desktop.folder)).toContain('moved.endplate');
  });

  test.skipIf(process.platform === 'win32')(
    'the folder became unwritable: the window says so, keeps a copy, and the work can go elsewhere',
    async () => {
      const { page } = await (await desktop.start()).open();
      const desk = await startDemo(page);
      await desk.key('Control+s');
      await saveAs(page, 'frozen');
      await chmod(desktop.folder, 0o500);
      try {
        await placeLevel(desk, 0, PRE);
        await expect.poll(() => page.getByTestId('read-only').innerText()).toContain('does not let you change files');
        await copyKept(6);
      } finally {
        await chmod(desktop.folder, 0o700);
      }
      await desk.key('Control+s');
      await saveAs(page, 'thawed');
      expect(countStudy(await studyIn('thawed.endplate')).points).toBe(6);
    },
  );

  test('a damaged file leads to its backup in the same dialog', async () => {
    const program = await desktop.start();
    const { page } = await program.open();
    const desk = await startDemo(page);
    await placeLevel(desk, 0, PRE);
    await desk.key('Control+s');
    await saveAs(page, 'torn');
    await placeLevel(desk, 1, POST);
    await desk.key('Control+s');
    await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
    const whole = await readFile(inFolder('torn.endplate'));
    await writeFile(inFolder('torn.endplate'), whole.subarray(0, whole.length - 200));
    await page.reload();
    await page.getByRole('button', { name: 'Open study' }).click();
    await dialogOf(page).getByRole('button', { name: /^torn/ }).click();
    await expect.poll(() => dialogOf(page).innerText()).toContain('torn.endplate is damaged');
    await dialogOf(page)
      .getByRole('button', { name: /^Open the backup/ })
      .click();
    await deskOf({ page }).ready(0);
    await expect.poll(() => deskOf({ page }).saveState()).toBe('Not saved yet');
    expect(await readFile(inFolder('torn.endplate'))).toEqual(whole.subarray(0, whole.length - 200));
  });

  test('earlier versions are listed with their counts and open as copies', async () => {
    const { page } = await (await desktop.start()).open();
    const desk = await startDemo(page);
    await placeLevel(desk, 0, PRE);
    await desk.key('Control+s');
    await saveAs(page, 'versions');
    await placeLevel(desk, 1, POST);
    await desk.key('Control+s');
    await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
    await expect
      .poll(async () => (await readdir(path.join(desktop.userFolder, 'versions'))).length)
      .toBeGreaterThanOrEqual(2);
    await desk.key('Control+Shift+H');
    const rows = dialogOf(page).getByRole('listitem');
    await rows.first().waitFor();
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringContaining('levels: 1, points: 6 · backup beside the study'),
      expect.stringContaining('levels: 2, points: 12'),
      expect.stringContaining('levels: 1, points: 6'),
    ]);
    await rows.nth(2).getByRole('button').click();
    await expect.poll(() => desk.saveState()).toBe('Not saved yet');
    expect(countStudy(await studyIn('versions.endplate')).points).toBe(12);
  });
});

/** One point of another level, as a colleague would have placed it. */
function withPoint(study: Study, point: readonly [number, number]): Study {
  return placeLandmark(study, {
    subjectId: study.subjects[0]?.id ?? '',
    timepoint: 'pre',
    reader: 'R2',
    reading: 1,
    level: 'L3',
    landmark: 'SA',
    point,
    at: '2026-11-20T14:03:00.000Z',
  });
}

const isCopy = (name: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
