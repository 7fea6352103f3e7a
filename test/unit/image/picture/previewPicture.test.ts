import { describe, expect, test } from 'vitest';
import { nodeCodecs } from '../../../../electron/cli/codecLoader.ts';
import { scaling } from '../../../../shared/geometry/affine.ts';
import { buildPicture, type Picture } from '../../../../shared/image/picture/picture.ts';
import { createPictureRenderer } from '../../../../shared/image/picture/pictureRenderer.ts';
import { buildPreviewPicture } from '../../../../shared/image/picture/previewPicture.ts';
import { readPreview, readRadiograph } from '../../../../shared/image/readRadiograph.ts';
import { encodeJpeg2000 } from '../../../support/codecEncoders.ts';
import { encapsulated, SYNTAX, writeCompressed } from '../../../support/dicomWriter.ts';

const rows = 1501;
const columns = 1203;
/** A slope with one edge: half a stored pixel to the side and down is 17.5 values. */
const cells = Array.from({ length: rows * columns }, (_, i) => {
  const x = i % columns;
  const y = Math.floor(i / columns);
  return 300 + 20 * x + 15 * y + (x > 600 ? 8000 : 0);
});

async function pictures(): Promise<{ whole: Picture; preview: Picture }> {
  const frame = { width: columns, height: rows, bitsPerSample: 16, componentCount: 1, isSigned: false };
  const stream = await encodeJpeg2000(cells, frame, { decompositions: 4 });
  const image = { rows, columns, bitsStored: 16, cells };
  const file = writeCompressed(image, SYNTAX.jpeg2000Lossless, encapsulated([stream]));
  const preview = await readPreview(file, { codecs: nodeCodecs });
  const whole = await readRadiograph(file, { codecs: nodeCodecs });
  if (!preview?.ok || !whole.ok) throw new Error('The file did not open');
  return { whole: buildPicture(whole.value), preview: buildPreviewPicture(preview.value) };
}

describe('the picture of a preview', () => {
  test('has the size of the whole, and starts at the resolution of one half', async () => {
    const { preview, whole } = await pictures();
    expect([preview.rows, preview.columns, preview.skippedLevels]).toEqual([1501, 1203, 1]);
    expect([preview.levels[0]?.rows, preview.levels[0]?.columns]).toEqual([751, 602]);
    expect(preview.levels).toHaveLength(whole.levels.length - 1);
    expect(whole.skippedLevels).toBe(0);
  });

  test.each([0.25, 0.4, 1])('is exchanged for the whole at zoom %d without anything moving', async (zoom) => {
    const { preview, whole } = await pictures();
    const width = Math.ceil(columns * zoom) + 4;
    const height = Math.ceil(rows * zoom) + 4;
    const view = { toDisplay: scaling(zoom), width, height, interpolation: 'bilinear', invert: false } as const;
    const draw = (picture: Picture, center: number, windowWidth: number) => {
      const window = { kind: 'window', center, width: windowWidth, voiFunction: 'LINEAR' } as const;
      const { rgba } = createPictureRenderer(picture).render({ ...view, window, overlays: true });
      return new Uint32Array(rgba.buffer);
    };
    // All of the image is white and the rest black: both end at the same edge.
    const covered = draw(whole, 1, 1);
    expect(draw(preview, 1, 1).every((word, i) => word === covered[i])).toBe(true);
    const [coarse, fine] = [draw(preview, 25_000, 2561), draw(whole, 25_000, 2561)];
    // A grey level is 10 values, so half a pixel beside would be two of them. At the edge a blur is allowed.
    const grey = (word: number): number => word & 0xff;
    const edge = 600 * zoom;
    let most = 0;
    coarse.forEach((word, i) => {
      if (Math.abs((i % width) - edge) < 8 || i % width >= columns * zoom - 2 || i >= width * (rows * zoom - 2)) return;
      most = Math.max(most, Math.abs(grey(word) - grey(fine[i] ?? 0)));
    });
    expect(most).toBeLessThanOrEqual(1);
  });
});

test('samples move to the middle of what they stand for: a slope of 8 per sample at half resolution by a quarter of it', () => {
  const image = {
    rows: 2,
    columns: 4,
    samplesPerPixel: 1,
    pixels: Uint16Array.of(0, 8, 16, 24, 0, 8, 16, 24),
    palette: null,
    padding: null,
    overlays: [],
    modality: { kind: 'rescale', slope: 1, intercept: 0 },
    voi: [],
    minimum: 0,
    maximum: 24,
  } as unknown as Parameters<typeof buildPreviewPicture>[0]['image'];
  const picture = buildPreviewPicture({ image, fullRows: 4, fullColumns: 8 });
  expect([...(picture.levels[0]?.samples ?? [])]).toEqual([2, 10, 18, 24, 2, 10, 18, 24]);
});
