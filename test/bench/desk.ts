import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { seriousFindings } from '../support/axe.ts';
import {
  clickClumsily,
  countPointerActions,
  pointerActions,
  randomNumbers,
  type ClumsyCount,
} from '../support/clumsyHand.ts';
import { deskOf, placeLevel, PLACEMENT_ORDER, type Desk, type Points } from '../support/desk.ts';
import { placedPoints, viewMap } from '../support/deskLooks.ts';
import { dropFiles } from '../support/dropFiles.ts';
import { largeRadiograph } from '../support/largeRadiograph.ts';
import { launchBrowser, REPOSITORY, startProgram, type Program } from '../support/program.ts';
import { visitScreens } from '../support/screens.ts';
import { measureGrid } from './grid.ts';

export interface DeskFigures {
  /** From two files in a folder to a level measured in both: drops and presses, counted in the page itself. */
  readonly pointerActions: number;
  readonly precisePlacements: number;
  /** Tremor of 2 px, slips of 1 to 8 px, double clicks: of the points meant, how many were placed once and where meant. */
  readonly clumsy: ClumsyCount;
  /** From a movement of the pointer to its frame, dragging a point with the loupe over two films of 9 megapixels. */
  readonly dragP95Ms: number;
  readonly dragMedianMs: number;
  /** The same on a screen of 3840 by 2160 pixels. */
  readonly dragP95Ms4K: number;
  readonly gridOpenMs: number;
  readonly gridScrollP95Ms: number;
  readonly editMs: number;
  /** From the start screen of the demo to the saved first level, without the time that a hand needs. */
  readonly firstLevelMs: number;
  /** Serious findings of the accessibility scan, over every screen and dialog. */
  readonly axeSerious: number;
}

interface Bench {
  readonly say: (line: string) => void;
}

/** The measuring desk: how many actions a level takes, how steady it is under an unsteady hand, how soon it answers. */
export async function measure({ say }: Bench): Promise<DeskFigures> {
  const browser = await launchBrowser();
  try {
    say('Counting what a level takes...');
    const path12 = await inProgram(browser, {}, countedPath);
    say('Clicking with an unsteady hand...');
    const clumsy = await inProgram(browser, {}, clumsyRun);
    say('Dragging over two films of 9 megapixels...');
    const drag = await inProgram(browser, {}, dragTimes);
    say('The same on a screen of 3840 by 2160...');
    const drag4K = await inProgram(browser, { viewport: { width: 3840, height: 2160 } }, dragTimes);
    say('From the start screen to the first saved level...');
    const firstLevelMs = await inProgram(browser, {}, firstLevel);
    say('Scanning for accessibility...');
    const axeSerious = await inProgram(browser, {}, scanned);
    const { gridOpenMs, gridScrollP95Ms, editMs } = await measureGrid({ say });
    return {
      ...path12,
      clumsy,
      dragP95Ms: quantile(drag, 0.95),
      dragMedianMs: quantile(drag, 0.5),
      dragP95Ms4K: quantile(drag4K, 0.95),
      gridOpenMs,
      gridScrollP95Ms,
      editMs,
      firstLevelMs,
      axeSerious,
    };
  } finally {
    await browser.close();
  }
}

async function inProgram<T>(
  browser: Browser,
  options: Parameters<typeof startProgram>[1],
  act: (program: Program, desk: Desk) => Promise<T>,
): Promise<T> {
  const program = await startProgram(browser, options);
  try {
    return await act(program, deskOf(program));
  } finally {
    await program.close();
  }
}

const pointsOf = (film: 'pre' | 'post', level: 'T12' | 'L1' | 'L2'): Points => truth[film][level] as unknown as Points;

async function openDemo({ page }: Program, desk: Desk): Promise<void> {
  await page.getByRole('button', { name: 'Try the demo study' }).click();
  await desk.ready(0);
  await desk.ready(1);
}

async function countedPath(
  program: Program,
  desk: Desk,
): Promise<Pick<DeskFigures, 'pointerActions' | 'precisePlacements'>> {
  await countPointerActions(program.page);
  const files = await Promise.all(
    ['pre.dcm', 'post.dcm'].map(async (name) => ({
      name,
      bytes: await readFile(path.join(REPOSITORY, 'renderer/public/demo', name)),
    })),
  );
  await dropFiles(program.page, 'main', files);
  await desk.ready(0);
  await desk.ready(1);
  await desk.level('L1');
  const before = await pointerActions(program.page);
  await placeLevel(desk, 0, pointsOf('pre', 'L1'));
  await placeLevel(desk, 1, pointsOf('post', 'L1'));
  if (Number.isNaN(Number((await desk.result('wedgeAngle-change')).replace('−', '-')))) throw new Error('No change');
  const after = await pointerActions(program.page);
  return {
    pointerActions: after.presses + after.drops,
    precisePlacements: after.presses - before.presses,
  };
}

