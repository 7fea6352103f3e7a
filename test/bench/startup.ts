import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { deskOf, placeLevel, type Desk, type Points } from '../support/desk.ts';
import { launchBrowser, REPOSITORY, startProgram } from '../support/program.ts';
import { largeRadiograph } from '../support/largeRadiograph.ts';

const ROWS = 3000;
const COLUMNS = 2500;

export interface StartupFigures {
  /** `npm start` on installed packages and a finished build, until the first screen can be used. */
  readonly usableMs: number;
  readonly bundleKB: number;
  /** The demo's two images are part of the bundle but not of the program. */
  readonly programKB: number;
  /** From the choice of a 3000 x 2500 x 12-bit DICOM file to its first picture; median of the repeats. */
  readonly firstPictureMs: number;
  readonly frameMs: Readonly<Record<'window' | 'pan' | 'zoom' | 'drag', { median: number; p95: number }>>;
  readonly drawMs: Readonly<Record<'window' | 'pan' | 'zoom', number>>;
  readonly testSeconds: number | null;
}

interface Bench {
  readonly say: (line: string) => void;
  /** Leaves out the whole test run, which takes minutes. */
  readonly quick: boolean;
}

/** Everything that the first issue of a new user is about: how soon, how large, how smooth. */
export async function measure({ say, quick }: Bench): Promise<StartupFigures> {
  const browser = await launchBrowser();
  try {
    say('Starting the built program three times...');
    const usable = [];
    for (let run = 0; run < 3; run += 1) usable.push(await startToUsable(browser));
    say('Opening a 3000 x 2500 x 12-bit radiograph and moving it...');
    const open = await openAndMove(browser);
    return {
      usableMs: median(usable),
      bundleKB: await folderKB(path.join(REPOSITORY, 'dist'), () => true),
      programKB: await folderKB(
        path.join(REPOSITORY, 'dist'),
        (file) => !file.includes('/demo/') && !file.includes('/types/'),
      ),
      ...open,
      testSeconds: quick ? null : await testRunSeconds(say),
    };
  } finally {
    await browser.close();
  }
}

/** Starts the program as a user does, in browser mode, and waits until its first screen reacts. */
async function startToUsable(browser: Browser): Promise<number> {
  const began = performance.now();
  const child = spawn('npm', ['start', '--silent', '--', '--browser', '--no-open', '--port', '0'], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const context = await browser.newContext();
  try {
    const address = await addressIn(createInterface({ input: child.stdout }));
    const page = await context.newPage();
    await page.goto(address);
    await page.getByRole('button', { name: 'Open images' }).waitFor();
    return Math.round(performance.now() - began);
  } finally {
    await context.close();
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  }
}

async function addressIn(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const [address] = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error('The program ended without an address');
}

async function openAndMove(browser: Browser): Promise<Pick<StartupFigures, 'firstPictureMs' | 'frameMs' | 'drawMs'>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'endplate-figures-'));
  const file = path.join(folder, 'large.dcm');
  await writeFile(file, largeRadiograph({ rows: ROWS, columns: COLUMNS, bitsStored: 12 }));
  const first: number[] = [];
  let program = await startProgram(browser);
  try {
    // A window and a user folder of its own each time: what an earlier one left unsaved would be offered first.
    for (let run = 0; run < 5; run += 1) {
      await program.close();
      program = await startProgram(browser);
      first.push(await timeToPicture(program.page, file));
    }
    const moves = await measureMoves(deskOf(program));
    return { firstPictureMs: median(first), ...moves };
  } finally {
    await program.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function timeToPicture(page: Page, file: string): Promise<number> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open images' }).click();
  const chosen = await chooser;
  await page.evaluate(() => {
    const seen = (): boolean => document.querySelector('[data-pane="0"] .picture[data-drawn]') !== null;
    (window as unknown as { pictured: Promise<number> }).pictured = new Promise((resolve) => {
      const look = (): void => {
        if (seen()) resolve(performance.now());
        else requestAnimationFrame(look);
      };
      look();
    });
  });
  const began = await page.evaluate(() => performance.now());
  await chosen.setFiles(file);
  const pictured = await page.evaluate(() => (window as unknown as { pictured: Promise<number> }).pictured);
  return Math.round(pictured - began);
}

