import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { seriousFindings, type Finding } from '../support/axe.ts';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf } from '../support/desk.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';
import { visitScreens } from '../support/screens.ts';
import { smallTargets } from '../support/smallTargets.ts';
import { cutTexts } from '../support/shownTexts.ts';

describe.skipIf(BROWSER_MISSING !== null)('The automatic accessibility scan', () => {
  let browser: Browser;
  let program: Program;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });
  afterEach(async () => {
    await program.close();
  });

  test.each([
    { theme: 'dark', language: 'en', textSize: 100, viewport: { width: 1440, height: 900 } },
    { theme: 'light', language: 'de', textSize: 200, viewport: { width: 1024, height: 640 } },
  ] as const)(
    'finds nothing serious, and no text cut off, on any screen or dialog: $theme, $language, $textSize %',
    async ({ viewport, ...settings }) => {
      program = await startProgram(browser, { viewport, settings });
      const findings: Record<string, readonly (Finding | string)[]> = {};
      const seen: string[] = [];
      await visitScreens(program, async (name) => {
        seen.push(name);
        const found = [
          ...(await seriousFindings(program.page)),
          ...(await cutTexts(program.page)),
          ...(await smallTargets(program.page)),
        ];
        if (found.length > 0) findings[name] = found;
      });
      expect(findings).toEqual({});
      expect(seen.length).toBeGreaterThan(20);
      expect(program.faults).toEqual([]);
    },
  );

  test('would find a picture without a name, and a target that is too small', async () => {
    program = await startProgram(browser);
    await program.page.evaluate(() => {
      const button = document.createElement('button');
      Object.assign(button.style, { position: 'fixed', inset: '0 auto auto 0', width: '12px', height: '12px' });
      Object.assign(button.style, { minWidth: '0', minHeight: '0', padding: '0' });
      document.body.append(button);
    });
    expect((await seriousFindings(program.page)).map(({ rule }) => rule)).toContain('button-name');
    expect(await smallTargets(program.page)).toEqual(['button "" 12 x 12']);
  });

  test('Tab goes from the toolbar over the levels and the films to the points and numbers, and back', async () => {
    program = await startProgram(browser);
    const { page } = program;
    const desk = deskOf(program);
    await page.getByRole('button', { name: 'Try the demo study' }).click();
    await desk.ready(0);
    await desk.ready(1);
    await desk.level('L1');
    const place = (): Promise<string> =>
      page.evaluate(() => {
        const part = document.activeElement?.closest('.toolbar, .levels, [data-pane], .level-panel');
        return part?.getAttribute('data-pane') ?? part?.className.split(' ')[0] ?? '';
      });
    const walk = async (key: string): Promise<readonly string[]> => {
      const places: string[] = [];
      // Once round: until the focus leaves the page, or comes back where there is no other place.
      for (let step = 0; step < 120; step += 1) {
        await page.keyboard.press(key);
        const now = await place();
        if (places.length > 0 && (now === '' || (now !== places.at(-1) && places.includes(now)))) break;
        if (now !== '' && now !== places.at(-1)) places.push(now);
      }
      return places;
    };
    await page.locator('.toolbar button').first().focus();
    const parts = ['toolbar', 'levels', '0', '1', 'level-panel'];
    expect(await walk('Tab')).toEqual(parts);
    await page.locator('.level-panel textarea').focus();
    expect(await walk('Shift+Tab')).toEqual(parts.toReversed());
  });
});
