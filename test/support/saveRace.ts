import { execFile } from 'node:child_process';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { bundleDriver } from '../unit/host/bundleDriver.ts';

const run = promisify(execFile);

export interface RaceResult {
  readonly saves: number;
  readonly conflicts: number;
  /** Saves that were reported as done and are not in the file, in the order of their maker. */
  readonly lost: number;
  /** Files beside the study and its backup. */
  readonly left: readonly string[];
}

/** Two processes save one file as fast as they can, until both have saved so many times. */
export async function raceTwoSavers(folder: string, savesEach: number): Promise<RaceResult> {
  const driver = await bundleDriver(folder, 'raceDriver');
  const file = path.join(folder, 's.endplate');
  await writeFile(file, '');
  const names = ['one', 'two'];
  const done = await Promise.all(
    names.map((name) =>
      run(process.execPath, [driver, file, name, String(savesEach)], { env: { ...process.env, NODE_OPTIONS: '' } }),
    ),
  );
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  const expected = names.map((name) => Array.from({ length: savesEach }, (_, index) => `${name} ${index}`));
  const kept = names.map((name) => lines.filter((line) => line.startsWith(`${name} `)));
  const lost = expected.flatMap((wanted, index) =>
    wanted.filter((line, place) => kept[index]?.[place] !== line),
  ).length;
  const conflicts = done
    .map(({ stdout }) => JSON.parse(stdout) as { conflicts: number })
    .reduce((sum, each) => sum + each.conflicts, 0);
  const left = (await readdir(folder)).filter(
    (name) => !['s.endplate', '.s.endplate.bak', 'raceDriver.cjs'].includes(name),
  );
  return { saves: lines.length, conflicts, lost, left };
}
