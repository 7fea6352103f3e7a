import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseStudy } from '../../shared/study/studyFile.ts';
import { countStudy } from '../../shared/study/countStudy.ts';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, PLACEMENT_ORDER, type Desk, type Pane, type Points } from '../support/desk.ts';
import { element, writeImage } from '../support/dicomWriter.ts';
import { spinePixels } from '../support/largeRadiograph.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';
import { asRecords, parseStrictCsv } from '../support/strictCsv.ts';

const SIZE = { rows: 500, columns: 400, bitsStored: 12 };
const PIXELS = spinePixels(SIZE);
const SPACING_MM = 0.2;

/** A film of 0.2 mm pixels at the detector with distances, so that two of them may be subtracted. */
const film = (patient: string, date: string, shade: number) => ({
  name: `${patient}-${date}.dcm`,
  mimeType: 'application/dicom',
  buffer: Buffer.from(
    writeImage(
      { ...SIZE, cells: [...PIXELS].map((value) => Math.max(0, value - shade)) },
      {
        changes: [
          element(0x00080022, 'DA', date),
          element(0x00100010, 'PN', `${patient}^SECRET`),
          element(0x00100020, 'LO', patient),
          element(0x00181164, 'DS', `${SPACING_MM}\\${SPACING_MM}`),
          element(0x00181110, 'DS', '1150'),
          element(0x00181111, 'DS', '950'),
        ],
      },
    ),
  ),
});

const WIDTH = 120;
interface Body {
  readonly front: number;
  readonly back: number;
}

/** A body 120 wide with its front on the left; heights in front and behind in pixels, endplates symmetric. */
const points = ({ front, back }: Body): Points => {
  const middle = (front + back) / 2;
  return {
    SA: [140, 250 - front / 2],
    SM: [200, 250 - middle / 2],
    SP: [260, 250 - back / 2],
    IP: [260, 250 + back / 2],
    IM: [200, 250 + middle / 2],
    IA: [140, 250 + front / 2],
  };
};

/** What the ruler and the protractor say of it: both endplates fall by the same angle. */
const truthOf = ({ front, back }: Body): Readonly<Record<string, number>> => ({
  h_ant: front * SPACING_MM,
  h_mid: ((front + back) / 2) * SPACING_MM,
  h_post: back * SPACING_MM,
  wedge_angle: (2 * Math.atan((back - front) / 2 / WIDTH) * 180) / Math.PI,
});

const S001: Readonly<Record<string, Body>> = {
  pre: { front: 60, back: 100 },
  post: { front: 85, back: 100 },
  m1: { front: 80, back: 100 },
};
const S002: Readonly<Record<string, Body>> = { pre: { front: 110, back: 95 }, post: { front: 110, back: 90 } };
const SACRUM: Body = { front: 100, back: 100 };
const VISITS = ['pre', 'post', 'm1', 'm3'] as const;
const NAMES: Readonly<Record<string, string>> = {
  pre: 'Before surgery',
  post: 'After surgery',
  m1: '1 month',
  m3: '3 months',
};
const MEASURES = ['h_ant', 'h_mid', 'h_post', 'wedge_angle'] as const;
/** One screen pixel of a hand at this size is a little less than one of the film. */
const TOLERANCE: Readonly<Record<string, number>> = { h_ant: 0.25, h_mid: 0.25, h_post: 0.25, wedge_angle: 0.8 };

