import { describe, expect, test } from 'vitest';
import { nodeCodecs } from '../../../../electron/cli/codecLoader.ts';
import { readPreview } from '../../../../shared/image/readRadiograph.ts';
import { encodeJpeg2000 } from '../../../support/codecEncoders.ts';
import { encapsulated, SYNTAX, writeCompressed, writeImage } from '../../../support/dicomWriter.ts';

const rows = 1500;
const columns = 1201;
/** Left half 1000, right half 3000. */
const cells = Array.from({ length: rows * columns }, (_, i) => (i % columns < columns / 2 ? 1000 : 3000));
const image = { rows, columns, bitsStored: 12, cells };
const frame = { width: columns, height: rows, bitsPerSample: 12, componentCount: 1, isSigned: false };

describe('a first picture', () => {
  test('of JPEG 2000 is a half of each side, with the same grey levels', async () => {
    const stream = await encodeJpeg2000(cells, frame, { decompositions: 3 });
    const file = writeCompressed(image, SYNTAX.jpeg2000Lossless, encapsulated([stream]));
    const preview = await readPreview(file, { codecs: nodeCodecs });
    expect(preview).toMatchObject({
      ok: true,
      value: { fullRows: rows, fullColumns: columns, image: { rows: 750, columns: 601 } },
    });
    if (!preview?.ok) return;
    const { pixels } = preview.value.image;
    expect(pixels).toHaveLength(750 * 601);
    expect(pixels[375 * 601 + 100]).toBe(1000);
    expect(pixels[375 * 601 + 500]).toBe(3000);
  });

  test('there is none where the whole is small, or has no lower resolution, or is not JPEG 2000', async () => {
    const small = { rows: 64, columns: 64, cells: cells.slice(0, 4096), bitsStored: 12 };
    const smallStream = await encodeJpeg2000(small.cells, { ...frame, width: 64, height: 64 });
    const flat = await encodeJpeg2000(cells, frame, { decompositions: 0 });
    expect(
      await readPreview(writeCompressed(small, SYNTAX.jpeg2000, encapsulated([smallStream])), { codecs: nodeCodecs }),
    ).toBeNull();
    expect(
      await readPreview(writeCompressed(image, SYNTAX.jpeg2000, encapsulated([flat])), { codecs: nodeCodecs }),
    ).toBeNull();
    expect(await readPreview(writeImage(small), { codecs: nodeCodecs })).toBeNull();
    expect(await readPreview(new Uint8Array(3), { codecs: nodeCodecs })).toBeNull();
  });

  test('of a cut stream is an error, as of the whole', async () => {
    const stream = await encodeJpeg2000(cells, frame, { decompositions: 3 });
    const file = writeCompressed(image, SYNTAX.jpeg2000Lossless, encapsulated([stream.slice(0, stream.length / 2)]));
    expect(await readPreview(file, { codecs: nodeCodecs })).toMatchObject({ ok: false, error: { code: 'truncated' } });
  });
});
