import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decode } from 'fast-png';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLevels } from '../../shared/report/statistics/levelNumbers.ts';
import { readingErrorFrom } from '../../shared/report/statistics/agreementStatistics.ts';
import type { Study } from '../../shared/study/study.ts';
import { serializeStudy } from '../../shared/study/studyFile.ts';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { cohortStudy } from '../support/cohortStudy.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { AT } from '../support/exampleStudy.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';

/** Twenty-five subjects, two visits, L1, two readers, 0.15 mm at the patient. */
function readTwice(): Study {
  const study = cohortStudy({ subjects: 25, levels: ['L1'], readers: 2 });
  const ball = {
    kind: 'typed',
    spacing: { rowSpacing: 0.15, columnSpacing: 0.15 },
    plane: 'patient_user',
    at: AT,
    by: 'R1',
    reason: 'ball',
  } as const;
  return {
    ...study,
    subjects: study.subjects.map((subject) => ({
      ...subject,
      exams: subject.exams.map((exam) => ({ ...exam, calibrations: exam.image ? [ball] : [] })),
    })),
  };
}

describe.skipIf(BROWSER_MISSING !== null)('The numbers of a whole study', () => {
  let browser: Browser;
  let program: Program;
  let desk: Desk;
  let folder: string;
  const study = readTwice();
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = await mkdtemp(path.join(tmpdir(), 'endplate-numbers-'));
    await writeFile(path.join(folder, 'cohort.endplate'), serializeStudy(study, { appVersion: '1', savedAt: AT }));
    program = await startProgram(browser, { folder });
    desk = deskOf(program);
    await program.page.getByRole('button', { name: 'Open study…' }).click();
    await program.page.getByRole('dialog').getByText('cohort.endplate').click();
    await program.page.locator('[data-pane="0"]').waitFor();
    await desk.key('Control+g');
    await program.page.getByRole('grid').waitFor();
  });
  afterAll(async () => {
    await program?.close();
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('the reading error that the repeated readings give becomes that of the study, in one step of undo', async () => {
    const found = readingErrorFrom(study.protocol, [...readLevels(study)]);
    if (!found.ok) throw new Error(found.error.message);
    await program.page.getByRole('button', { name: 'Protocol' }).click();
    const own = program.page.getByLabel('this study’s own');
    expect(await own.isChecked()).toBe(false);
    await program.page.getByRole('button', { name: 'Take it from the repeated readings' }).click();
    const [angle, height] = [found.value.angleDeg.toFixed(1), found.value.heightMm.toFixed(1)];
    await expect.poll(() => desk.prompt()).toBe(`Reading error of the study: ${angle}° and ${height} mm.`);
    expect(await own.isChecked()).toBe(true);
    expect(await program.page.getByRole('textbox', { name: 'Where from' }).inputValue()).toBe(found.value.source);
    await program.page.getByRole('grid').focus();
    await desk.key('Control+z');
    await expect.poll(() => own.isChecked()).toBe(false);
  });

  test('every figure of the report is saved by itself, as SVG and as PNG of 400 dots an inch', async () => {
    await desk.key('Control+p');
    const dialog = program.page.getByRole('dialog', { name: 'Report' });
    const figures = await dialog.getByLabel('Figure').locator('option').allInnerTexts();
    const location = figures.find((title) => title.startsWith('Location')) ?? '';
    expect(figures.length).toBeGreaterThan(9);
    await dialog.getByRole('button', { name: 'SVG…' }).click();
    const files = async (ending: string) => (await readdir(folder)).filter((name) => name.endsWith(ending));
    await expect.poll(() => files('.svg'), { timeout: 20_000 }).toHaveLength(figures.length - 1);
    await desk.key('Control+p');
    await dialog.getByLabel('Figure').selectOption({ label: location });
    await dialog.getByRole('button', { name: 'PNG…' }).click();
    await expect.poll(() => files('.png'), { timeout: 20_000 }).toEqual(['location.png']);
    const drawing = await readFile(path.join(folder, 'location.svg'), 'utf8');
    expect(drawing).toContain(`<title>${location}</title>`);
    const [, width = 0] = /viewBox="0 0 ([\d.]+) /.exec(drawing)?.map(Number) ?? [];
    const png = decode(await readFile(path.join(folder, 'location.png')));
    expect(png.width).toBe(Math.round((width * 400) / 96));
    expect(new Set(png.data).size).toBeGreaterThan(4);
    expect(program.faults).toEqual([]);
  });
});
