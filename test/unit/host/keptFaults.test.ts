import { describe, expect, test } from 'vitest';
import { runKeptFaults } from '../../support/faultCounts.ts';
import { KEPT_SCENARIOS } from './keptFaults.ts';
import { useTemporaryFolder } from './temporaryFolder.ts';

describe('Every file call of copies, versions and locks fails in every way, once and for good', () => {
  const folder = useTemporaryFolder();

  test.each(KEPT_SCENARIOS)('$name', { timeout: 180_000 }, async (scenario) => {
    const { cases, violations } = await runKeptFaults(folder.path, scenario);
    console.log(`faults, ${scenario.name}: ${cases} cases, ${violations.length} violations`);
    expect(violations).toEqual([]);
    expect(cases).toBeGreaterThan(20);
  });
});
