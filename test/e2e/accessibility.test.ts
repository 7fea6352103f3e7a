import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seriousFindings, type Finding } from '../support/axe.ts';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';
import { visitScreens } from '../support/screens.ts';

describe.skipIf(BROWSER_MISSING !== null)('The automatic accessibility scan', () => {
  let browser: Browser;
  let program: Program;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });
  beforeEach(async () => {
    program = await startProgram(browser);
  });
  afterEach(async () => {
    await program.close();
  });

  test.each(['dark', 'light'])('finds nothing serious on any screen or dialog, %s', async (theme) => {
    const findings: Record<string, readonly Finding[]> = {};
    const seen: string[] = [];
    await program.page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
    await visitScreens(program, async (name) => {
      seen.push(name);
      const found = await seriousFindings(program.page);
      if (found.length > 0) findings[name] = found;
    });
    expect(findings).toEqual({});
    expect(seen.length).toBeGreaterThan(10);
    expect(program.faults).toEqual([]);
  });

  test('would find a picture without a name', async () => {
    await program.page.evaluate(() => document.body.append(document.createElement('button')));
    expect((await seriousFindings(program.page)).map(({ rule }) => rule)).toContain('button-name');
  });
});
