import { existsSync } from 'node:fs';
import { BROWSER } from './program.ts';

/** Why tests of the page cannot run here; null: they can. Printed once, so that a skip has its reason beside it. */
export const BROWSER_MISSING: string | null =
  BROWSER !== undefined && existsSync(BROWSER) ? null : 'No Chromium was found, so the page was not driven.';

if (BROWSER_MISSING !== null) console.log(BROWSER_MISSING);
