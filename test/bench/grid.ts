import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { serializeStudy } from '../../shared/study/studyFile.ts';
import { cohortStudy } from '../support/cohortStudy.ts';
import { launchBrowser, startProgram } from '../support/program.ts';

const SUBJECTS = 6000;

export interface GridFigures {
  readonly subjects: number;
  readonly rows: number;
  /** From the key to the first painted frame of the grid, the study just opened; nothing of it was computed before. */
  readonly gridOpenMs: number;
  /** The same for the second time in a session. */
  readonly gridOpenAgainMs: number;
  /** Between two frames while the wheel turns. */
  readonly gridScrollP95Ms: number;
  /** The slowest of the edits below, each the median of its repeats. */
  readonly editMs: number;
  readonly edits: Readonly<Record<string, number>>;
}

interface Bench {
  readonly say: (line: string) => void;
}

/** The study grid with 6,000 subjects of two visits and thirteen levels each: opening, scrolling, editing. */
export async function measureGrid({ say }: Bench): Promise<GridFigures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'endplate-figures-'));
  const study = serializeStudy(cohortStudy({ subjects: SUBJECTS }), {
    appVersion: '0.0.0',
    savedAt: '2026-11-20T14:00:00.000Z',
  });
  await writeFile(path.join(folder, 'cohort.endplate'), study);
  const browser = await launchBrowser();
  const program = await startProgram(browser, { folder });
  const { page } = program;
  try {
    const opened: number[] = [];
    const again: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      say(`Opening the grid of ${SUBJECTS} subjects, ${run + 1} of 3...`);
      await page.reload();
      await page.locator('html[data-ready="true"]').waitFor();
      await page.getByRole('button', { name: 'Open study' }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /cohort/ })
        .click();
      await page.locator('.measure').waitFor();
      opened.push(await timeOpening(page));
      await page.keyboard.press('Control+g');
      await page.locator('.measure').waitFor();
      again.push(await timeOpening(page));
    }
    const rows = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
    say('Scrolling...');
    const gridScrollP95Ms = await timeScrolling(page);
    say('Editing...');
    const edits = await timeEdits(page);
    return {
      subjects: SUBJECTS,
      rows,
      gridOpenMs: median(opened),
      gridOpenAgainMs: median(again),
      gridScrollP95Ms,
      editMs: Math.max(...Object.values(edits)),
      edits,
    };
  } finally {
    await program.close();
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** So that `npm run figures -- grid` prints it alone. */
export const measure = measureGrid;

/** From the key to the frame in which the grid's rows are there and painted. */
async function timeOpening(page: Page): Promise<number> {
  const time = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        window.addEventListener(
          'keydown',
          (event) => {
            const began = event.timeStamp;
            const look = (): void => {
              if (document.querySelector('[role="gridcell"]') === null) requestAnimationFrame(look);
              else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
            };
            requestAnimationFrame(look);
          },
          { once: true, capture: true },
        );
        document.documentElement.dataset.listening = 'true';
      }),
  );
  await page.locator('html[data-listening]').waitFor({ state: 'attached' });
  await page.keyboard.press('Control+g');
  const took = await time;
  await page.evaluate(() => delete document.documentElement.dataset.listening);
  return Math.round(took);
}

/** Turns the wheel for about four seconds, quick and slow, down and up. */
async function timeScrolling(page: Page): Promise<number> {
  const box = await page.getByRole('grid').boundingBox();
  if (!box) throw new Error('There is no grid');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => {
    const clock = window as unknown as { frames: number[]; isScrolling: boolean };
    clock.frames = [];
    clock.isScrolling = true;
    let last = performance.now();
    const tick = (now: number): void => {
      clock.frames.push(now - last);
      last = now;
      if (clock.isScrolling) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  for (let turn = 0; turn < 240; turn += 1) {
    const pixels = turn % 60 < 40 ? 120 : 900;
    await page.mouse.wheel(0, turn % 120 < 80 ? pixels : -pixels);
  }
  const frames = await page.evaluate(() => {
    const clock = window as unknown as { frames: number[]; isScrolling: boolean };
    clock.isScrolling = false;
    return clock.frames.slice(1);
  });
  return round(frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? 0);
}

const EDITS = 9;

/** The time that the page is busy with one change, from the event to the painted frame. */
async function timeEdits(page: Page): Promise<Record<string, number>> {
  const grid = page.getByRole('grid');
  await grid.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+i');
  const age = page.getByLabel('Age (years)');
  await age.waitFor();
  const times: Record<string, number[]> = { age: [], treatedLevel: [], undo: [], protocol: [], timepoint: [] };
  for (let run = 0; run < EDITS; run += 1) {
    times.age?.push(await timeInput(page, 'Age (years)', String(60 + run)));
    times.treatedLevel?.push(await timeClick(page, '.level-choice button'));
    times.undo?.push(await timeClick(page, '[aria-label^="Undo"]'));
  }
  await page.getByRole('button', { name: 'Protocol', exact: true }).click();
  await page.getByLabel('Title of the study').waitFor();
  for (let run = 0; run < EDITS; run += 1) {
    times.protocol?.push(await timeInput(page, 'Name v1', `Visit ${run}`));
    // Each time a protocol that was never there before: all 78,000 rows are computed anew.
    times.timepoint?.push(await timeClick(page, 'button.add'));
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, round(median(values))]));
}

const timeClick = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).first().evaluate(timeAction, null);

const timeInput = (page: Page, label: string, value: string): Promise<number> =>
  page.getByLabel(label, { exact: true }).evaluate(timeAction, value);

/** Clicks, or types a text, and waits for the frame after it. Runs in the page. */
function timeAction(element: Element, value: string | null): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const began = performance.now();
      if (value === null) (element as HTMLElement).click();
      else {
        const typed = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
        (element as HTMLElement).focus();
        typed?.set?.call(element, value);
        element.dispatchEvent(new Event('input', { bubbles: true }));
      }
      // The next frame's callback runs before it is painted; the task after it, when it is.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
    });
  });
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const round = (value: number): number => Math.round(value * 10) / 10;
