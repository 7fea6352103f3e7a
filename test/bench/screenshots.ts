import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { deskOf, placeLevel, type Points } from '../support/desk.ts';
import { launchBrowser, REPOSITORY, startProgram } from '../support/program.ts';

/** Takes the pictures of the README from the program itself, so that they show what a reader will see. */
export async function measure({
  say,
}: {
  readonly say: (line: string) => void;
}): Promise<{ written: readonly string[] }> {
  const folder = path.join(REPOSITORY, 'build/pictures');
  await mkdir(folder, { recursive: true });
  const browser = await launchBrowser();
  const program = await startProgram(browser, {
    viewport: { width: 1440, height: 900 },
    appVersion: packageJson.version,
  });
  const desk = deskOf(program);
  const written: string[] = [];
  const take = async (name: string): Promise<void> => {
    await desk.page.screenshot({ path: path.join(folder, `${name}.png`) });
    written.push(`build/pictures/${name}.png`);
    say(name);
  };
  try {
    await take('start');
    await desk.page.getByRole('button', { name: 'Try the demo study' }).click();
    await desk.ready(0);
    await desk.ready(1);
    for (const level of ['T12', 'L2', 'L1'] as const) {
      await desk.level(level);
      await placeLevel(desk, 0, truth.pre[level] as unknown as Points);
      await placeLevel(desk, 1, truth.post[level] as unknown as Points);
    }
    await desk.level('L1');
    await desk.press(0, truth.pre.L1.IA as [number, number]);
    await desk.page.locator('.loupe').waitFor();
    await take('measuring');
    await desk.release();
    return { written };
  } finally {
    await program.close();
    await browser.close();
  }
}