async function clumsyRun(program: Program, desk: Desk): Promise<ClumsyCount> {
  const random = randomNumbers(20261121);
  await openDemo(program, desk);
  let [intended, placedOnce, wrong] = [0, 0, 0];
  for (const level of ['T12', 'L1', 'L2'] as const) {
    await desk.level(level);
    const films = [pointsOf('pre', level), pointsOf('post', level)] as const;
    const views = [await viewMap(program.page, 0), await viewMap(program.page, 1)];
    for (const pane of [0, 1] as const) {
      for (const code of PLACEMENT_ORDER) await clickClumsily(desk, { pane, at: films[pane][code] }, random);
    }
    if (JSON.stringify(views) !== JSON.stringify([await viewMap(program.page, 0), await viewMap(program.page, 1)])) {
      wrong += 1;
    }
    for (const pane of [0, 1] as const) {
      const labels = await placedPoints(program.page, pane, level);
      const scale = views[pane]?.[0] ?? 1;
      intended += PLACEMENT_ORDER.length;
      wrong += Math.max(0, labels.length - PLACEMENT_ORDER.length);
      for (const [index, code] of PLACEMENT_ORDER.entries()) {
        const [, x, y] = /x ([\d.]+), y ([\d.]+)/.exec(labels[index] ?? '') ?? [];
        const off = Math.hypot(Number(x) - films[pane][code][0], Number(y) - films[pane][code][1]) * Math.abs(scale);
        if (off < REACH_PX) placedOnce += 1;
        else wrong += 1;
      }
    }
  }
  return { intended, placedOnce, wrong };
}

/** 8 px of slip and tremor of 2 px at the press and at the release, in CSS px. */
const REACH_PX = 11.5;

const SQUARE: Points = {
  SA: [1700, 1300],
  SM: [1500, 1320],
  SP: [1300, 1300],
  IP: [1300, 1600],
  IM: [1500, 1580],
  IA: [1700, 1600],
};

/** Times from a movement of the pointer to the frame that shows it, as the page measures them. */
async function dragTimes(program: Program, desk: Desk): Promise<readonly number[]> {
  const { page } = program;
  const film = (bitsStored: number) => largeRadiograph({ rows: 3000, columns: 3000, bitsStored });
  await dropFiles(page, 'main', [{ name: 'first.dcm', bytes: film(12) }]);
  await desk.ready(0);
  await dropFiles(page, '[data-pane="1"] .surface', [{ name: 'second.dcm', bytes: film(14) }]);
  await desk.ready(1);
  await desk.level('L1');
  await placeLevel(desk, 0, SQUARE);
  await desk.key('Escape');
  await desk.key('Escape');
  await desk.key('z');
  await clockPointer(page);
  const from = await desk.screenPoint(0, SQUARE.SA);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.locator('.loupe').waitFor();
  await page.evaluate(() => ((window as unknown as { waits: number[] }).waits.length = 0));
  for (let step = 0; step < 120; step += 1) {
    await page.mouse.move(from.x + 80 * Math.sin(step / 6), from.y + 60 * Math.sin(step / 9));
  }
  const waits = await page.evaluate(() => (window as unknown as { waits: number[] }).waits.slice());
  await page.mouse.up();
  if (waits.length < 30) throw new Error(`Only ${waits.length} movements were painted`);
  return waits;
}

/** From the browser's time stamp of a movement to the task after the frame in which it was drawn. */
const clockPointer = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const waits: number[] = [];
    (window as unknown as { waits: number[] }).waits = waits;
    const channel = new MessageChannel();
    const began: number[] = [];
    channel.port1.addEventListener('message', () => {
      const now = performance.now();
      for (const time of began.splice(0)) waits.push(now - time);
    });
    channel.port1.start();
    window.addEventListener(
      'pointermove',
      (event) => {
        began.push(event.timeStamp);
        if (began.length === 1) requestAnimationFrame(() => channel.port2.postMessage(null));
      },
      { capture: true },
    );
  });

async function firstLevel(program: Program, desk: Desk): Promise<number> {
  const { page } = program;
  const began = performance.now();
  await openDemo(program, desk);
  await desk.level('L1');
  await placeLevel(desk, 0, pointsOf('pre', 'L1'));
  await placeLevel(desk, 1, pointsOf('post', 'L1'));
  await desk.key('Control+s');
  await page.getByLabel('File name').fill('first');
  await desk.key('Enter');
  await page
    .getByTestId('save-state')
    .filter({ hasText: /^Saved / })
    .waitFor();
  return Math.round(performance.now() - began);
}

async function scanned(program: Program): Promise<number> {
  let findings = 0;
  await visitScreens(program, async () => {
    findings += (await seriousFindings(program.page)).length;
  });
  return findings;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return Math.round(value * 10) / 10;
}
