import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { parseStudy } from '../../shared/study/studyFile.ts';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, PLACEMENT_ORDER, type Desk, type Pane, type Points } from '../support/desk.ts';
import { placedPoints, viewMap } from '../support/deskLooks.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';

const PRE = truth.pre as unknown as Record<string, Points>;
const POST = truth.post as unknown as Record<string, Points>;
const L1 = { 0: PRE.L1 as Points, 1: POST.L1 as Points } as const;

describe.skipIf(BROWSER_MISSING !== null)('Viewing and placing aids', () => {
  let browser: Browser;
  let program: Program;
  let desk: Desk;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  const open = async (): Promise<void> => {
    program = await startProgram(browser);
    desk = deskOf(program);
  };
  const openDemo = async (): Promise<void> => {
    await open();
    await program.page.getByRole('button', { name: 'Try the demo study' }).click();
    await desk.ready(0);
    await desk.ready(1);
  };
  const close = async (): Promise<void> => {
    expect(program.faults).toEqual([]);
    await program.close();
  };
  const map = (pane: Pane) => viewMap(program.page, pane);
  const overlay = (pane: Pane): Promise<string> =>
    program.page
      .locator(`[data-pane="${pane}"] .overlay canvas`)
      .evaluateAll((sheets) => sheets.map((sheet) => (sheet as HTMLCanvasElement).toDataURL()).join(' '));
  const spoken = (): Promise<string> => program.page.locator('.status [aria-live]').innerText();
  const placedIn = (pane: Pane, level = 'L1') => placedPoints(program.page, pane, level);

  describe('without a mouse', () => {
    beforeAll(open);
    afterAll(close);

    /** Walks the crosshair to an image point: large steps, then small ones. */
    const steer = async (pane: Pane, point: readonly [number, number]): Promise<void> => {
      const { page } = program;
      const target = await desk.screenPoint(pane, point);
      const box = await page.locator(`[data-pane="${pane}"] .surface`).boundingBox();
      const at = (await page.getByTestId('crosshair').getAttribute('data-at'))?.split(' ').map(Number) ?? [];
      const way = { x: target.x - (box?.x ?? 0) - (at[0] ?? 0), y: target.y - (box?.y ?? 0) - (at[1] ?? 0) };
      for (const [axis, before, after] of [
        ['x', 'ArrowLeft', 'ArrowRight'],
        ['y', 'ArrowUp', 'ArrowDown'],
      ] as const) {
        const arrow = way[axis] < 0 ? before : after;
        const steps = Math.round(Math.abs(way[axis]) / 5);
        for (let step = 0; step < Math.floor(steps / 5); step += 1) await desk.key(`Shift+${arrow}`);
        for (let step = 0; step < steps % 5; step += 1) await desk.key(arrow);
      }
    };

    test('the demo opens, a level is typed, and the crosshair is there', async () => {
      const { page } = program;
      for (let tab = 0; tab < 20; tab += 1) {
        await desk.key('Tab');
        const name = await page.evaluate(() => document.activeElement?.textContent ?? '');
        if (name.includes('demo')) break;
      }
      await desk.key('Enter');
      await desk.ready(0);
      await desk.ready(1);
      await desk.key('j');
      await page.keyboard.type('l9');
      await desk.key('Enter');
      expect(await page.getByRole('alert').innerText()).toBe('This study has no level L9.');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('l1');
      await desk.key('Enter');
      expect(await desk.prompt()).toBe('Click the anterior superior corner of L1 in PRE (1 of 6)');
      await desk.key('p');
      expect(await desk.prompt()).toBe(
        'Arrows move the crosshair, Enter places the anterior superior corner of L1 in PRE (1 of 6)',
      );
      await page.getByTestId('crosshair').waitFor();
      await page.locator('[data-pane="0"] .loupe').waitFor();
    });

    test('twelve times Enter measures the level, and every point is said aloud', async () => {
      const said: string[] = [];
      for (const pane of [0, 1] as const) {
        for (const code of PLACEMENT_ORDER) {
          if (code === 'SA') await desk.key('z');
          await steer(pane, L1[pane][code]);
          await desk.key('Enter');
          said.push(await spoken());
        }
      }
      expect(said[2]).toBe('Point 3 of 6 placed. Next: posterior inferior corner.');
      expect(said[5]).toMatch(/^L1 complete in pre\. Ha \d+\.\d mm, .*Wedge \d+\.\d °/);
      expect(said[6]).toBe('Point 1 of 6 placed. Next: middle of the superior endplate.');
      expect(said[11]).toMatch(/^L1 complete in post\./);
      // 5 CSS px of a step are 3 px of this film: 0.5 mm.
      expect(Math.abs(Number(await desk.result('anteriorHeight-pre')) - 20.3)).toBeLessThan(1);
      expect(await program.page.getByTestId('crosshair').count()).toBe(0);
    });

    test('a point is adjusted by a quarter of a pixel, and the study saved', async () => {
      const { page } = program;
      await desk.key('n');
      await desk.key('ArrowRight');
      await desk.key('Control+s');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('keys');
      await desk.key('Enter');
      await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
      const parsed = parseStudy(new Uint8Array(await readFile(path.join(program.folder, 'keys.endplate'))));
      if (!parsed.ok) throw new Error(parsed.error.message);
      const exams = parsed.value.study.subjects[0]?.exams ?? [];
      const points = exams.flatMap(({ readings }) =>
        readings.flatMap(({ vertebrae }) => vertebrae.flatMap(({ landmarks }) => Object.keys(landmarks))),
      );
      expect(points).toHaveLength(12);
    });
  });

  describe('two films beside each other', () => {
    beforeAll(openDemo);
    afterAll(close);

    test('the expected outline appears after the first endplate and goes with G', async () => {
      await desk.level('L1');
      const endplate = async (pane: Pane) => {
        for (const code of ['SA', 'SM', 'SP'] as const) await desk.click(pane, L1[pane][code]);
      };
      await endplate(0);
      const withGhost = await overlay(0);
      await desk.key('g');
      await expect.poll(() => overlay(0)).not.toBe(withGhost);
      await desk.key('g');
      await expect.poll(() => overlay(0)).toBe(withGhost);
      for (const code of ['IP', 'IM', 'IA'] as const) await desk.click(0, L1[0][code]);
      await placeLevel(desk, 1, L1[1]);
      expect(await placedIn(0)).toHaveLength(6);
      expect(await placedIn(1)).toHaveLength(6);
    });

    test('K makes both equally large in millimetres, with the vertebra in the same place, and keeps them so', async () => {
      await desk.key('k');
      const centre = (points: Points) => {
        const all = Object.values(points);
        return [0, 1].map((axis) => all.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / all.length) as [
          number,
          number,
        ];
      };
      const agree = async (): Promise<void> => {
        const [first, second] = [await map(0), await map(1)];
        // Both films of the demo have 0.16 mm a pixel.
        expect(second[0]! / first[0]!).toBeCloseTo(1, 6);
        const places = await Promise.all(
          ([0, 1] as const).map(async (pane) => {
            const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = await map(pane);
            const [x, y] = centre(L1[pane]);
            return [a * x + c * y + e, b * x + d * y + f];
          }),
        );
        expect(Math.hypot(places[0]![0]! - places[1]![0]!, places[0]![1]! - places[1]![1]!)).toBeLessThan(1.5);
      };
      await agree();
      const at = await desk.screenPoint(1, L1[1].SA);
      await program.page.mouse.move(at.x, at.y);
      for (let notch = 0; notch < 4; notch += 1) await program.page.mouse.wheel(0, -100);
      await expect.poll(async () => Math.round(((await map(1))[0]! / (await map(0))[0]!) * 1000)).toBe(1000);
      await agree();
      await program.page.mouse.down({ button: 'middle' });
      await program.page.mouse.move(at.x + 40, at.y - 30);
      await program.page.mouse.up({ button: 'middle' });
      await agree();
    });

    test('linked films change brightness together', async () => {
      const { page } = program;
      const greys = async (): Promise<string> =>
        /W\s+\S+\s+L\s+\S+/.exec(await page.locator('.status').innerText())?.[0] ?? '';
      const readBoth = async () => {
        const here = await greys();
        await desk.key('x');
        const there = await greys();
        await desk.key('x');
        return [here, there];
      };
      const before = await readBoth();
      const at = await desk.screenPoint(0, L1[0].SM);
      await page.mouse.move(at.x, at.y + 120);
      await page.mouse.down({ button: 'right' });
      await page.mouse.move(at.x + 60, at.y + 80);
      await page.mouse.up({ button: 'right' });
      const after = await readBoth();
      expect(after[0]).not.toBe(before[0]);
      expect(after[1]).not.toBe(before[1]);
      await desk.key('k');
      await desk.key('1');
    });

    test('B shows the other film in this place while it is held, and only then', async () => {
      const { page } = program;
      const badge = page.locator('.blink-badge');
      await page.locator('[data-pane="0"] .surface').focus();
      const before = await page
        .locator('[data-pane="0"] .picture canvas')
        .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
      await page.keyboard.down('b');
      expect(await badge.innerText()).toMatch(/SHOWN HERE: (PRE|POST)/);
      await page.keyboard.up('b');
      await expect.poll(() => badge.count()).toBe(0);
      await expect
        .poll(() =>
          page
            .locator('[data-pane="0"] .picture canvas')
            .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL()),
        )
        .toBe(before);
    });

    test('E shows the edge near the selected point and takes it when it is let go', async () => {
      const { page } = program;
      // The same edge, from one place and from a pixel beside it.
      await desk.level('L2');
      const [x, y] = (PRE.L2 as Points).SM;
      await desk.click(0, (PRE.L2 as Points).SA);
      const places: number[] = [];
      for (const off of [0, 1]) {
        await desk.click(0, [x, y + off]);
        await page.keyboard.down('e');
        expect(await desk.prompt()).toBe('Let the key go to take this edge; move away to leave it.');
        const before = (await placedIn(0, 'L2'))[1] ?? '';
        expect(before).not.toContain('edge');
        await page.keyboard.up('e');
        const taken = (await placedIn(0, 'L2'))[1] ?? '';
        expect(taken).toContain('on an edge that was found');
        places.push(Number(/y ([\d.]+)/.exec(taken)?.[1]));
        await desk.key('Control+z');
        await desk.key('Control+z');
      }
      expect(Math.abs((places[0] ?? 0) - (places[1] ?? 99))).toBeLessThan(0.6);
      await desk.click(0, [x, y]);
      await page.keyboard.down('e');
      await page.keyboard.up('e');
      await desk.key('Control+z');
      expect((await placedIn(0, 'L2'))[1]).not.toContain('edge');
      await desk.key('Shift+Delete');
    });

    test('the wheel with Shift changes the loupe, not the view', async () => {
      const { page } = program;
      await desk.key('Escape');
      await desk.key('Escape');
      const at = await desk.screenPoint(0, L1[0].SA);
      await page.mouse.move(at.x, at.y);
      await page.mouse.down();
      const label = page.locator('[data-pane="0"] .loupe span');
      const before = await map(0);
      const times = async (): Promise<number> => Number(/([\d.]+)×/.exec(await label.innerText())?.[1]);
      const first = await times();
      await page.keyboard.down('Shift');
      for (let notch = 0; notch < 3; notch += 1) await page.mouse.wheel(0, -100);
      await page.keyboard.up('Shift');
      await expect.poll(times).toBeGreaterThan(first);
      await page.mouse.up();
      expect(await map(0)).toEqual(before);
    });

    test('F11 fills the screen and leaves it again', async () => {
      const isFull = (): Promise<boolean> => program.page.evaluate(() => document.fullscreenElement !== null);
      await desk.key('F11');
      await expect.poll(isFull).toBe(true);
      await desk.key('F11');
      await expect.poll(isFull).toBe(false);
    });
  });
});
