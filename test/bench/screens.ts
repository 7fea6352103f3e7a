import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { LANGUAGES } from '../../renderer/messages/language.ts';
import type { Settings } from '../../shared/host/contract.ts';
import { launchBrowser, startProgram } from '../support/program.ts';
import { cutTexts } from '../support/shownTexts.ts';
import { visitScreens } from '../support/screens.ts';

const SIZES = [
  [1024, 640],
  [1440, 900],
  [2560, 1440],
] as const;
const THEMES = ['dark', 'light'] as const;
const TEXT_SIZES = [100, 200] as const;

interface Desktop {
  readonly size: readonly [number, number];
  readonly settings: Required<Pick<Settings, 'theme' | 'language' | 'textSize'>>;
}

const nameOf = ({ size, settings: { theme, language, textSize } }: Desktop): string =>
  `${size.join('x')} ${theme} ${language} ${textSize}`;

/**
 * Every screen and dialog at three sizes of window, dark and light, in four languages, with usual and double letters, as
 * pictures to look at: in a folder of the system's temporary one, or in ENDPLATE_PICTURES. ENDPLATE_SCREENS takes a part of
 * them, e.g. `1024x640 dark`. Says which texts are cut off.
 */
export async function measure({ say }: { readonly say: (line: string) => void }): Promise<Record<string, unknown>> {
  const folder = process.env.ENDPLATE_PICTURES ?? path.join(tmpdir(), 'endplate-screens');
  const wanted = (process.env.ENDPLATE_SCREENS ?? '').split(' ');
  const desktops = SIZES.flatMap((size) =>
    TEXT_SIZES.flatMap((textSize) =>
      THEMES.flatMap((theme) =>
        LANGUAGES.map(({ id }): Desktop => ({ size, settings: { theme, language: id, textSize } })),
      ),
    ),
  ).filter((desktop) => wanted.every((word) => nameOf(desktop).includes(word)));
  const browser = await launchBrowser();
  const found: Found[] = [];
  try {
    for (const desktop of desktops) {
      const pictures = path.join(folder, nameOf(desktop));
      await mkdir(pictures, { recursive: true });
      found.push(await picture(browser, desktop, pictures));
      say(`${nameOf(desktop)}: ${found.at(-1)?.pictures ?? 0} pictures`);
    }
  } finally {
    await browser.close();
  }
  return {
    folder,
    desktops: desktops.length,
    pictures: found.reduce((sum, { pictures }) => sum + pictures, 0),
    cutTexts: found.flatMap(({ cut }) => cut),
  };
}

interface Found {
  readonly pictures: number;
  readonly cut: readonly { readonly desktop: string; readonly screen: string; readonly text: string }[];
}

async function picture(browser: Browser, desktop: Desktop, folder: string): Promise<Found> {
  const [width, height] = desktop.size;
  const program = await startProgram(browser, { viewport: { width, height }, settings: desktop.settings });
  const cut: { desktop: string; screen: string; text: string }[] = [];
  let pictures = 0;
  try {
    await visitScreens(program, async (screen) => {
      const number = String((pictures += 1)).padStart(2, '0');
      await program.page.screenshot({ path: path.join(folder, `${number} ${screen}.png`) });
      for (const text of await cutTexts(program.page)) cut.push({ desktop: nameOf(desktop), screen, text });
    });
    return { pictures, cut };
  } finally {
    await program.close();
  }
}
