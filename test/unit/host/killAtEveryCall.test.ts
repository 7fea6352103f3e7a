import { describe, expect, test } from 'vitest';
import { killAtEveryCall } from '../../support/killEveryCall.ts';
import { isBad, killWhileKeeping, killWhileSaving } from '../../support/killScenarios.ts';
import { useTemporaryFolder } from './temporaryFolder.ts';

describe('A process that is killed leaves the whole old or the whole new version, whatever call it was killed at', () => {
  const folder = useTemporaryFolder();

  test.each([
    ['while it saves a study', killWhileSaving],
    ['while it keeps a copy of unsaved work', killWhileKeeping],
  ])(
    '%s',
    async (name, prepare) => {
      const outcomes = await killAtEveryCall(await prepare(folder.path));
      if (outcomes === null) {
        console.log(`not killed ${name}: strace is missing, or not allowed to trace here`);
        return;
      }
      console.log(`killed ${name}: ${outcomes.length} points`);
      expect(outcomes.filter(isBad)).toEqual([]);
      expect(outcomes.some((outcome) => outcome.includes('old'))).toBe(true);
      expect(outcomes.some((outcome) => outcome.includes('new'))).toBe(true);
      expect(outcomes.length).toBeGreaterThan(15);
    },
    300_000,
  );
});
