import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { parseStudy } from '../../shared/study/studyFile.ts';
import { measureVertebra } from '../../shared/spine/measureVertebra.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import { placedLandmarks } from '../../shared/study/find.ts';
import { valueOf } from '../../shared/spine/measure.ts';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Desk, type Points } from '../support/desk.ts';
import { launchBrowser, startProgram } from '../support/program.ts';

const SPACING = 0.16;
const MEASURES = ['anteriorHeight', 'middleHeight', 'posteriorHeight', 'wedgeAngle'] as const;

/** What the true points give by arithmetic alone. */
function trueMeasures(points: Points): Record<(typeof MEASURES)[number], number | null> {
  const landmarks = Object.fromEntries(Object.entries(points).map(([code, [x, y]]) => [code, { x, y }]));
  const spacing = { rowSpacing: SPACING, columnSpacing: SPACING };
  const { measures } = measureVertebra(landmarks, {
    spacing,
    relativeSpacing: spacing,
    plane: 'detector',
    label: 'mm',
  });
  return {
    anteriorHeight: valueOf(measures.anteriorHeight),
    middleHeight: valueOf(measures.middleHeight),
    posteriorHeight: valueOf(measures.posteriorHeight),
    wedgeAngle: valueOf(measures.wedgeAngle),
  };
}

/** Zooms and pans both views away from the round numbers of the whole picture. */
async function disturb(desk: Desk): Promise<void> {
  for (const pane of [0, 1] as const) {
    const at = await desk.screenPoint(pane, [833.3, 811.7]);
    await desk.page.mouse.move(at.x, at.y);
    for (let notch = 0; notch < 9; notch += 1) await desk.page.mouse.wheel(0, -100);
    const now = await desk.screenPoint(pane, [833.3, 811.7]);
    await desk.page.mouse.move(now.x, now.y);
    await desk.page.mouse.down({ button: 'middle' });
    await desk.page.mouse.move(now.x + 13.4, now.y + 21.7);
    await desk.page.mouse.up({ button: 'middle' });
  }
}

describe.skipIf(BROWSER_MISSING !== null)('True points clicked exactly give the true numbers', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  test.each([
    { deviceScaleFactor: 1, moved: false },
    { deviceScaleFactor: 1, moved: true },
    { deviceScaleFactor: 1.5, moved: true },
    { deviceScaleFactor: 2, moved: true },
  ])('at pixel ratio $deviceScaleFactor, zoomed and panned: $moved', async ({ deviceScaleFactor, moved }) => {
    const program = await startProgram(browser, { deviceScaleFactor, viewport: { width: 1600, height: 1000 } });
    try {
      const desk = deskOf(program);
      await program.page.getByRole('button', { name: 'Try the demo study' }).click();
      await desk.ready(0);
      await desk.ready(1);
      await desk.level('L1');
      if (moved) await disturb(desk);
      await placeLevel(desk, 0, truth.pre.L1 as unknown as Points);
      await placeLevel(desk, 1, truth.post.L1 as unknown as Points);
      await desk.key('Control+s');
      await program.page.getByLabel('File name').fill('exact');
      await program.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
      await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
      const opened = parseStudy(await readFile(path.join(program.folder, 'exact.endplate')));
      if (!opened.ok) throw new Error(opened.error.message);
      const { exams } = opened.value.study.subjects[0]!;
      expect(exams.map(({ timepoint }) => timepoint)).toEqual(['pre', 'post']);
      for (const exam of exams) {
        const vertebra = exam.readings[0]!.vertebrae[0]!;
        const { measures } = measureVertebra(placedLandmarks(vertebra), examCalibration(exam), { level: 'L1' });
        const expected = trueMeasures(truth[exam.timepoint as 'pre' | 'post'].L1 as unknown as Points);
        for (const id of MEASURES) {
          const error = Math.abs((valueOf(measures[id]) ?? Number.NaN) - (expected[id] ?? Number.NaN));
          expect(error, `${id} ${exam.timepoint}`).toBeLessThanOrEqual(0.05);
        }
      }
      expect(program.faults).toEqual([]);
    } finally {
      await program.close();
    }
  });

  test('a window that moves to a denser monitor while it is open draws everything at its pixels, in the same place', async () => {
    const program = await startProgram(browser, { viewport: { width: 1600, height: 1000 } });
    try {
      const desk = deskOf(program);
      await program.page.getByRole('button', { name: 'Try the demo study' }).click();
      await desk.ready(0);
      await desk.level('L1');
      await placeLevel(desk, 0, truth.pre.L1 as unknown as Points);
      const before = { greys: await greysAt(desk), height: await desk.result('anteriorHeight-pre') };
      expect(await canvasRatios(desk)).toEqual([1]);
      const session = await program.context.newCDPSession(program.page);
      // One pixel wider: the browser tells the page of a simulated density only when it lays the page out again.
      const monitor = { width: 1601, height: 1000, deviceScaleFactor: 2, mobile: false };
      await session.send('Emulation.setDeviceMetricsOverride', monitor);
      await expect.poll(() => canvasRatios(desk)).toEqual([2]);
      expect(await desk.result('anteriorHeight-pre')).toBe(before.height);
      await expect
        .poll(async () => (await greysAt(desk)).every((grey, i) => Math.abs(grey - (before.greys[i] ?? -99)) <= 8))
        .toBe(true);
      await placeLevel(desk, 1, truth.post.L1 as unknown as Points);
      const expected = trueMeasures(truth.post.L1 as unknown as Points).anteriorHeight ?? Number.NaN;
      expect(Math.abs(Number(await desk.result('anteriorHeight-post')) - expected)).toBeLessThanOrEqual(0.1);
      expect(program.faults).toEqual([]);
    } finally {
      await program.close();
    }
  });
});

/** Device pixels to a CSS pixel of every canvas of the first view, picture and drawing, each once. */
const canvasRatios = (desk: Desk): Promise<readonly number[]> =>
  desk.page.locator('[data-pane="0"] canvas').evaluateAll((all) => {
    const shown = (all as HTMLCanvasElement[]).filter((canvas) => canvas.getBoundingClientRect().width > 200);
    return [
      ...new Set(shown.map((canvas) => Math.round((100 * canvas.width) / canvas.getBoundingClientRect().width) / 100)),
    ];
  });

/** Greys of the picture on the screen at places of the film that are dark, middle and bright. */
async function greysAt(desk: Desk): Promise<readonly number[]> {
  const greys: number[] = [];
  for (const point of [
    [300, 300],
    [833, 811],
    [600, 1100],
    [900, 500],
  ] as const) {
    const at = await desk.screenPoint(0, point);
    const grey = await desk.page.locator('[data-pane="0"] .picture canvas').evaluate((canvas, { x, y }) => {
      const { width, height, left, top } = canvas.getBoundingClientRect();
      const { width: wide, height: high } = canvas as HTMLCanvasElement;
      const context = (canvas as HTMLCanvasElement).getContext('2d');
      const [u, v] = [Math.floor(((x - left) * wide) / width), Math.floor(((y - top) * high) / height)];
      return context?.getImageData(u, v, 1, 1).data[0] ?? -1;
    }, at);
    greys.push(grey);
  }
  return greys;
}
