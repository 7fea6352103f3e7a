import truth from '../../renderer/public/demo/truth.json' with { type: 'json' };
import { deskOf, placeLevel, type Points } from './desk.ts';
import type { Program } from './program.ts';

/** The screens and dialogs that a clinician meets, one after the other; each is left as it was found. */
export async function visitScreens(program: Program, look: (name: string) => Promise<void>): Promise<void> {
  const { page } = program;
  const desk = deskOf(program);
  await look('start');
  await page.getByRole('button', { name: 'Try the demo study' }).click();
  await desk.ready(0);
  await desk.ready(1);
  await look('films');
  await desk.level('L1');
  await placeLevel(desk, 0, truth.pre.L1 as unknown as Points);
  await look('measuring');
  await placeLevel(desk, 1, truth.post.L1 as unknown as Points);
  await look('measured');
  await desk.key('j');
  await look('level field');
  await desk.key('Escape');
  await desk.key('p');
  await desk.key('Escape');
  for (const [name, key] of [
    ['shortcuts', 'F1'],
    ['settings', 'Control+,'],
    ['export', 'Control+e'],
    ['save', 'Control+s'],
  ] as const) {
    await desk.key(key);
    await page.getByRole('dialog').waitFor();
    await look(name);
    await desk.key('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  await page.getByRole('button', { name: 'View' }).click();
  await look('view menu');
  await desk.key('Escape');
  await page.locator('#view-menu').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Calibrate' }).click();
  await page.getByRole('dialog').waitFor();
  await look('calibration');
  await desk.key('Escape');
  await desk.key('Control+g');
  await page.getByRole('grid').waitFor();
  await look('grid');
}
