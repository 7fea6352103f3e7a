import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { REPOSITORY } from '../../support/program.ts';
import { median, round } from './statistics.ts';
import { FILMS, writeFilm } from './testFilms.ts';

const PEER = path.join(REPOSITORY, 'test/bench/peer');
const MOVES = ['window', 'pan', 'zoom'] as const;
type DrawTimes = Record<(typeof MOVES)[number], number>;

/** Processor milliseconds of one drawing of a film in an element of 1280 x 900 pixels, in all processes of the browser. */
export interface PeerRow {
  readonly film: string;
  readonly ours: DrawTimes;
  /** cornerstone3D drawing with the processor, and with WebGL (here emulated by the processor where there is no GPU). */
  readonly peerCpu: DrawTimes;
  readonly peerWebgl: DrawTimes | null;
  /** How many times the peer takes of ours: as it draws by default (WebGL), and with the processor. */
  readonly timesFaster: DrawTimes | null;
  readonly timesFasterThanCpu: DrawTimes;
}

export interface PeerFigures {
  readonly rows: readonly PeerRow[] | null;
  /** Why there are none. */
  readonly reason: string | null;
}

/** Draws two films beside cornerstone3D, which is fetched for this measurement alone. */
export async function peerFigures(browser: Browser, folder: string, say: (line: string) => void): Promise<PeerFigures> {
  const missing = installPeer(say);
  if (missing !== null) return { rows: null, reason: missing };
  const pages = path.join(folder, 'peer');
  await buildPages(pages);
  const rows: PeerRow[] = [];
  for (const film of [FILMS.large, FILMS.huge]) {
    const file = writeFilm(folder, film);
    const server = await serve(pages, file);
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    try {
      const ours = await drawTimes(browser, address, 'ours');
      const peerCpu = await drawTimes(browser, address, 'cpu');
      const peerWebgl = await drawTimes(browser, address, 'webgl').catch(() => null);
      const times = (theirs: DrawTimes): DrawTimes =>
        Object.fromEntries(MOVES.map((move) => [move, round(theirs[move] / ours[move])])) as DrawTimes;
      rows.push({
        film: `${film.columns}x${film.rows}x${film.bitsStored}`,
        ours,
        peerCpu,
        peerWebgl,
        timesFaster: peerWebgl && times(peerWebgl),
        timesFasterThanCpu: times(peerCpu),
      });
    } finally {
      server.close();
    }
  }
  return { rows, reason: null };
}

function installPeer(say: (line: string) => void): string | null {
  if (existsSync(path.join(PEER, 'node_modules/@cornerstonejs/core/package.json'))) return null;
  say('Fetching cornerstone3D for the comparison...');
  const run = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: PEER, encoding: 'utf8' });
  return run.status === 0 ? null : `cornerstone3D could not be installed: ${run.stderr.trim().split('\n')[0] ?? ''}`;
}

async function buildPages(outDir: string): Promise<void> {
  const fromPeer = (name: string): string => path.join(PEER, 'node_modules', name);
  await build({
    configFile: false,
    root: PEER,
    logLevel: 'silent',
    // Node's modules that its WebGL library asks for.
    resolve: { alias: { events: fromPeer('events/events.js'), url: fromPeer('url/url.js') } },
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, minify: true, target: 'es2023' },
  });
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

async function serve(pages: string, film: string): Promise<Server> {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = name === '/film' ? film : path.join(pages, name === '/' ? 'index.html' : path.normalize(name));
    readFile(file).then(
      (bytes) => response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream').end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

interface PeerPage {
  readonly isReady?: boolean;
  load(engine: string, film: string): Promise<void>;
  move(kind: string, steps: number): Promise<void>;
  rest(frames: number): Promise<void>;
}

const STEPS = 40;
const REPEATS = 2;

async function drawTimes(browser: Browser, address: string, engine: 'ours' | 'cpu' | 'webgl'): Promise<DrawTimes> {
  const context = await browser.newContext({ viewport: { width: 1300, height: 920 } });
  const session = await browser.newBrowserCDPSession();
  const processorMs = async (): Promise<number> => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1000;
  };
  try {
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForFunction(() => (globalThis as unknown as PeerPage).isReady === true);
    await page.evaluate((name) => (globalThis as unknown as PeerPage).load(name, '/film'), engine);
    const costOf = async (act: () => Promise<void>): Promise<number> => {
      const before = await processorMs();
      await act();
      return (await processorMs()) - before;
    };
    const move = (kind: string) => (): Promise<void> =>
      page.evaluate(([name, steps]) => (globalThis as unknown as PeerPage).move(name, steps), [kind, STEPS] as const);
    const rest = (): Promise<void> =>
      page.evaluate((frames) => (globalThis as unknown as PeerPage).rest(frames), 2 * STEPS);
    const times: Partial<DrawTimes> = {};
    for (const kind of MOVES) {
      await move(kind)();
      const costs: number[] = [];
      for (let run = 0; run < REPEATS; run += 1) costs.push((await costOf(move(kind))) - (await costOf(rest)));
      times[kind] = round(median(costs) / STEPS, 2);
    }
    return times as DrawTimes;
  } finally {
    await session.detach();
    await context.close();
  }
}
