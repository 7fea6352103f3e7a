import fc from 'fast-check';
import { expect, test } from 'vitest';
import { studyStatistics } from '../../shared/report/studyStatistics.ts';
import { randomStudy } from '../support/randomStudy.ts';

/** Every leaf of a document with its path. */
function* leaves(content: unknown, path = ''): Generator<readonly [string, unknown]> {
  if (typeof content !== 'object' || content === null) yield [path, content];
  else for (const [key, value] of Object.entries(content)) yield* leaves(value, `${path}.${key}`);
}

test('whatever a study holds, its statistics are finite numbers, texts, or what is missing and why; p from 0 to 1', () => {
  fc.assert(
    fc.property(randomStudy, (study) => {
      const statistics = studyStatistics(study);
      for (const [path, leaf] of leaves(statistics)) {
        if (typeof leaf === 'number') expect(Number.isFinite(leaf), path).toBe(true);
        else expect(leaf === null || ['string', 'boolean'].includes(typeof leaf), path).toBe(true);
        if (/\.p(_two_sided|_exact\w*|_normal\w*)?$/.test(path) && typeof leaf === 'number') {
          expect(leaf >= 0 && leaf <= 1, path).toBe(true);
        }
        if (path.endsWith('.missing.message')) expect(leaf).toMatch(/^[A-Z].*\.$/);
      }
      expect(JSON.parse(JSON.stringify(statistics))).toEqual(JSON.parse(JSON.stringify(studyStatistics(study))));
    }),
    { numRuns: 60 },
  );
});
