import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replaceLandmarks } from '../../shared/study/edits/landmarkEdits.ts';
import { parseStudy, serializeStudy } from '../../shared/study/studyFile.ts';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { AT, emptyStudy, exampleStudy, LATER, place, square, wedge } from '../support/exampleStudy.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';

describe.skipIf(BROWSER_MISSING !== null)('Two copies that were read on two machines', () => {
  let browser: Browser;
  let program: Program;
  let desk: Desk;
  let folder: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = await mkdtemp(path.join(tmpdir(), 'endplate-merge-'));
    const write = (name: string, study: Parameters<typeof serializeStudy>[0]) =>
      writeFile(path.join(folder, name), serializeStudy(study, { appVersion: '1', savedAt: AT }));
    const base = exampleStudy();
    await write('here.endplate', base);
    let there = replaceLandmarks(base, { ...place('s1', 'post', 'L2', 'R2'), landmarks: wedge(9), at: LATER });
    there = replaceLandmarks(there, { ...place('s1', 'post', 'L1'), landmarks: square(7), at: LATER });
    await write('second.endplate', there);
    await write('other.endplate', { ...emptyStudy(), id: 'another' });
    program = await startProgram(browser, { folder });
    desk = deskOf(program);
  });
  afterAll(async () => {
    await program?.close();
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const dialog = () => program.page.getByRole('dialog');
  const choose = async (name: string): Promise<void> => {
    await program.page.getByRole('button', { name: 'Readings' }).click();
    await program.page.getByRole('button', { name: 'Put copies together…' }).click();
    await dialog().getByText(name).click();
  };
  const saved = async () => {
    const parsed = parseStudy(await readFile(path.join(folder, 'here.endplate')));
    if (!parsed.ok) throw new Error(parsed.error.message);
    return parsed.value.study;
  };
  const points = async (reader: string, level: string) =>
    (await saved()).subjects[0]?.exams
      .find(({ timepoint }) => timepoint === 'post')
      ?.readings.find((reading) => reading.reader === reader && reading.number === 1)
      ?.vertebrae.find((vertebra) => vertebra.level === level)?.landmarks;

  test('are put together after their differences were shown, in one step of undo; both readings are kept', async () => {
    await program.page.getByRole('button', { name: 'Open study…' }).click();
    await dialog().getByText('here.endplate').click();
    await program.page.locator('[data-pane="0"]').waitFor();
    await desk.key('Control+g');
    await program.page.getByRole('grid').waitFor();
    await choose('second.endplate');
    await dialog().getByText('The copy adds 0 subjects, 0 visits and 2 readings. Places that differ: 1.').waitFor();
    const lines = await dialog().getByRole('listitem').allInnerTexts();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^S001 post R1\/1 L1 · level read differently: .* — both kept, the second at R1\.b\/1$/);
    await dialog().getByRole('button', { name: 'Put together' }).click();
    await expect.poll(() => desk.prompt()).toContain('places that differed: 1');
    await desk.key('Control+s');
    await expect.poll(() => desk.saveState()).toMatch(/^Saved/);
    expect(await points('R1', 'L1')).toEqual(square());
    expect(await points('R1.b', 'L1')).toEqual(square(7));
    expect(await points('R2', 'L2')).toEqual(wedge(9));
    await desk.key('Control+z');
    await desk.key('Control+s');
    await expect.poll(() => points('R1.b', 'L1')).toBeUndefined();
  });

  test('of two studies are refused, and the same copy once more has nothing to add', async () => {
    await choose('other.endplate');
    await dialog().getByText('This is another study').waitFor();
    await desk.key('Escape');
    await choose('here.endplate');
    await dialog().getByText('Both copies say the same.').waitFor();
    await desk.key('Escape');
    expect(program.faults).toEqual([]);
  });
});
