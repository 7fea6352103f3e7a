import { statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { dataFolder, readManifest } from '../../conformance/manifest.ts';
import { createDesk } from '../../support/commandLine.ts';

const manifest = readManifest();
const reason = manifest ? '' : ` (skipped: no shared images at ${dataFolder}; set ENDPLATE_SHARED_DATA)`;
/** Large files are compared by the conformance tests; here the hash of the command is the question. */
const LARGEST = 400_000;

const exact =
  manifest === null
    ? []
    : [...manifest.dicom, ...manifest.phantom, ...manifest.raster].flatMap((entry) => {
        const file = path.join(dataFolder, entry.path);
        return entry.ref?.exact === true && statSync(file).size <= LARGEST
          ? [{ name: entry.path, file, ref: entry.ref }]
          : [];
      });

describe.skipIf(!manifest)(`inspect gives the hash of other decoders${reason}`, () => {
  const desk = createDesk();
  afterAll(() => desk.clear());

  test('there is enough to compare', () => expect(exact.length).toBeGreaterThan(50));

  test.each(exact)('$name', async ({ file, ref }) => {
    const ran = await desk.run(['inspect', file, '--json']);
    const { samples, rows, columns, samplesPerPixel } = ran.json() as {
      samples: { sha256: string; min: number; max: number; mean: number };
      rows: number;
      columns: number;
      samplesPerPixel: number;
    };
    expect([rows, columns, samplesPerPixel]).toEqual([ref.shape[0], ref.shape[1], ref.shape[2] ?? 1]);
    expect(samples).toMatchObject({ sha256: ref.sha256, min: ref.min, max: ref.max });
    expect(samples.mean).toBeCloseTo(ref.mean, 3);
  });
});
