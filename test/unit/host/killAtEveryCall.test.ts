import { describe, expect, test } from 'vitest';
import { killAtEveryCall, killAtMoments } from '../../support/killEveryCall.ts';
import { isBad, killWhileKeeping, killWhileSaving } from '../../support/killScenarios.ts';
import { useTemporaryFolder } from './temporaryFolder.ts';

const SCENARIOS = [
  ['while it saves a study', killWhileSaving],
  ['while it keeps a copy of unsaved work', killWhileKeeping],
] as const;

describe('A process that is killed leaves the whole old or the whole new version', () => {
  const folder = useTemporaryFolder();

  test.for(SCENARIOS)('at whatever call it is killed %s', { timeout: 300_000 }, async ([name, prepare], context) => {
    const outcomes = await killAtEveryCall(await prepare(folder.path));
    if (outcomes === null) {
      return context.skip('strace is missing, or not allowed to trace here: killed at moments only');
    }
    console.log(`killed ${name}: ${outcomes.length} points, ${outcomes.filter(isBad).length} violations`);
    expect(outcomes.filter(isBad)).toEqual([]);
    expect(outcomes.some((outcome) => outcome.includes('old'))).toBe(true);
    expect(outcomes.some((outcome) => outcome.includes('new'))).toBe(true);
    expect(outcomes.length).toBeGreaterThan(15);
    return undefined;
  });

  test.each(SCENARIOS)('at whatever moment it is killed %s', async (_, prepare) => {
    const outcomes = await killAtMoments(await prepare(folder.path), 8);
    expect(outcomes.filter(isBad)).toEqual([]);
    expect(outcomes).toHaveLength(8);
  });
});
