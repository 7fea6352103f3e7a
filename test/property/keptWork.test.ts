import fc from 'fast-check';
import { expect, test } from 'vitest';
import { perform } from '../../renderer/files/app.ts';
import { saveStudy } from '../../renderer/files/saveStudy.ts';
import { openStudyFile } from '../../renderer/files/showStudy.ts';
import { sameValue } from '../../shared/study/sameValue.ts';
import type { Study } from '../../shared/study/study.ts';
import { parseStudy, serializeStudy } from '../../shared/study/studyFile.ts';
import { createMemoryDisk, type MemoryDisk } from '../support/memoryDisk.ts';
import { FOLDER, startComputer, type Computer, type TestPage } from '../support/pageOnHost.ts';
import { anyEdit, randomStudy, type Edit } from '../support/randomStudy.ts';

type Act =
  | { readonly kind: 'edit'; readonly edit: Edit }
  | { readonly kind: 'undo' | 'redo' | 'save' | 'killPage' | 'killProgram' }
  | { readonly kind: 'wait'; readonly milliseconds: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: anyEdit.map((edit) => ({ kind: 'edit', edit }) as const) },
  { weight: 2, arbitrary: fc.constantFrom<Act>({ kind: 'undo' }, { kind: 'redo' }) },
  { weight: 2, arbitrary: fc.constant<Act>({ kind: 'save' }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(500, 1000, 2500, 5000).map((milliseconds): Act => ({ kind: 'wait', milliseconds })),
  },
  { weight: 1, arbitrary: fc.constantFrom<Act>({ kind: 'killPage' }, { kind: 'killProgram' }) },
);

/** Ten times as many in the nightly run. */
const RUNS = Number(process.env['ENDPLATE_RUNS'] ?? 1000);

const FILE = `${FOLDER}/s.endplate`;
const written = { appVersion: '1.0.0', savedAt: '2026-11-20T14:00:00.000Z' };

function onDisk(disk: MemoryDisk): Study {
  const opened = parseStudy(Buffer.from(disk.read(FILE) ?? '', 'latin1'));
  if (!opened.ok) throw new Error(opened.error.detail);
  return opened.value.study;
}

async function openFile(page: TestPage): Promise<void> {
  const opened = await page.app.host.call('openInFolder', { name: 's.endplate' });
  if (!opened.ok) throw new Error(opened.error.message);
  await openStudyFile(page.app, opened.value);
  await page.settle();
}

/**
 * Works on a study as the acts say and keeps book of what may be there after a crash: what was saved last, and every
 * state since then; five seconds after a change that change must be among what comes back.
 */
async function work(start: Study, acts: readonly Act[]): Promise<number> {
  let disk = createMemoryDisk();
  disk.write(FILE, Buffer.from(serializeStudy(start, written)).toString('latin1'));
  let processId = 1;
  let computer: Computer = await startComputer(disk);
  let page = await computer.open();
  await openFile(page);
  let saved = start;
  let crashes = 0;
  /** Since when the present state has been there, by the clock. */
  let since = 0;
  let states: Study[] = [start];

  const note = (): void => {
    const study = page.study();
    if (study === states.at(-1)) return;
    states.push(study);
    since = computer.clock.now();
  };
  const reopen = async (last: Study, isOld: boolean): Promise<void> => {
    crashes += 1;
    const mayCome = [saved, ...states];
    expect(sameValue(onDisk(disk), saved)).toBe(true);
    page = await computer.open();
    if (page.dialog() === null) {
      await openFile(page);
      if (isOld) expect(sameValue(last, saved)).toBe(true);
    } else {
      await page.answer('recover');
      if (isOld) expect(sameValue(page.study(), last)).toBe(true);
    }
    const present = page.study();
    expect(mayCome.some((study) => sameValue(study, present))).toBe(true);
    states = [present];
    since = computer.clock.now();
  };

  for (const next of acts) {
    if (next.kind === 'edit') page.edit(next.edit);
    else if (next.kind === 'undo' || next.kind === 'redo') perform(page.app, { type: next.kind });
    else if (next.kind === 'wait') await page.pass(next.milliseconds);
    else if (next.kind === 'save') {
      await saveStudy(page.app);
      saved = page.study();
      await page.settle();
    } else {
      const isOld = computer.clock.now() - since >= 5000;
      const last = page.study();
      page.kill();
      if (next.kind === 'killProgram') {
        // Nobody says goodbye: the disk stays as it is, and the next program has another number.
        disk = disk.restart((processId += 1));
        computer = await startComputer(disk);
      }
      await reopen(last, isOld);
    }
    note();
  }
  page.kill();
  await computer.host.close();
  return crashes;
}

test('edits, saves, waits, undo, redo and crashes in any order end in what was saved or what was kept', async () => {
  let crashes = 0;
  await fc.assert(
    fc.asyncProperty(randomStudy, fc.array(act, { minLength: 5, maxLength: 25 }), async (start, acts) => {
      crashes += await work(start, acts);
    }),
    { numRuns: RUNS },
  );
  console.log(`kept work: ${crashes} crashes`);
  expect(crashes).toBeGreaterThan(RUNS / 2);
}, 300_000);
