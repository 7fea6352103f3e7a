import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { createStudy } from '../../../shared/study/createStudy.ts';
import { serializeStudy } from '../../../shared/study/studyFile.ts';
import { largeRadiograph } from '../../support/largeRadiograph.ts';
import { startProgram, type Program } from '../../support/program.ts';
import { pageMemory, type PageMemory } from './memory.ts';
import { openAndWatch } from './openTimes.ts';
import { round } from './statistics.ts';

export interface MemoryFigures {
  /** The greatest of `peaks`; null where the system does not tell. */
  readonly memoryRatio: number | null;
  /**
   * Memory of the page's process after ten images, each closed before the next, to that after one such image: what was
   * there before it, the program had not been compiled for yet.
   */
  readonly memoryAfterTenRatio: number | null;
  /** The same to the window that has shown no image yet. */
  readonly memoryAfterTenColdRatio: number | null;
  /** Peak of the page's process above what it was before opening, in sizes of the decoded image. */
  readonly peaks: Readonly<Record<string, number>> | null;
}

export interface OpenedFilm {
  readonly name: string;
  readonly file: string;
  readonly decodedBytes: number;
}

/** What opening costs in memory, worst moment and afterwards. */
export async function memoryFigures(
  browser: Browser,
  films: readonly OpenedFilm[],
  ten: readonly string[],
): Promise<MemoryFigures> {
  const peaks: Record<string, number> = {};
  for (const film of films) {
    const peak = await withProgram(browser, (program, memory) => peakOf(program, memory, film));
    if (peak === null)
      return { memoryRatio: null, memoryAfterTenRatio: null, memoryAfterTenColdRatio: null, peaks: null };
    peaks[film.name] = round(peak, 2);
  }
  const afterTen = await withProgram(browser, (program, memory) => openOneAfterAnother(program, memory, ten));
  return {
    memoryRatio: Math.max(...Object.values(peaks)),
    memoryAfterTenRatio: afterTen && round(afterTen.last / afterTen.first, 2),
    memoryAfterTenColdRatio: afterTen && round(afterTen.last / afterTen.cold, 2),
    peaks,
  };
}

/** A window of its own for each measurement, so that nothing is left over from the last one. */
async function withProgram<T>(
  browser: Browser,
  measure: (program: Program, memory: PageMemory) => Promise<T>,
): Promise<T | null> {
  const program = await startProgram(browser);
  try {
    const memory = await pageMemory(browser, program.page);
    return memory && (await measure(program, memory));
  } finally {
    await program.close();
  }
}

/** Of a window that already shows a small film, so that the window itself does not count. */
async function peakOf({ page, folder }: Program, memory: PageMemory, film: OpenedFilm): Promise<number> {
  const small = path.join(folder, 'small.dcm');
  await writeFile(small, largeRadiograph({ rows: 300, columns: 250, bitsStored: 12 }));
  await openAndWatch(page, small);
  const before = await memory.now();
  const peak = await memory.peakOf(async () => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open images' }).first().click();
    await (await chooser).setFiles(film.file);
    await page.locator('[data-pane="1"] .picture[data-drawn]').waitFor();
    await page.locator('.coming').waitFor({ state: 'detached' });
    await page.waitForTimeout(500);
  });
  return (peak - before) / film.decodedBytes;
}

const EMPTY = createStudy({ id: 'empty', title: 'Empty', salt: 'empty' });

async function openOneAfterAnother(
  { page, folder }: Program,
  memory: PageMemory,
  files: readonly string[],
): Promise<{ cold: number; first: number; last: number }> {
  const saved = serializeStudy(EMPTY, { savedAt: '2026-01-01T00:00:00.000Z', appVersion: '0' });
  await writeFile(path.join(folder, 'empty.endplate'), saved);
  const openEmpty = async (): Promise<void> => {
    await page.getByRole('button', { name: /empty\.endplate/ }).click();
    await page.locator('.picture').waitFor({ state: 'detached' });
    await page.locator('.measure').waitFor();
  };
  await page.getByRole('button', { name: 'Open study' }).click();
  await openEmpty();
  const cold = await memory.now();
  let first = cold;
  for (const [index, file] of files.entries()) {
    await openAndWatch(page, file);
    await page.keyboard.press('Control+Shift+o');
    await page.getByRole('button', { name: 'Don’t save' }).click();
    await openEmpty();
    if (index === 0) first = await memory.now();
  }
  return { cold, first, last: await memory.now() };
}
