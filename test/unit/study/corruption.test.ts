import { expect, test } from 'vitest';
import { corruptEveryByte, smallStudyFile } from '../../support/corruption.ts';

test('every byte of a study file turned, lost, doubled, put in or cut off is found, or changes no value', () => {
  const { bytes, cases, undetected, crashes, neutral } = corruptEveryByte(smallStudyFile());
  console.log(`corruption: ${cases} cases on ${bytes} bytes, ${neutral} of them without a meaning`);
  expect({ undetected, crashes }).toEqual({ undetected: [], crashes: [] });
  expect(cases).toBeGreaterThan(15_000);
  // Spaces between the parts, the name of the program and the time carry no value of the study.
  expect(neutral / cases).toBeLessThan(0.25);
});
