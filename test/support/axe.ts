import axe from 'axe-core';
import type { Page } from 'playwright-core';

export interface Finding {
  readonly rule: string;
  readonly impact: string;
  /** Where it was found, as CSS selectors. */
  readonly places: readonly string[];
}

interface AxeAnswer {
  readonly violations: readonly { id: string; impact?: string | null; nodes: readonly { target: unknown }[] }[];
}

/** What the automatic accessibility scan (axe-core, all its rules) calls serious or critical on the page as it is. */
export async function seriousFindings(page: Page): Promise<readonly Finding[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<AxeAnswer> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, nodes }) => ({
      rule: id,
      impact: impact ?? '',
      places: nodes.map(({ target }) => String(target)),
    }));
}