type Moves = Pick<StartupFigures, 'frameMs' | 'drawMs'>;

/** Moves the picture as a hand does and takes the time between the frames that the browser really shows. */
async function measureMoves(desk: Desk): Promise<Moves> {
  await desk.level('L1');
  await placeLevel(desk, 0, SQUARE);
  await desk.key('Escape');
  await desk.key('Escape');
  const box = await desk.page.locator('[data-pane="0"] .surface').boundingBox();
  if (!box) throw new Error('No view');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height * 0.8 };
  const wiggle = async (button: 'left' | 'middle' | 'right', from: { x: number; y: number }): Promise<Timing> => {
    await desk.page.mouse.move(from.x, from.y);
    await desk.page.mouse.down({ button });
    const timing = await record(desk.page, async () => {
      for (let step = 0; step < 90; step += 1) {
        await desk.page.mouse.move(from.x + 60 * Math.sin(step / 6), from.y - 60 * Math.sin(step / 9));
      }
    });
    await desk.page.mouse.up({ button });
    return timing;
  };
  const window = await wiggle('right', middle);
  const pan = await wiggle('middle', middle);
  await desk.page.mouse.move(middle.x, middle.y);
  const zoom = await record(desk.page, async () => {
    for (let step = 0; step < 60; step += 1) await desk.page.mouse.wheel(0, step % 20 < 10 ? -60 : 60);
  });
  await desk.key('f');
  const drag = await wiggle('left', await desk.screenPoint(0, SQUARE.SA));
  return {
    frameMs: { window: window.frame, pan: pan.frame, zoom: zoom.frame, drag: drag.frame },
    drawMs: { window: window.draw, pan: pan.draw, zoom: zoom.draw },
  };
}

const SQUARE: Points = {
  SA: [900, 1300],
  SM: [1250, 1320],
  SP: [1600, 1300],
  IP: [1600, 1700],
  IM: [1250, 1680],
  IA: [900, 1700],
};

interface Timing {
  readonly frame: { readonly median: number; readonly p95: number };
  readonly draw: number;
}

async function record(page: Page, act: () => Promise<void>): Promise<Timing> {
  await page.evaluate(() => {
    const log = { frames: [] as number[], draws: [] as number[], running: true };
    (window as unknown as { log: typeof log }).log = log;
    let last = performance.now();
    const picture = document.querySelector<HTMLElement>('[data-pane="0"] .picture');
    let drawn = picture?.dataset.drawn;
    const tick = (now: number): void => {
      log.frames.push(now - last);
      last = now;
      if (picture && picture.dataset.drawn !== drawn) {
        drawn = picture.dataset.drawn;
        log.draws.push(Number(picture.dataset.drawMs));
      }
      if (log.running) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await act();
  const { frames, draws } = await page.evaluate(() => {
    const { log } = window as unknown as { log: { frames: number[]; draws: number[]; running: boolean } };
    log.running = false;
    return log;
  });
  const times = frames.slice(1);
  return { frame: { median: round(median(times)), p95: round(quantile(times, 0.95)) }, draw: round(median(draws)) };
}

const round = (value: number): number => Math.round(value * 10) / 10;
const median = (values: readonly number[]): number => quantile(values, 0.5);

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

async function folderKB(folder: string, counts: (file: string) => boolean): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && counts(file)) bytes += (await stat(file)).size;
  }
  return Math.round(bytes / 1024);
}

async function testRunSeconds(say: (line: string) => void): Promise<number> {
  say('Running every test once...');
  const began = performance.now();
  await promisify(execFile)('npm', ['test'], { cwd: REPOSITORY, maxBuffer: 256 * 1024 * 1024 });
  return Math.round((performance.now() - began) / 1000);
}
