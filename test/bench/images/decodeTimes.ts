import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { nodeCodecs } from '../../../electron/cli/codecLoader.ts';
import { readRadiograph } from '../../../shared/image/readRadiograph.ts';
import { least, round } from './statistics.ts';
import { FILMS, isInstalled, writeCompressedFilm, writeFilm, type Compression } from './testFilms.ts';

/** Our decoding of a file beside that of a native program. */
export interface DecodeRow {
  readonly syntax: string;
  /** Processor milliseconds from the file's bytes to stored values; the best of the repeats. */
  readonly oursMs: number;
  /** Processor milliseconds of the native program, less those of its work on the uncompressed file (start, read, write). */
  readonly nativeMs: number | null;
  readonly ratio: number | null;
  /** The same on the clock: what the load of the machine adds is in both. */
  readonly oursClockMs: number;
  readonly nativeClockMs: number | null;
  /** By the clock GDCM's JPEG 2000 is ahead of its work: it decodes with all processors, WebAssembly with one. */
  readonly clockRatio: number | null;
  readonly judge: string;
}

const REPEATS = 6;

const SYNTAXES: readonly (readonly [Compression, string])[] = [
  ['jpeg2000', 'JPEG 2000 lossless'],
  ['htj2k', 'HTJ2K lossless'],
  ['jpegLs', 'JPEG-LS lossless'],
  ['jpegLossless', 'JPEG lossless (SV1)'],
  ['rle', 'RLE'],
];

/** Decodes 3000 x 2500 pixels of 12 and of 16 bits in every compression, ours and GDCM's in turn. */
export async function decodeTimes(folder: string): Promise<readonly DecodeRow[]> {
  const rows: DecodeRow[] = [];
  for (const film of [FILMS.largeTwelve, FILMS.large]) {
    const uncompressed = writeFilm(folder, film);
    for (const [compression, name] of SYNTAXES) {
      const file = await writeCompressedFilm(uncompressed, film, compression);
      rows.push(await compare(`${name}, ${film.bitsStored} bit`, { file, uncompressed, compression }));
    }
  }
  return rows;
}

interface Cost {
  readonly processor: number;
  readonly clock: number;
}

interface Compared {
  readonly file: string;
  readonly uncompressed: string;
  readonly compression: Compression;
}

async function compare(syntax: string, { file, uncompressed, compression }: Compared): Promise<DecodeRow> {
  const bytes = new Uint8Array(readFileSync(file));
  const hasJudge = compression !== 'htj2k' && isInstalled('gdcmconv');
  const ours: Cost[] = [];
  const native: Cost[] = [];
  const copying: Cost[] = [];
  for (let run = 0; run < REPEATS; run += 1) {
    ours.push(await ourCost(bytes));
    if (!hasJudge) continue;
    native.push(nativeCost(file));
    copying.push(nativeCost(uncompressed));
  }
  const best = (costs: readonly Cost[], kind: keyof Cost): number => least(costs.map((cost) => cost[kind]));
  const nativeMs = hasJudge ? best(native, 'processor') - best(copying, 'processor') : null;
  const nativeClockMs = hasJudge ? best(native, 'clock') - best(copying, 'clock') : null;
  const oursMs = best(ours, 'processor');
  return {
    syntax,
    oursMs: round(oursMs, 0),
    nativeMs: nativeMs === null ? null : round(nativeMs, 0),
    ratio: nativeMs === null ? null : round(oursMs / nativeMs, 2),
    oursClockMs: round(best(ours, 'clock'), 0),
    nativeClockMs: nativeClockMs === null ? null : round(nativeClockMs, 0),
    clockRatio: nativeClockMs === null ? null : round(best(ours, 'clock') / nativeClockMs, 2),
    judge: hasJudge ? 'gdcmconv' : compression === 'htj2k' ? 'none: GDCM has no HTJ2K' : 'none: gdcmconv is missing',
  };
}

async function ourCost(bytes: Uint8Array): Promise<Cost> {
  const began = performance.now();
  const processor = process.cpuUsage();
  const image = await readRadiograph(bytes, { codecs: nodeCodecs });
  const { user, system } = process.cpuUsage(processor);
  if (!image.ok) throw new Error(image.error.message);
  return { processor: (user + system) / 1000, clock: performance.now() - began };
}

/** A whole process; the shell tells the processor time of what it ran. */
function nativeCost(file: string): Cost {
  const out = path.join(path.dirname(file), 'native.dcm');
  const began = performance.now();
  const run = spawnSync('sh', ['-c', 'gdcmconv -w -i "$1" -o "$2"; times', 'sh', file, out], { encoding: 'utf8' });
  const clock = performance.now() - began;
  const [, ofChildren = ''] = run.stdout.trim().split('\n');
  const parts = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)];
  return { processor: parts.reduce((sum, [, m, s]) => sum + Number(m) * 60_000 + Number(s) * 1000, 0), clock };
}
