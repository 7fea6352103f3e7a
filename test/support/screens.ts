import type { FileChooser } from 'playwright-core';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { deskOf, placeLevel, type Desk, type Points } from './desk.ts';
import { patientFilm } from './patientFilm.ts';
import type { Program } from './program.ts';

type Look = (name: string) => Promise<void>;

/**
 * The screens and dialogs that a clinician meets, one after the other, in any language, size and size of letters; each
 * dialog is left as it was found.
 */
export async function visitScreens(program: Program, look: Look): Promise<void> {
  const { page } = program;
  const desk = deskOf(program);
  await look('start');
  await page.locator('.start-buttons button').nth(2).click();
  await desk.ready(0);
  await desk.ready(1);
  await look('films');
  await measureDemo(desk, look);
  await visitDialogs(desk, look);
  await visitMenus(desk, look);
  await visitStudy(desk, look);
}

async function measureDemo(desk: Desk, look: Look): Promise<void> {
  await desk.level('L1');
  await placeLevel(desk, 0, truth.pre.L1 as unknown as Points);
  await look('measuring');
  await placeLevel(desk, 1, truth.post.L1 as unknown as Points);
  await look('measured');
  await withResults(desk, async () => {
    await desk.page.locator('.measure-name').first().click();
    await look('formula');
    await desk.page.locator('.measure-name').first().click();
  });
}

/** With the numbers on the screen, also where they have to be fetched. */
async function withResults(desk: Desk, action: () => Promise<void>): Promise<void> {
  const panel = desk.page.locator('.level-panel');
  const wasHidden = !(await panel.isVisible());
  if (wasHidden) await desk.page.locator('.study-state [data-action="results"]').click();
  await panel.waitFor();
  await action();
  if (wasHidden) await desk.page.locator('.study-state [data-action="results"]').click();
}

async function visitDialogs(desk: Desk, look: Look): Promise<void> {
  const dialog = desk.page.getByRole('dialog');
  const visit = async (name: string, open: () => Promise<void>): Promise<void> => {
    await open();
    await dialog.waitFor();
    await look(name);
    await desk.key('Escape');
    await dialog.waitFor({ state: 'hidden' });
  };
  await desk.page.locator('[data-pane="0"] .surface').focus();
  await visit('point not visible', async () => {
    await desk.key('n');
    await desk.key('u');
  });
  await visit('help', () => desk.key('F1'));
  await visit('settings', () => desk.key('Control+,'));
  await visit('export', () => desk.key('Control+e'));
  await visit('save', () => desk.key('Control+s'));
  await visit('report', async () => {
    await desk.key('Control+p');
    await desk.page.locator('.report-preview').waitFor();
  });
  await visit('calibration', () => desk.page.locator('button.spacing').first().click());
  await visit('unsaved work', () => desk.key('Control+Shift+o'));
}

async function visitMenus(desk: Desk, look: Look): Promise<void> {
  for (const id of ['view-menu', 'study-menu']) {
    const button = desk.page.locator(`[popovertarget="${id}"]`);
    if (!(await button.isVisible())) continue;
    await button.click();
    await look(id.replace('-', ' '));
    await desk.key('Escape');
    await desk.page.locator(`#${id}`).waitFor({ state: 'hidden' });
  }
  await desk.page.locator('[data-pane="0"] .surface').focus();
  await desk.key('j');
  await look('level field');
  await desk.key('Escape');
}

async function visitStudy(desk: Desk, look: Look): Promise<void> {
  const { page } = desk;
  await desk.key('Control+g');
  await page.getByRole('grid').waitFor();
  await look('grid');
  await desk.key('Control+i');
  const panel = page.locator('.side-panel');
  await panel.waitFor();
  await panel.locator('select').last().selectOption({ index: 1 });
  await look('subject form');
  await panel.locator('.side-content').evaluate((content) => content.scrollTo(0, content.scrollHeight));
  await look('subject form, below');
  await panel.locator('header button').click();
  await page.locator('[popovertarget="study-menu"], [data-action="protocol"]').first().click();
  if (!(await panel.isVisible())) await page.locator('#study-menu [data-action="protocol"]').click();
  await panel.waitFor();
  await look('protocol');
  await panel.locator('.side-content').evaluate((content) => content.scrollTo(0, content.scrollHeight));
  await look('protocol, below');
  await panel.locator('header button').click();
  await visitImport(desk, look);
}

/** Films of two people, one of them twice: the table that says whose they are, with its banner. */
async function visitImport(desk: Desk, look: Look): Promise<void> {
  const { page } = desk;
  const film = (name: string, date: string, stripes: number) => {
    const facts = { patientId: name.slice(0, 4), patientName: `${name.slice(0, 4)}^X`, date, stripes };
    return { name: `${name}.dcm`, mimeType: 'application/dicom', buffer: patientFilm(facts) };
  };
  // A page that is still busy with what was done before may let the key pass.
  const choose = async (): Promise<FileChooser> => {
    const chooser = page.waitForEvent('filechooser', { timeout: 10_000 });
    await desk.key('Control+o');
    return chooser;
  };
  await (
    await choose().catch(choose)
  ).setFiles([
    film('jane-1', '20250301', 1),
    film('jane-2', '20250303', 2),
    film('jane-copy', '20250303', 2),
    film('john-1', '20240101', 4),
  ]);
  const dialog = page.getByRole('dialog');
  await dialog.locator('.import-table').waitFor();
  await look('import table');
  const codes = dialog.locator('.import-table tbody input');
  await codes.last().fill(await codes.first().inputValue());
  await dialog.locator('.patient-banner').waitFor();
  await look('import of two patients');
  await desk.key('Escape');
  await dialog.waitFor({ state: 'hidden' });
}
