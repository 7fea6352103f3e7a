import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCENARIOS, faultsOf, saveWithFault } from './saveFaults.ts';

describe('Every file call of a save fails in every way, once and for good', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'endplate-faults-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  test.each(SCENARIOS)('$name', async (scenario) => {
    const undisturbed = await saveWithFault(root, scenario, null);
    expect(undisturbed.result).toMatchObject({ ok: true, value: { confirmed: true } });
    expect(undisturbed.violations).toEqual([]);

    const injections = undisturbed.calls.flatMap((name, call) =>
      faultsOf(name, scenario).flatMap((fault) => [
        { call, fault, persistent: false },
        { call, fault, persistent: true },
      ]),
    );
    const violations: string[] = [];
    const queue = injections.values();
    const work = async (): Promise<void> => {
      for (const injection of queue) {
        const outcome = await saveWithFault(root, scenario, injection);
        const label = `${undisturbed.calls[injection.call]} ${JSON.stringify(injection)}`;
        violations.push(...outcome.violations.map((violation) => `${label}: ${violation}`));
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));
    expect(violations).toEqual([]);
    expect(injections.length).toBeGreaterThan(200);
  });
});
