import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { en } from '../../renderer/messages/en.ts';
import { CATALOGUES } from '../../renderer/messages/text.ts';
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { LABELS } from '../../shared/geometry/spacingCandidates.ts';
import { MEASURE_DEFINITIONS } from '../../shared/spine/formulas.ts';
import { BROWSER_MISSING } from '../support/browserMissing.ts';
import { deskOf, placeLevel, type Desk, type Points } from '../support/desk.ts';
import { launchBrowser, startProgram, type Program } from '../support/program.ts';
import { cutTexts, shownTexts } from '../support/shownTexts.ts';

const LANGUAGES = [
  { id: 'pt-BR', name: 'Português (Brasil)', pick: 'Cunha' },
  { id: 'es', name: 'Español', pick: 'Cuña' },
  { id: 'de', name: 'Deutsch', pick: 'Keilwinkel' },
] as const;
type Language = (typeof LANGUAGES)[number]['id'];

/** Sentences and terms of two words and more that must not be seen in another language. */
function englishTexts(language: Language): readonly string[] {
  const own = Object.entries<string>(CATALOGUES[language]);
  const sentences = Object.entries<string>(en).flatMap(([key, words]) =>
    own.some(([other, translated]) => other === key && translated === words) ? [] : words,
  );
  const core = MEASURE_DEFINITIONS.flatMap(({ name, meaning }) => [name, meaning]);
  return [...sentences, ...core, ...Object.values(LABELS)].filter(
    (words) => !words.includes('{') && /\p{L}{2,} \p{L}{2,}/u.test(words),
  );
}

/** The words themselves in a regular expression. */
const literal = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const decimalComma = /^−?\d+,\d+$/;

describe.skipIf(BROWSER_MISSING !== null)('The whole screen in another language', () => {
  let browser: Browser;
  let program: Program;
  let desk: Desk;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });
  afterEach(async () => {
    expect(program.faults).toEqual([]);
    await program.close();
  });

  const words = (language: Language, key: keyof typeof en): string => CATALOGUES[language][key];
  const press = (name: string) => program.page.getByRole('button', { name, exact: true }).click();

  /** A page that has only just been drawn does not listen to keys yet. */
  async function openSettings(): Promise<void> {
    const dialog = program.page.getByRole('dialog');
    await expect
      .poll(async () => {
        await desk.key('Control+,');
        return dialog.isVisible();
      })
      .toBe(true);
  }

  async function choose(language: Language): Promise<void> {
    await openSettings();
    await program.page.getByLabel('Language').selectOption(language);
    await program.page
      .getByRole('dialog')
      .getByRole('button', { name: words(language, 'dialog.close') })
      .click();
  }

  async function measureOneLevel(language: Language): Promise<void> {
    await press(words(language, 'start.demo'));
    await desk.ready(0);
    await desk.ready(1);
    await desk.level('L1');
    await placeLevel(desk, 0, truth.pre.L1 as unknown as Points);
    await placeLevel(desk, 1, truth.post.L1 as unknown as Points);
  }

  async function expectTranslated(language: Language): Promise<void> {
    const shown = await shownTexts(program.page);
    const left = englishTexts(language).filter((english) => {
      const asWords = new RegExp(`(?<!\\p{L})${literal(english)}(?!\\p{L})`, 'u');
      return shown.some((words) => asWords.test(words));
    });
    expect(left).toEqual([]);
  }

  describe.each(LANGUAGES)('$name', ({ id, name, pick }) => {
    beforeEach(async () => {
      program = await startProgram(browser);
      desk = deskOf(program);
    });

    test('is chosen in the settings, at once and for the next time', async () => {
      await choose(id);
      await expectTranslated(id);
      expect(await program.page.locator('html').getAttribute('lang')).toBe(id);
      await program.page.reload();
      await program.page.locator('html[data-ready="true"]').waitFor();
      await program.page.getByText(words(id, 'start.drop')).waitFor();
      await openSettings();
      const languages = program.page.getByLabel(words(id, 'settings.language'));
      expect(await languages.locator('option:checked').innerText()).toBe(name);
    });

    test('measures a level without an English sentence, with its own decimal sign', async () => {
      await choose(id);
      await measureOneLevel(id);
      expect(await desk.result('wedgeAngle-pre')).toMatch(decimalComma);
      expect(Math.abs(Number((await desk.result('wedgeAngle-pre')).replace(',', '.')) - 17.9)).toBeLessThan(0.8);
      expect(await desk.result('anteriorHeight-change')).toMatch(/^\+\d+,\d+$/);
      await program.page.getByRole('button', { name: new RegExp(`^${pick}`) }).click();
      await expectTranslated(id);
      await desk.key('F1');
      await expectTranslated(id);
    });

    test('offers Excel with semicolons and decimal commas first', async () => {
      await choose(id);
      await measureOneLevel(id);
      await desk.key('Control+e');
      expect(await program.page.getByLabel(words(id, 'dialog.presetExcel'), { exact: true }).isChecked()).toBe(true);
      // As a sheet of this region: a cell of its own for every column, numbers with a comma.
      const sheet = program.page.getByRole('dialog').getByRole('table');
      await sheet.waitFor();
      expect(await sheet.getByRole('columnheader').count()).toBeGreaterThan(10);
      expect((await sheet.getByRole('cell').allInnerTexts()).filter((cell) => /^-?\d+,\d+$/.test(cell))).not.toEqual(
        [],
      );
    });

    test('tells what is wrong with a file in its own words, the exact ones behind them', async () => {
      await choose(id);
      const chooser = program.page.waitForEvent('filechooser');
      await press(words(id, 'start.openImages'));
      await (await chooser).setFiles([{ name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) }]);
      const dialog = program.page.getByRole('dialog');
      await dialog.getByText('empty.png').first().waitFor();
      await expectTranslated(id);
      await dialog.getByText(words(id, 'dialog.details')).click();
      await dialog.locator('code').getByText('empty').waitFor();
    });
  });

  describe.each([
    { width: 1440, height: 900 },
    { width: 1024, height: 640 },
  ])('At $width × $height', (viewport) => {
    test.each(LANGUAGES)('no text is cut off in $name', async ({ id }) => {
      program = await startProgram(browser, { viewport });
      desk = deskOf(program);
      await choose(id);
      expect(await cutTexts(program.page)).toEqual([]);
      await measureOneLevel(id);
      expect(await cutTexts(program.page)).toEqual([]);
      await press(`${words(id, 'toolbar.view')} ▾`);
      expect(await cutTexts(program.page)).toEqual([]);
      await desk.key('Escape');
      await desk.key('Control+g');
      await program.page.getByPlaceholder(words(id, 'grid.search')).waitFor();
      expect(await cutTexts(program.page)).toEqual([]);
      for (const form of ['action.subjectForm', 'action.protocol'] as const) {
        await press(words(id, form));
        expect(await cutTexts(program.page)).toEqual([]);
        await expectTranslated(id);
      }
    });
  });
});
