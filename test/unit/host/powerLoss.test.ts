import { describe, expect, test } from 'vitest';
import { replaceFile } from '../../../electron/host/atomicFile.ts';
import { afterPowerCut, createMemoryDisk } from '../../support/memoryDisk.ts';
import { cutPower, powerScenarios } from '../../support/powerLoss.ts';
import { seededChoice } from '../../support/seededChoice.ts';
import { ManualClock } from './manualClock.ts';

describe('The power goes at any moment, and what was not flushed is lost in every way', () => {
  test('studies, copies and versions are whole, and nothing that was confirmed is older or gone', async () => {
    const results = (await powerScenarios()).map((scenario, index) => cutPower(scenario, 4_000, index + 1));
    expect(results.flatMap(({ scenario, violations }) => violations.map((each) => `${scenario}: ${each}`))).toEqual([]);
    const states = results.reduce((sum, result) => sum + result.states, 0);
    console.log(`power loss: ${states} distinct states, 0 violations`);
    expect(states).toBeGreaterThanOrEqual(10_000);
  });

  test('the simulation finds a save without a flush, and one that writes into the file', async () => {
    const find = async (save: (disk: ReturnType<typeof createMemoryDisk>) => Promise<unknown>): Promise<boolean> => {
      const disk = createMemoryDisk(new Map([['/s', Buffer.from('o'.repeat(2000))]]), { record: true });
      await save(disk);
      const choose = seededChoice(7);
      return disk.moments.some((moment) =>
        Array.from({ length: 50 }, () => afterPowerCut(moment, choose).get('/s')).some((left) => {
          const text = Buffer.from(left ?? '').toString();
          return text !== 'o'.repeat(2000) && text !== 'n'.repeat(3000);
        }),
      );
    };
    const bytes = Buffer.from('n'.repeat(3000));
    expect(
      await find(async ({ port }) => {
        const file = await port.open('/t', 'create');
        await file.write(bytes);
        await port.rename('/t', '/s');
      }),
    ).toBe(true);
    expect(
      await find(async ({ port }) => {
        await port.unlink('/s');
        const file = await port.open('/s', 'create');
        await file.write(bytes);
        await file.sync();
      }),
    ).toBe(true);
    const options = { replaces: 'any', clock: new ManualClock(), keepsPrevious: true } as const;
    expect(await find(({ port }) => replaceFile(port, '/s', bytes, options))).toBe(false);
  });
});
