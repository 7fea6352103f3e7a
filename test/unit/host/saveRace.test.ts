import { expect, test } from 'vitest';
import { raceTwoSavers } from '../../support/saveRace.ts';
import { useTemporaryFolder } from './temporaryFolder.ts';

const folder = useTemporaryFolder();

test('two processes save one file a thousand times: every save that was reported is in it', async () => {
  const { saves, lost, conflicts, left } = await raceTwoSavers(folder.path, 500);
  console.log(`race: ${saves} saves, ${conflicts} conflicts, ${lost} lost`);
  expect({ saves, lost, left }).toEqual({ saves: 1000, lost: 0, left: [] });
  // Without conflicts the two would have saved one after the other, and nothing would be proven.
  expect(conflicts).toBeGreaterThan(100);
}, 180_000);
