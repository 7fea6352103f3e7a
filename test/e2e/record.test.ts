import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { parseStudy } from '../../shared/study/studyFile.ts';
import type { Vertebra } from '../../shared/study/study.ts';
import { verifyStudyFile } from '../../shared/study/verifyStudy.ts';
import { exportStudy } from '../../shared/export/exportStudy.ts';
import { furtherTables } from '../../shared/report/tables/furtherTables.ts';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Desk, type Points } from '../support/desk.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';
import { asRecords, parseStrictCsv } from '../support/strictCsv.ts';

const PRE = truth.pre.L1 as unknown as Points;
const POST = truth.post.L1 as unknown as Points;

describe.skipIf(BROWSER_MISSING !== null)('The record of a finalised level, in the program', () => {
  let browser: Browser;
  let program: Program;
  let desk: Desk;
  beforeAll(async () => {
    browser = await launchBrowser();
    program = await startProgram(browser, { appVersion: '3.2.1' });
    desk = deskOf(program);
  });

  afterAll(async () => {
    await program?.close();
    await browser?.close();
  });

  test('a level is measured and saved', async () => {
    await program.page.getByRole('button', { name: 'Try the demo study' }).click();
    await desk.ready(0);
    await desk.ready(1);
    await desk.level('L1');
    await placeLevel(desk, 0, PRE);
    await placeLevel(desk, 1, POST);
    await desk.key('Control+s');
    await program.page.getByLabel('File name').fill('record');
    await program.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
  });

  const button = (name: string) => program.page.getByRole('button', { name, exact: true });
  const save = async (): Promise<void> => {
    await desk.key('Control+s');
    await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
  };
  const saved = async () => {
    const bytes = await readFile(path.join(program.folder, 'record.endplate'));
    const opened = parseStudy(bytes);
    if (!opened.ok) throw new Error(opened.error.message);
    return { bytes, study: opened.value.study };
  };
  const level = async (): Promise<Vertebra | undefined> =>
    (await saved()).study.subjects[0]?.exams[0]?.readings[0]?.vertebrae.find((each) => each.level === 'L1');

  test('reopening asks for a reason and keeps what was final, with reader, time and version', async () => {
    await button('Finalise').click();
    await save();
    expect(await level()).toMatchObject({ seal: { by: 'R1', app: '3.2.1' } });
    await button('Reopen…').click();
    await program.page.getByRole('dialog').getByRole('textbox').fill('corner was on the rib');
    await program.page.getByRole('dialog').getByRole('button', { name: 'OK' }).click();
    await save();
    const [revision] = (await level())?.revisions ?? [];
    expect(revision).toMatchObject({ reason: 'corner was on the rib', reopened: { by: 'R1', app: '3.2.1' } });
    expect(Object.keys(revision?.landmarks ?? {})).toHaveLength(6);
  });

  test('undo of what was saved is on record too; verify has no objection, and the table tells it', async () => {
    await button('Finalise').click();
    await save();
    await desk.key('Control+z');
    await button('Finalise').waitFor();
    await save();
    expect((await level())?.finalisedAt).toBeUndefined();
    expect((await level())?.revisions.map(({ reason }) => reason)).toEqual(['corner was on the rib', 'undo']);
    const { bytes, study } = await saved();
    const record = verifyStudyFile(bytes).differences.filter(({ severity }) => severity === 'error');
    expect(record).toEqual([]);
    const more = furtherTables(study, ['audit']);
    const table = exportStudy(study, { preset: 'analysis', more, appVersion: '3.2.1' }).files.find(
      ({ name }) => name === 'audit.csv',
    );
    const rows = asRecords(parseStrictCsv(table?.bytes ?? new Uint8Array(), ','));
    const before = rows.filter(({ timepoint }) => timepoint === 'pre');
    expect(rows).toHaveLength(2 * before.length);
    expect(before.map(({ action, reason }) => `${action} ${reason}`)).toEqual([
      'finalise ',
      'reopen corner was on the rib',
      'finalise ',
      'reopen undo',
    ]);
    expect(program.faults).toEqual([]);
  });
});
