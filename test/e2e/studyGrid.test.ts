import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { serializeStudy } from '../../shared/study/studyFile.ts';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { cohortStudy } from '../support/cohortStudy.ts';
import { deskOf, placeLevel, type Desk, type Points } from '../support/desk.ts';
import { patientFilm } from '../support/patientFilm.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';

const moved = (points: Points, by: number): Points => ({ ...points, IA: [points.IA[0], points.IA[1] - by] });

describe.skipIf(BROWSER_MISSING !== null)('The study grid and its forms', () => {
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

  const grid = (): Locator => program.page.getByRole('grid', { name: 'Study grid' });
  const form = (name: string | RegExp): Locator => program.page.getByRole('complementary', { name });
  const cell = (name: string | RegExp): Locator => program.page.getByRole('gridcell', { name });
  const undo = (step: string): Promise<void> => program.page.getByRole('button', { name: `Undo: ${step}` }).click();
  const progress = (): Promise<string> => program.page.getByTestId('grid-progress').innerText();
  const count = (state: string): Promise<string> => program.page.locator(`[data-count="${state}"]`).innerText();
  const pick = async (
    press: Locator,
    files: readonly { name: string; buffer: Buffer; mimeType: string }[],
  ): Promise<void> => {
    const chooser = program.page.waitForEvent('filechooser');
    await press.click();
    await (await chooser).setFiles([...files]);
  };
  const film = (name: string, facts: Parameters<typeof patientFilm>[0]) => ({
    name,
    mimeType: 'application/dicom',
    buffer: patientFilm(facts),
  });

  test('a study can begin with its subjects: nothing is asked but a code', async () => {
    const { page } = program;
    await page.getByRole('button', { name: 'Start with the list of subjects' }).click();
    await page.getByText('No subjects yet').waitFor();
    await page.locator('.toolbar').getByRole('button', { name: 'Add subject' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Subject code').fill('K 01');
    await dialog.getByRole('button', { name: 'OK' }).click();
    await dialog.getByRole('alert').getByText('A code starts with a letter or digit').waitFor();
    await dialog.getByLabel('Subject code').fill('K01');
    await dialog.getByRole('button', { name: 'OK' }).click();
    await form('Subject K01').waitFor();
    await page.getByRole('rowheader', { name: 'K01' }).waitFor();
    expect(await progress()).toBe('0 of 7 answered · 0 %');
  });

  test('every change of the form is one named step, with a comma or a point', async () => {
    const panel = form('Subject K01');
    await panel.getByLabel('Age (years)').pressSequentially('71,5');
    await panel.getByLabel('Sex').selectOption('female');
    await panel.getByRole('button', { name: 'L1', exact: true }).click();
    await cell('K01, L1, Before surgery: no film yet').waitFor();
    await panel.getByLabel('Why is there no film of 1 month?').selectOption('lost to follow-up');
    await cell('K01, L1, 1 month: lost to follow-up').waitFor();
    await panel.getByLabel('VAS at Before surgery', { exact: true }).pressSequentially('8.5');
    await panel.getByLabel('ODI at Before surgery', { exact: true }).fill('140');
    await panel.getByLabel('ODI at Before surgery', { exact: true }).press('Enter');
    await panel.getByText('ODI goes from 0 to 100.').waitFor();
    await panel.getByLabel('ODI at Before surgery', { exact: true }).fill('48');
    await panel.getByLabel('Why is there no VAS at After surgery?').selectOption('not reported');
    expect(await progress()).toBe('1 of 7 answered · 14 %');

    await undo('VAS of K01 post');
    await undo('ODI of K01 pre');
    await undo('VAS of K01 pre');
    expect(await panel.getByLabel('VAS at Before surgery', { exact: true }).inputValue()).toBe('');
    await program.page.getByRole('button', { name: 'Redo: VAS of K01 pre' }).click();
    expect(await panel.getByLabel('VAS at Before surgery', { exact: true }).inputValue()).toBe('8.5');
    expect(await panel.getByLabel('Age (years)').inputValue()).toBe('71.5');
  });

  test('a text that is not sound stays in its field, marked, and the study keeps what it had', async () => {
    const panel = form('Subject K01');
    const age = panel.getByLabel('Age (years)');
    await age.fill('seventy');
    await panel.getByLabel('Diagnosis').click();
    await panel.getByText('Give an age from 0 to 150 years').waitFor();
    expect(await age.getAttribute('aria-invalid')).toBe('true');
    await age.press('Escape');
    expect(await age.inputValue()).toBe('71.5');
    await panel.getByLabel('Code', { exact: true }).fill('0012');
    await panel.getByText('Excel changes codes like this one').waitFor();
    await panel.getByLabel('Code', { exact: true }).press('Escape');
    await form('Subject K01').waitFor();
  });

  test('an event tells why later visits have no film', async () => {
    const panel = form('Subject K01');
    await panel.getByLabel('Add an event').selectOption('New fracture');
    const fracture = panel.getByRole('group', { name: 'New fracture' });
    await fracture.getByLabel('Level', { exact: true }).selectOption('T12');
    const relation = fracture.getByLabel('Relation to the treated level');
    expect(await relation.locator('option:checked').innerText()).toBe('adjacent');
    await panel.getByLabel('Add an event').selectOption('Death');
    await panel.getByRole('group', { name: 'Death' }).getByLabel('Timepoint').selectOption('M6');
    await cell('K01, L1, 6 months: death').waitFor();
    await cell('K01, L1, 2 years: death').waitFor();
    expect(await progress()).toBe('4 of 7 answered · 57 %');
    expect(await count('missing')).toContain('4');
    await program.page.keyboard.press('Escape');
    await program.page.keyboard.press('Escape');
  });

  test('many films find their subjects and visits; a second copy and another patient are noticed', async () => {
    const { page } = program;
    const jane = { patientId: '4711', patientName: 'DOE^JANE' };
    const john = { patientId: '4712', patientName: 'ROE^JOHN' };
    if (!(await grid().isVisible())) await page.keyboard.press('Control+g');
    await pick(page.locator('.toolbar').getByRole('button', { name: 'Open', exact: true }), [
      film('jane-3.dcm', { ...jane, date: '20250610', stripes: 3 }),
      film('jane-1.dcm', { ...jane, date: '20250301', stripes: 1 }),
      film('jane-2.dcm', { ...jane, date: '20250303', stripes: 2 }),
      film('copy.dcm', { ...jane, date: '20250303', stripes: 2 }),
      film('john-1.dcm', { ...john, date: '20240101', stripes: 4 }),
      { name: 'letter.dcm', mimeType: 'application/dicom', buffer: Buffer.from('Dear colleague') },
    ]);
    const dialog = page.getByRole('dialog', { name: 'Whose films, and when?' });
    await dialog.waitFor();
    const place = async (name: string): Promise<string> => {
      const subject = await dialog.getByLabel(`Subject of ${name}`, { exact: true }).inputValue();
      return `${subject} ${await dialog.getByLabel(`Timepoint of ${name}`, { exact: true }).inputValue()}`;
    };
    const [first, other] = ['K01', 'S001'];
    expect(await place('jane-1.dcm')).toBe(`${first} pre`);
    expect(await place('jane-2.dcm')).toBe(`${first} post`);
    expect(await place('jane-3.dcm')).toBe(`${first} m3`);
    expect(await place('copy.dcm')).toBe(`${first} `);
    await dialog.getByText('the same image as jane-2.dcm').waitFor();
    expect(await place('john-1.dcm')).toBe(`${other} pre`);

    for (const name of ['Roe-1', 'Doe-1', '4711']) {
      await dialog.getByLabel('Subject of john-1.dcm').fill(name);
      await dialog.getByText('This looks like the name or number inside the image file.').waitFor();
      expect(await dialog.getByRole('button', { name: 'Use these films' }).isDisabled()).toBe(true);
    }
    await dialog.getByLabel('Subject of john-1.dcm').fill(first);
    await dialog.getByText(`two films for ${first} pre`).first().waitFor();
    expect(await dialog.getByRole('button', { name: 'Use these films' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Timepoint of john-1.dcm').selectOption('2 years');
    await dialog.getByRole('alert').getByText(`${first}: these films seem to be of different patients`).waitFor();
    expect(await dialog.getByRole('button', { name: 'Use these films' }).isDisabled()).toBe(true);
    await dialog.getByLabel('It is the same person').check();
    expect(await dialog.getByRole('button', { name: 'Use these films' }).isEnabled()).toBe(true);
    await dialog.getByLabel('Subject of john-1.dcm').fill(other);
    await dialog.getByLabel('Timepoint of john-1.dcm').selectOption('Before surgery');
    await dialog.getByRole('button', { name: 'Use these films (4)' }).click();
    await page.getByRole('dialog').getByText('letter.dcm').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

    await cell(`${first}, L1, 3 months: to do`).waitFor();
    await cell(`${other}, no level, Before surgery: to do`).waitFor();
    await undo('add films (4)');
    expect(await grid().getByRole('rowheader').allInnerTexts()).toEqual(['K01']);
    await page.getByRole('button', { name: 'Redo: add films (4)' }).click();
    await cell(`${other}, no level, Before surgery: to do`).waitFor();
  });

  test('with the keyboard alone: arrows, Enter opens the film at its level, Ctrl+G comes back to the same cell', async () => {
    const { page } = program;
    await grid().focus();
    await page.keyboard.press('Control+Home');
    const active = async (): Promise<string | null> => {
      const id = await grid().getAttribute('aria-activedescendant');
      return page.locator(`[id="${id}"]`).getAttribute('aria-label');
    };
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
    expect(await active()).toBe('K01, L1, 3 months: to do');
    await page.keyboard.press('Enter');
    await desk.ready(1);
    expect(await page.locator('[data-pane="1"]').getAttribute('aria-label')).toContain('3 months');
    expect(await desk.prompt()).toBe('Click the anterior superior corner of L1 in M3 (1 of 6)');
    await page.keyboard.press('Control+g');
    await grid().waitFor();
    expect(await active()).toBe('K01, L1, 3 months: to do');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await form('Subject K01').waitFor();
    await page.keyboard.press('Escape');
    expect(await form('Subject K01').count()).toBe(0);
    await page.keyboard.press('Escape');
    await desk.ready(1);
  });

  test('a view without a film takes the reason why there is none', async () => {
    const { page } = program;
    await page.locator('[data-pane="1"]').getByLabel('Timepoint of this view').selectOption('m12');
    await page.locator('[data-pane="1"]').getByText('12 months: No film: death').waitFor();
    await page.locator('[data-pane="1"]').getByLabel('Why is there no film').selectOption('excluded');
    await page.locator('[data-pane="1"]').getByText('12 months: No film: excluded').waitFor();
    await page.keyboard.press('Control+g');
    await cell('K01, L1, 12 months: excluded').waitFor();
  });

  test('rows are found, filtered and sorted; the counts stay those of the whole study', async () => {
    const { page } = program;
    const rows = (): Promise<string[]> => grid().getByRole('rowheader').allInnerTexts();
    const whole = await progress();
    await page.getByLabel('Find a subject code').fill('s00');
    expect(await rows()).toEqual(['S001']);
    await page.getByText('1 of 2 rows shown').waitFor();
    expect(await progress()).toBe(whole);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByRole('button', { name: /missing/ }).click();
    expect(await rows()).toEqual(['K01']);
    await page.getByRole('button', { name: /missing/ }).click();
    await page.getByRole('button', { name: 'Sort by Subject' }).click();
    expect(await rows()).toEqual(['S001', 'K01']);
    expect(await grid().getByRole('columnheader', { name: 'Subject' }).getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('button', { name: 'Sort by Level' }).click();
    expect(await rows()).toEqual(['K01', 'S001']);
  });

  test('the protocol: what is in use stays, new readers, visits and arms come in', async () => {
    const { page } = program;
    await page.getByRole('button', { name: 'Protocol', exact: true }).click();
    const panel = form('Protocol');
    await panel.getByRole('button', { name: 'Remove pre' }).click();
    await panel.getByText('pre: In use (subjects: 2): it cannot be removed').waitFor();
    expect(await panel.getByLabel('Code pre').getAttribute('readonly')).not.toBeNull();
    await panel.getByRole('button', { name: 'Remove m6' }).click();
    await panel.getByText('m6: In use (subjects: 1)').waitFor();
    await panel.getByRole('button', { name: 'Add a timepoint' }).click();
    await panel.getByLabel('Code v8').fill('y5');
    await panel.getByLabel('Code v8').press('Enter');
    await panel.getByLabel('Days y5').fill('1826');
    await grid().getByRole('columnheader', { name: 'v8' }).waitFor();
    await panel.getByRole('button', { name: 'Move y5 up' }).click();
    expect((await grid().getByRole('columnheader').allInnerTexts()).at(-2)).toContain('Y5');
    await panel.getByRole('button', { name: 'Remove y5' }).click();
    await panel.getByRole('button', { name: 'Add a reader' }).click();
    await panel.getByRole('button', { name: 'Add an arm' }).click();
    await grid().getByRole('columnheader', { name: 'Arm' }).waitFor();
    await panel.getByLabel('this study’s own').check();
    await panel.getByLabel('Angle (°)').fill('4,2');
    await panel.getByLabel('Title of the study').fill('Vertebrae');
    await page.locator('.toolbar').getByText('Vertebrae').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  test('nothing was logged as an error on the way', () => expect(program.faults).toEqual([]));
});

describe.skipIf(BROWSER_MISSING !== null)('Two readers', () => {
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

  test('a second reading starts without points; two that differ beyond the reading error are disputed', async () => {
    const { page } = program;
    const points = truth.pre.L1 as unknown as Points;
    await page.getByRole('button', { name: 'Try the demo study' }).click();
    await desk.ready(0);
    await desk.level('L1');
    await placeLevel(desk, 0, points);
    const wedge = await desk.result('wedgeAngle-pre');
    await page.getByLabel('Reading', { exact: true }).selectOption('new reading (2)');
    expect(await desk.result('wedgeAngle-pre')).toBe('–');
    await placeLevel(desk, 0, moved(points, 60));
    expect(await desk.result('wedgeAngle-pre')).not.toBe(wedge);
    await page.keyboard.press('Control+g');
    await page.getByRole('gridcell', { name: 'DEMO, L1, Before surgery: disputed, 2 readings' }).waitFor();
    expect(await page.locator('[data-count="disputed"]').innerText()).toContain('1');
    await page.keyboard.press('Control+g');
    await page.getByLabel('Reading', { exact: true }).selectOption('reading 1');
    expect(await desk.result('wedgeAngle-pre')).toBe(wedge);
    expect(program.faults).toEqual([]);
  });
});

describe.skipIf(BROWSER_MISSING !== null)('A large study', () => {
  let browser: Browser;
  let program: Program;
  beforeAll(async () => {
    browser = await launchBrowser();
    program = await startProgram(browser);
    const bytes = serializeStudy(cohortStudy({ subjects: 400, readers: 2 }), {
      appVersion: '0.0.0',
      savedAt: '2026-11-20T14:00:00.000Z',
    });
    await writeFile(path.join(program.folder, 'cohort.endplate'), bytes);
  });
  afterAll(async () => {
    await program?.close();
    await browser?.close();
  });

  test('only the rows in view exist, the keyboard reaches every one, and the place is kept', async () => {
    const { page } = program;
    await page.getByRole('button', { name: 'Open study' }).click();
    await page.getByRole('button', { name: /cohort/ }).click();
    await page.locator('.measure').waitFor();
    await page.keyboard.press('Control+g');
    const grid = page.getByRole('grid');
    await grid.waitFor();
    // 400 subjects, 13 levels each, and the head.
    expect(await grid.getAttribute('aria-rowcount')).toBe('5201');
    expect(await page.getByRole('row').count()).toBeLessThan(60);
    await grid.focus();
    await page.keyboard.press('Control+End');
    const last = page.getByRole('gridcell', { name: /^M00400, L4, Visit 2/ });
    await last.waitFor();
    expect(await last.getAttribute('id')).toBe(await grid.getAttribute('aria-activedescendant'));
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Enter');
    await page.locator('.measure').waitFor();
    expect(await page.getByRole('combobox', { name: 'Subject' }).locator('option').allInnerTexts()).toEqual([
      expect.stringMatching(/^M00\d{3}$/) as string,
      'Find in the grid…',
      'Details…',
      'Add subject…',
    ]);
    // Every film was read by two readers; comparing them goes on in the background until all cells are judged.
    await page.keyboard.press('Control+g');
    await page.getByText('comparing readings…').waitFor({ state: 'detached' });
    expect(await page.locator('[data-count="disputed"]').innerText()).toMatch(/disputed [1-9]/);
  });

  test('the choice of a reader counts that reader’s work alone', async () => {
    const { page } = program;
    await page.getByLabel('Count the readings of').selectOption('R2');
    expect(await page.locator('[data-count="disputed"]').innerText()).toContain('disputed 0');
    await page.getByLabel('Show this arm').selectOption('B');
    // Half of the 400 subjects.
    await page.getByText('2600 of 5200 rows shown').waitFor();
    expect(program.faults).toEqual([]);
  });
});
