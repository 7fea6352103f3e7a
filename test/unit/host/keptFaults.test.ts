import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runKeptFaults } from '../../support/faultCounts.ts';
import { KEPT_SCENARIOS } from './keptFaults.ts';

describe('Every file call of copies, versions and locks fails in every way, once and for good', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'endplate-faults-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  test.each(KEPT_SCENARIOS)('$name', async (scenario) => {
    const { cases, violations } = await runKeptFaults(root, scenario);
    expect(violations).toEqual([]);
    expect(cases).toBeGreaterThan(20);
  });
});
