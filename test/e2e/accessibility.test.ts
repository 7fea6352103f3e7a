import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { seriousFindings, type Finding } from '../support/axe.ts';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
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
});
