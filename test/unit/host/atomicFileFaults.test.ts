import { describe, expect, test } from 'vitest';
import { runSaveFaults } from '../../support/faultCounts.ts';
import { SCENARIOS } from './saveFaults.ts';
import { useTemporaryFolder } from './temporaryFolder.ts';

describe('Every file call of a save fails in every way, once and for good', () => {
  const folder = useTemporaryFolder();

  test.each(SCENARIOS)('$name', { timeout: 180_000 }, async (scenario) => {
    const { cases, violations } = await runSaveFaults(folder.path, scenario);
    console.log(`faults, ${scenario.name}: ${cases} cases, ${violations.length} violations`);
    expect(violations).toEqual([]);
    expect(cases).toBeGreaterThan(200);
  });
});
