import { spawn } from 'node:child_process';
import path from 'node:path';
import { badRow, conformanceTable, type BadRow, type ConformanceRow } from '../../conformance/dicomTable.ts';
import { dataFolder, readManifest } from '../../conformance/manifest.ts';
import { rasterTable } from '../../conformance/rasterTable.ts';
import { REPOSITORY } from '../../support/program.ts';

export interface FileFigures {
  /** Good files against the decodes of other programs; null with the reason where the shared images are missing. */
  readonly conformance: {
    readonly files: number;
    readonly exact: number;
    readonly tolerated: number;
    /** Refused though another program decodes them. */
    readonly refused: number;
    readonly wrong: number;
    /** Broken or unsupported on purpose, and answered as they have to be. */
    readonly asExpected: number;
  } | null;
  /** Broken and hostile files, each opened by the built command line in a process of its own. */
  readonly bad: {
    readonly files: number;
    readonly asExpected: number;
    readonly crashed: number;
    readonly hung: number;
  } | null;
  readonly filesReason: string | null;
}

export async function judgeFiles(): Promise<FileFigures> {
  const rows = await allRows();
  const bad = await badOutcomes();
  if (!rows || !bad) {
    return { conformance: null, bad: null, filesReason: `No shared images at ${dataFolder}; set ENDPLATE_SHARED_DATA` };
  }
  const count = (verdict: ConformanceRow['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  const conformance = {
    files: rows.length,
    exact: count('exact'),
    tolerated: count('tolerated'),
    refused: count('refused'),
    wrong: count('wrong'),
    asExpected: count('as expected'),
  };
  return {
    conformance,
    bad: {
      files: bad.length,
      asExpected: bad.filter(({ ending, row }) => ending === 'answered' && row?.asExpected === true).length,
      crashed: bad.filter(({ ending }) => ending === 'crashed').length,
      hung: bad.filter(({ ending }) => ending === 'hung').length,
    },
    filesReason: null,
  };
}

/** Every good file, DICOM and raster. */
export async function allRows(): Promise<readonly ConformanceRow[] | null> {
  const dicom = await conformanceTable();
  const raster = await rasterTable();
  return dicom && raster && [...dicom, ...raster];
}

export interface BadOutcome {
  readonly file: string;
  readonly ending: 'answered' | 'crashed' | 'hung';
  /** How the reader judged it; null where the process did not answer. */
  readonly row: BadRow | null;
}

/** Every broken file: first in a process of its own, where it can do no harm, then judged by its class. */
export async function badOutcomes(): Promise<readonly BadOutcome[] | null> {
  const manifest = readManifest();
  if (!manifest) return null;
  const outcomes: BadOutcome[] = [];
  for (const entry of manifest.bad) {
    const ending = await inspect(path.join(dataFolder, entry.path));
    outcomes.push({ file: entry.path, ending, row: ending === 'answered' ? await badRow(entry) : null });
  }
  return outcomes;
}

/** What an honest answer may take (the limits): ten seconds and one gibibyte. */
const LIMITS = { milliseconds: 10_000, megabytes: 1024 } as const;

function inspect(file: string): Promise<BadOutcome['ending']> {
  const program = path.join(REPOSITORY, 'dist/cli/endplate.js');
  const heap = `--max-old-space-size=${LIMITS.megabytes}`;
  const child = spawn(process.execPath, [heap, program, 'inspect', file, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => said.push(part));
  child.stderr.resume();
  return new Promise((resolve) => {
    let isLate = false;
    const watchdog = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, LIMITS.milliseconds);
    child.on('close', (code) => {
      clearTimeout(watchdog);
      if (isLate) resolve('hung');
      else resolve((code === 0 || code === 2) && isAnswer(Buffer.concat(said)) ? 'answered' : 'crashed');
    });
  });
}

/** A document, or an error with words; a crash leaves neither. */
function isAnswer(bytes: Buffer): boolean {
  try {
    const answer: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof answer === 'object' && answer !== null;
  } catch {
    return false;
  }
}
