import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Desk, type Pane, type Points } from '../support/desk.ts';
import { DESIGN_FURTHER_KEYS, DESIGN_KEYS } from '../support/designKeys.ts';
import { placedPoints, viewMap } from '../support/deskLooks.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';

const L1 = { 0: truth.pre.L1 as unknown as Points, 1: truth.post.L1 as unknown as Points } as const;

/** Keys pressed so far, as the list of actions writes them. */
const walked = new Set<string>();

describe.skipIf(BROWSER_MISSING !== null)('Every key of the design, in the page', () => {
  let browser: Browser;
  let program: Program;
  let desk: Desk;
  beforeAll(async () => {
    browser = await launchBrowser();
    program = await startProgram(browser);
    desk = deskOf(program);
    await program.page.getByRole('button', { name: 'Try the demo study' }).click();
    await desk.ready(0);
    await desk.ready(1);
    await desk.level('L1');
    await placeLevel(desk, 0, L1[0]);
    await placeLevel(desk, 1, L1[1]);
    await program.page.locator('[data-pane="0"] .surface').focus();
  });
  afterAll(async () => {
    await program?.close();
    await browser?.close();
  });

  const key = async (...keys: readonly string[]): Promise<void> => {
    for (const each of keys) {
      walked.add(each);
      await desk.key(each.replace(/^Ctrl/, 'Control'));
    }
  };
  const page = () => program.page;
  const dialogTitle = async (): Promise<string> => {
    const dialog = page().getByRole('dialog');
    await dialog.waitFor();
    const title = await dialog.getByRole('heading').first().innerText();
    await key('Escape');
    await dialog.waitFor({ state: 'hidden' });
    return title;
  };
  const map = (pane: Pane) => viewMap(page(), pane);
  const activePane = (): Promise<string | null> => page().locator('.pane-active').getAttribute('data-pane');
  /** "pre-SA" of the point that is selected, or nothing. */
  const selected = async (): Promise<string | null> => {
    const button = page().locator('[data-point][aria-pressed="true"]');
    return (await button.count()) === 0 ? null : button.getAttribute('data-point');
  };
  const coordinates = async (point: string): Promise<readonly number[]> => {
    const label = (await page().locator(`[data-point="${point}"]`).getAttribute('aria-label')) ?? '';
    const [, x, y] = /x ([\d.]+), y ([\d.]+)/.exec(label) ?? [];
    return [Number(x), Number(y)];
  };
  const placed = async (pane: Pane): Promise<number> => (await placedPoints(page(), pane)).length;
  const level = (): Promise<string> => page().locator('.level-panel h1').innerText();
  const greys = async (): Promise<string> =>
    /W\s+\S+\s+L\s+\S+/.exec(await page().locator('.status').innerText())?.[0] ?? '';
  const drawing = async (of: string): Promise<string> => {
    // What was asked for is drawn within two frames.
    await page().evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    return page()
      .locator(`[data-pane="0"] ${of} canvas`)
      .evaluateAll((canvases) => canvases.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()).join(' '));
  };
  const choose = async (point: string): Promise<void> => {
    await page().locator(`[data-point="${point}"]`).click();
    await page().locator('[data-pane="0"] .surface').focus();
  };
  const rest = async (): Promise<void> => {
    for (let times = 0; times < 3; times += 1) await key('Escape');
  };

  test('Ctrl+O asks for images, Ctrl+Shift+O for a study', async () => {
    const chooser = page().waitForEvent('filechooser');
    await key('Ctrl+o');
    expect((await chooser).isMultiple()).toBe(true);
    await key('Ctrl+Shift+o');
    // The work in the window comes first.
    expect(await dialogTitle()).toContain('Save the changes');
  });

  test('Ctrl+S and Ctrl+Shift+S ask for a name, Ctrl+E for the tables, Ctrl+P for the report', async () => {
    const titles: string[] = [];
    for (const each of ['Ctrl+s', 'Ctrl+Shift+s', 'Ctrl+e', 'Ctrl+p', 'Ctrl+,', 'F1', '?']) {
      await key(each);
      titles.push(await dialogTitle());
    }
    expect(titles).toEqual([
      expect.stringMatching(/^Save/),
      expect.stringMatching(/^Save/),
      expect.stringContaining('xport'),
      expect.stringContaining('eport'),
      'Settings',
      expect.stringContaining('hortcuts'),
      expect.stringContaining('hortcuts'),
    ]);
  });

  test('Ctrl+Z takes back, Ctrl+Y and Ctrl+Shift+Z do again, Ctrl+C copies the table', async () => {
    await key('Ctrl+z');
    expect(await placed(1)).toBe(5);
    await key('Ctrl+y');
    expect(await placed(1)).toBe(6);
    await key('Ctrl+z', 'Ctrl+Shift+z');
    expect(await placed(1)).toBe(6);
    await page().evaluate(() => navigator.clipboard.writeText(''));
    await key('Ctrl+c');
    await expect.poll(() => page().evaluate(() => navigator.clipboard.readText())).toMatch(/^level\tmeasure/);
  });

  test('Escape drops a drag, then the selection, then ends placing', async () => {
    await choose('pre-SA');
    const before = await coordinates('pre-SA');
    await desk.press(0, L1[0].SA);
    await desk.moveTo(0, [L1[0].SA[0] + 60, L1[0].SA[1]]);
    expect(await coordinates('pre-SA')).not.toEqual(before);
    await key('Escape');
    expect(await coordinates('pre-SA')).toEqual(before);
    await desk.release();
    expect(await selected()).toBe('pre-SA');
    await key('Escape');
    expect(await selected()).toBeNull();
  });

  test('N and Shift+N go round the points', async () => {
    await choose('pre-SA');
    await key('n');
    expect(await selected()).toBe('pre-SM');
    await key('Shift+n', 'Shift+n');
    expect(await selected()).toBe('pre-IA');
  });

  test('arrows move the selected point by 0.25 px, with Shift by 2.5 px; without one the view by 5 and 25 px', async () => {
    await choose('pre-SA');
    const [x, y] = L1[0].SA;
    const exact = async () => [
      Number(await page().getByLabel('x in pixels').inputValue()),
      Number(await page().getByLabel('y in pixels').inputValue()),
    ];
    const [x0 = 0, y0 = 0] = await exact();
    expect(Math.hypot(x0 - x, y0 - y)).toBeLessThan(2);
    const moves = [
      ['ArrowRight', 0.25, 0],
      ['ArrowDown', 0, 0.25],
      ['ArrowLeft', -0.25, 0],
      ['ArrowUp', 0, -0.25],
      ['Shift+ArrowRight', 2.5, 0],
      ['Shift+ArrowDown', 0, 2.5],
      ['Shift+ArrowLeft', -2.5, 0],
      ['Shift+ArrowUp', 0, -2.5],
    ] as const;
    for (const [arrow, dx, dy] of moves) {
      const [fromX = 0, fromY = 0] = await exact();
      await key(arrow);
      const [toX = 0, toY = 0] = await exact();
      expect([toX - fromX, toY - fromY]).toEqual([expect.closeTo(dx, 1), expect.closeTo(dy, 1)]);
    }
    await page().locator('[data-pane="0"] .loupe').waitFor();
    await rest();
    await key('z');
    const before = await map(0);
    await key('ArrowRight');
    expect((await map(0))[4]! - before[4]!).toBeCloseTo(-5, 3);
    await key('Shift+ArrowDown');
    expect((await map(0))[5]! - before[5]!).toBeCloseTo(-25, 3);
  });

  test('Enter puts the selected point where the next click is', async () => {
    await choose('pre-SA');
    await key('Enter');
    expect(await desk.prompt()).toContain('Click the new place');
    await desk.click(0, [L1[0].SA[0] + 20, L1[0].SA[1]]);
    expect((await coordinates('pre-SA'))[0]! - L1[0].SA[0]).toBeGreaterThan(17);
    await key('Ctrl+z');
  });

  test('Delete and Backspace clear the selected point, P goes on with it', async () => {
    for (const each of ['Delete', 'Backspace']) {
      await choose('pre-IP');
      await key(each);
      expect(await placed(0)).toBe(5);
      await key('Escape', 'p');
      expect(await desk.prompt()).toContain('posterior inferior corner of L1 in PRE (4 of 6)');
      await desk.click(0, L1[0].IP);
      expect(await placed(0)).toBe(6);
    }
  });

  test('Shift+Delete clears the level in this image only', async () => {
    await key('Shift+Delete');
    expect([await placed(0), await placed(1)]).toEqual([0, 6]);
    await key('Ctrl+z');
    expect(await placed(0)).toBe(6);
  });

  test('U asks why a point cannot be seen', async () => {
    await choose('pre-SM');
    await key('u');
    expect(await dialogTitle()).toContain('middle of the superior endplate');
  });

  test('E while it is held shows the edge near the selected point', async () => {
    await choose('pre-SM');
    walked.add('e');
    await page().keyboard.down('e');
    expect(await desk.prompt()).toMatch(/edge/);
    await page().keyboard.up('e');
    expect(await desk.prompt()).not.toMatch(/Let E go/);
    await key('Ctrl+z', 'Ctrl+y');
  });

  test('G switches the expected outline, T the labels, M the loupe', async () => {
    await rest();
    const isOn = (id: string): Promise<string | null> =>
      page().locator(`#view-menu li button`, { hasText: id }).getAttribute('aria-pressed');
    for (const [each, name] of [
      ['g', 'Expected outline'],
      ['t', 'Labels'],
      ['m', 'Loupe'],
    ] as const) {
      const before = await isOn(name);
      const drawn = await drawing('.overlay');
      await key(each);
      expect(await isOn(name)).not.toBe(before);
      if (each === 't') expect(await drawing('.overlay')).not.toBe(drawn);
      if (each === 'm') {
        const at = await desk.screenPoint(0, [L1[0].SM[0], L1[0].SM[1] + 80]);
        await page().mouse.move(at.x, at.y);
        await page().locator('[data-pane="0"] .loupe').waitFor();
      }
      await key(each);
      expect(await isOn(name)).toBe(before);
    }
    expect(await page().locator('[data-pane="0"] .loupe').count()).toBe(0);
  });

  test('Space while it is held hides what lies over the films; with a drag it pans', async () => {
    walked.add('Space');
    await page().keyboard.down(' ');
    await expect.poll(() => page().locator('.overlay').count()).toBe(0);
    const before = await map(0);
    const at = await desk.screenPoint(0, L1[0].SA);
    await page().mouse.move(at.x, at.y);
    await page().mouse.down();
    await page().mouse.move(at.x + 30, at.y + 20);
    await page().mouse.up();
    await page().keyboard.up(' ');
    const after = await map(0);
    expect([after[4]! - before[4]!, after[5]! - before[5]!]).toEqual([expect.closeTo(30, 2), expect.closeTo(20, 2)]);
    await expect.poll(() => page().locator('.overlay').count()).toBe(2);
  });

  test('PageUp and PageDown change the level, J asks for one', async () => {
    await key('PageUp');
    expect(await level()).toContain('T12');
    await key('PageDown', 'PageDown');
    expect(await level()).toContain('L2');
    await key('j');
    await page().keyboard.type('l1');
    await desk.key('Enter');
    expect(await level()).toContain('L1');
    await rest();
  });

  test('X turns to the other image, C shows one or two, K links them, B while it is held shows the other', async () => {
    const first = await activePane();
    await key('x');
    expect(await activePane()).not.toBe(first);
    await key('x', 'c');
    expect(await page().locator('.pane').count()).toBe(1);
    await key('c');
    expect(await page().locator('.pane').count()).toBe(2);
    await desk.ready(0);
    await desk.ready(1);
    await key('k', '+');
    expect((await map(1))[0]).toBeCloseTo((await map(0))[0]!, 6);
    await key('k', '-');
    expect((await map(1))[0]).not.toBeCloseTo((await map(0))[0]!, 3);
    walked.add('b');
    await page().keyboard.down('b');
    await page().locator('.blink-badge').waitFor();
    await page().keyboard.up('b');
    await page().locator('.blink-badge').waitFor({ state: 'hidden' });
  });

  test('+ and − zoom, F fits, Z goes to the vertebra, Home resets', async () => {
    await page().mouse.move(5, 5);
    const start = (await map(0))[0]!;
    await key('+');
    expect((await map(0))[0]! / start).toBeCloseTo(1.25, 6);
    await key('-');
    expect((await map(0))[0]! / start).toBeCloseTo(1, 6);
    await key('f');
    const fitted = (await map(0))[0]!;
    await key('z');
    expect((await map(0))[0]!).toBeGreaterThan(1.5 * fitted);
    await key('Home');
    expect((await map(0))[0]!).toBeCloseTo(fitted, 6);
  });

  test('0 to 5 are windows, I inverts', async () => {
    const seen = new Map<string, string>();
    for (const each of ['5', '4', '3', '2', '1', '0']) {
      await key(each);
      seen.set(each, await greys());
    }
    expect(seen.get('5')).not.toBe(seen.get('1'));
    expect(new Set(['1', '2', '3', '4'].map((each) => seen.get(each))).size).toBe(4);
    const plain = await drawing('.picture');
    await key('i');
    await expect.poll(() => drawing('.picture')).not.toBe(plain);
    await key('i');
    await expect.poll(() => drawing('.picture')).toBe(plain);
  });

  test('R and Shift+R turn, H and Shift+H flip; a flip says so', async () => {
    const before = await map(0);
    await key('r');
    const [a, b] = await map(0);
    expect([a, Math.sign(b!)]).toEqual([expect.closeTo(0, 9), 1]);
    await key('Shift+r');
    expect((await map(0)).map((value) => Math.round(value * 1e6))).toEqual(
      before.map((value) => Math.round(value * 1e6)),
    );
    await key('h');
    expect(Math.sign((await map(0))[0]!)).toBe(-1);
    expect(await page().locator('[data-pane="0"] .badge').innerText()).toBe('FLIPPED');
    await key('h', 'Shift+h');
    expect(Math.sign((await map(0))[3]!)).toBe(-1);
    await key('Shift+h');
  });

  test('F11 fills the screen', async () => {
    const isFull = (): Promise<boolean> => page().evaluate(() => document.fullscreenElement !== null);
    await key('F11');
    await expect.poll(isFull).toBe(true);
    await key('F11');
    await expect.poll(isFull).toBe(false);
  });

  test('Tab goes from the tools to the levels, the films, the points and the results, and is never held', async () => {
    await page().getByRole('toolbar').getByRole('button').first().focus();
    const regions: string[] = [];
    for (let tab = 0; tab < 90; tab += 1) {
      const region = await page().evaluate(() => {
        const { activeElement } = document;
        const areas = ['toolbar', 'levels', 'pane', 'points', 'results'];
        return (
          areas.find((area) => activeElement?.closest(`.${area}`)) ?? (activeElement?.tagName === 'BODY' ? 'body' : '')
        );
      });
      if (region !== '' && regions.at(-1) !== region) regions.push(region);
      if (region === 'results') break;
      await desk.key('Tab');
    }
    expect(regions).toEqual(['toolbar', 'levels', 'pane', 'points', 'results']);
    await page().keyboard.press('Shift+Tab');
    expect(await page().evaluate(() => document.activeElement !== document.body)).toBe(true);
  });

  test('and that were all of them', () => {
    const designed = [...Object.values(DESIGN_KEYS).flat(), ...DESIGN_FURTHER_KEYS];
    expect(designed.filter((each) => !walked.has(each))).toEqual([]);
    expect(program.faults).toEqual([]);
  });
});