describe.skipIf(BROWSER_MISSING !== null)(
  'A series of three subjects and four visits, from an empty study to the tables',
  () => {
    let browser: Browser;
    let program: Program;
    let desk: Desk;
    beforeAll(async () => {
      browser = await launchBrowser();
      program = await startProgram(browser, { viewport: { width: 1440, height: 900 } });
      desk = deskOf(program);
    });
    afterAll(async () => {
      await program?.close();
      await browser?.close();
    });

    const form = (name: string | RegExp): Locator => program.page.getByRole('complementary', { name });
    const cell = (subject: string, level: string, visit: string, state = ''): Locator =>
      program.page.getByRole('gridcell', { name: `${subject}, ${level}, ${NAMES[visit] ?? ''}: ${state}` });
    const progress = (): Promise<string> => program.page.getByTestId('grid-progress').innerText();
    const details = async (subject: string): Promise<Locator> => {
      await program.page.getByRole('rowheader', { name: subject }).first().click();
      await form(`Subject ${subject}`).waitFor();
      return form(`Subject ${subject}`);
    };
    const closeForm = (): Promise<void> =>
      program.page.locator('.side-panel').getByRole('button', { name: 'Close' }).first().click();

    test('the protocol has four visits', async () => {
      const { page } = program;
      await page.getByRole('button', { name: 'Start with the list of subjects' }).click();
      await page.getByRole('button', { name: 'Protocol' }).first().click();
      for (const id of ['m6', 'm12', 'y2'])
        await form('Protocol')
          .getByRole('button', { name: `Remove ${id}` })
          .click();
      await form('Protocol').getByLabel('Title of the study').fill('Series');
      await closeForm();
    });

    test('nine films of three people are put where they belong by patient and date', async () => {
      const { page } = program;
      const chooser = page.waitForEvent('filechooser');
      await page.locator('.toolbar').getByRole('button', { name: 'Open', exact: true }).click();
      await (
        await chooser
      ).setFiles([
        film('C', '20240111', 240),
        film('A', '20240101', 0),
        film('B', '20240106', 160),
        film('A', '20240201', 80),
        film('C', '20240110', 200),
        film('B', '20240105', 120),
        film('A', '20240102', 40),
        film('C', '20240410', 320),
        film('C', '20240209', 280),
      ]);
      const dialog = page.getByRole('dialog', { name: 'Whose films, and when?' });
      await dialog.waitFor();
      const place = async (name: string): Promise<string> => {
        const subject = await dialog.getByLabel(`Subject of ${name}.dcm`, { exact: true }).inputValue();
        return `${subject} ${await dialog.getByLabel(`Timepoint of ${name}.dcm`, { exact: true }).inputValue()}`;
      };
      const people = new Map<string, string>();
      for (const [patient, dates] of [
        ['A', ['20240101', '20240102', '20240201']],
        ['B', ['20240105', '20240106']],
        ['C', ['20240110', '20240111', '20240209', '20240410']],
      ] as const) {
        const places = await Promise.all(dates.map((date) => place(`${patient}-${date}`)));
        const [code = ''] = places[0]?.split(' ') ?? [];
        people.set(patient, code);
        expect(places).toEqual(VISITS.slice(0, dates.length).map((visit) => `${code} ${visit}`));
      }
      expect(new Set(people.values()).size).toBe(3);
      // Codes are the researcher's to give.
      for (const [patient, code] of [
        ['A', 'S001'],
        ['B', 'S002'],
        ['C', 'S003'],
      ] as const) {
        const fields = await dialog.getByLabel(new RegExp(`^Subject of ${patient}-`)).all();
        for (const field of fields) await field.fill(code);
      }
      await dialog.getByRole('button', { name: 'Use these films (9)' }).click();
      await cell('S003', 'no level', 'm3', 'to do').waitFor();
    });

    test('what was treated, what is missing and why is told in the forms', async () => {
      let subject = await details('S001');
      await subject.getByRole('button', { name: 'L1', exact: true }).click();
      await subject.getByLabel('Why is there no film of 3 months?').selectOption('unavailable');
      await subject.getByLabel('VAS at Before surgery', { exact: true }).fill('8');
      await subject.getByLabel('VAS at After surgery', { exact: true }).fill('2,5');
      await cell('S001', 'L1', 'm3', 'unavailable').waitFor();
      subject = await details('S002');
      await subject.getByRole('button', { name: 'L5', exact: true }).click();
      await subject.getByLabel('Add an event').selectOption('Lost to follow-up');
      await subject
        .getByRole('group', { name: 'Lost to follow-up' })
        .getByLabel('Timepoint', { exact: true })
        .selectOption('M1');
      for (const visit of ['m1', 'm3']) await cell('S002', 'L5', visit, 'lost to follow-up').waitFor();
      subject = await details('S003');
      await subject.getByRole('button', { name: 'S1', exact: true }).click();
      await cell('S003', 'S1', 'm3', 'to do').waitFor();
      await closeForm();
      expect(await progress()).toBe('3 of 12 answered · 25 %');
    });

    /** From the cell of the grid to its film, the points placed, and back; the cell then says that it is read. */
    async function measure(subject: string, level: string, visit: string, placed: Partial<Points>): Promise<void> {
      const { page } = program;
      await cell(subject, level, visit, 'to do').click();
      const view = page.locator(`[data-pane][aria-label*="${NAMES[visit] ?? ''}"]`);
      await view.waitFor();
      const pane = Number(await view.getAttribute('data-pane')) as Pane;
      await desk.ready(pane);
      await page.locator(`[data-pane="${pane}"][data-transform]`).waitFor();
      await expect.poll(() => desk.prompt()).toContain(`of ${level} in ${visit.toUpperCase()} (1 of `);
      for (const code of PLACEMENT_ORDER) {
        const point = placed[code];
        if (point) await desk.click(pane, point);
      }
      await desk.key('Control+g');
      await cell(subject, level, visit, 'read').waitFor();
    }

    test('S001: L1 before surgery, after it and a month later', async () => {
      for (const [visit, body] of Object.entries(S001)) await measure('S001', 'L1', visit, points(body));
    });

    test('S002: a lordotic L5 before and after', async () => {
      for (const [visit, body] of Object.entries(S002)) await measure('S002', 'L5', visit, points(body));
      await cell('S002', 'L5', 'post', 'read').click();
      await desk.ready(1);
      expect(Number((await desk.result('wedgeAngle-pre')).replace('−', '-'))).toBeLessThan(-6);
      await desk.key('Control+g');
    });

    test('S003: the superior endplate of S1 on four films', async () => {
      const { SA, SM, SP } = points(SACRUM);
      for (const visit of VISITS) await measure('S003', 'S1', visit, { SA, SM, SP });
      await cell('S003', 'S1', 'post', 'read').click();
      await program.page.getByText('S1 has a superior endplate only').waitFor();
      await desk.key('Control+g');
    });

    test('every cell is answered, each with what is true of it', async () => {
      expect(await progress()).toBe('12 of 12 answered · 100 %');
      const labels = await program.page
        .getByRole('gridcell')
        .evaluateAll((cells) => cells.flatMap((each) => each.getAttribute('aria-label') ?? []));
      const states = (subject: string, level: string, ...words: string[]): string[] =>
        VISITS.map((visit, index) => `${subject}, ${level}, ${NAMES[visit] ?? ''}: ${words[index] ?? ''}`);
      expect(labels).toEqual([
        ...states('S001', 'L1', 'read', 'read', 'read', 'unavailable'),
        ...states('S002', 'L5', 'read', 'read', 'lost to follow-up', 'lost to follow-up'),
        ...states('S003', 'S1', 'read', 'read', 'read', 'read'),
      ]);
    });

    test('the file holds every point and no name', async () => {
      await desk.key('Control+s');
      await program.page.getByLabel('File name').fill('series');
      await program.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
      await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
      const bytes = await readFile(path.join(program.folder, 'series.endplate'));
      expect(bytes.includes('SECRET')).toBe(false);
      const opened = parseStudy(bytes);
      if (!opened.ok) throw new Error(opened.error.message);
      expect(countStudy(opened.value.study)).toEqual({ levels: 9, points: 5 * 6 + 4 * 3 });
    });

    test('the tables hold every number as the ruler has it, and every reason', async () => {
      await desk.key('Control+e');
      await program.page.getByRole('radio', { name: 'a folder' }).check();
      await program.page.getByRole('button', { name: 'Export', exact: true }).last().click();
      await expect.poll(() => desk.prompt()).toContain('files written');
      const names = await readdir(program.folder, { recursive: true });
      const table = async (part: string): Promise<readonly Record<string, string>[]> => {
        const bytes = await readFile(path.join(program.folder, names.find((name) => name.includes(part)) ?? ''));
        return asRecords(parseStrictCsv(bytes, ','));
      };
      const long = await table('measurements_long');
      const find = (subject: string, timepoint: string, level: string, measure: string) => {
        const found = long.filter(
          (row) =>
            row.subject_id === subject && row.timepoint === timepoint && row.level === level && row.measure === measure,
        );
        expect(found.length, `${subject} ${timepoint} ${level} ${measure}`).toBe(1);
        return found[0] ?? {};
      };
      const measured = [
        ...Object.entries(S001).map(([visit, body]) => ['S001', visit, 'L1', body] as const),
        ...Object.entries(S002).map(([visit, body]) => ['S002', visit, 'L5', body] as const),
      ];
      for (const [subject, visit, level, body] of measured) {
        for (const measure of MEASURES) {
          const { value = '', value_status } = find(subject, visit, level, measure);
          expect(value_status).toBe('measured');
          const off = Math.abs(Number(value) - (truthOf(body)[measure] ?? Number.NaN));
          expect(off, `${subject} ${visit} ${measure} ${value}`).toBeLessThanOrEqual(TOLERANCE[measure] ?? 0);
        }
      }
      for (const measure of MEASURES) {
        const statuses = [
          find('S001', 'm3', 'L1', measure),
          find('S002', 'm1', 'L5', measure),
          find('S002', 'm3', 'L5', measure),
          ...VISITS.map((visit) => find('S003', visit, 'S1', measure)),
        ].map(({ value, value_status }) => `${value ?? ''}${value_status ?? ''}`);
        const sacrum = VISITS.map(() => 'not_applicable');
        expect(statuses).toEqual(['unavailable', 'lost_to_follow_up', 'lost_to_follow_up', ...sacrum]);
      }
      expect(await table('points')).toHaveLength(5 * 6 + 4 * 3);
      expect(program.faults).toEqual([]);
    });
  },
);
