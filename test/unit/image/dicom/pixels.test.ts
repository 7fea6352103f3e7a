import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ybrToRgb } from '../../../../shared/image/ybrToRgb.ts';
import { encodeRle } from '../../../support/rleEncoder.ts';
import { element, encapsulated, SYNTAX, writeCompressed, writeImage } from '../../../support/dicomWriter.ts';
import { opened, refusal, warningsOf } from '../../../support/openImage.ts';

const values = async (bytes: Uint8Array, frame = 0): Promise<number[]> =>
  Array.from((await opened(bytes, frame)).pixels);

describe('stored values within the cells', () => {
  test('12 bits of 16: what stands above is left out', async () => {
    const image = { rows: 1, columns: 3, bitsStored: 12, cells: [0xf001, 0x8fff, 0x0800] };
    expect(await values(writeImage(image))).toEqual([1, 4095, 2048]);
  });

  test('12 bits that end at bit 15', async () => {
    const image = { rows: 1, columns: 2, bitsStored: 12, highBit: 15, cells: [0x001f, 0xfff3] };
    expect(await values(writeImage(image))).toEqual([1, 4095]);
  });

  test('12 bits signed', async () => {
    const image = { rows: 1, columns: 4, bitsStored: 12, signed: true, cells: [0x0800, 0x0fff, 0x07ff, 0xf001] };
    const radiograph = await opened(writeImage(image));
    expect(Array.from(radiograph.pixels)).toEqual([-2048, -1, 2047, 1]);
    expect(radiograph).toMatchObject({ signed: true, minimum: -2048, maximum: 2047 });
  });

  test('any bits stored and any high bit, as property', async () => {
    const layouts = fc
      .record({ bitsAllocated: fc.constantFrom(8 as const, 16 as const), signed: fc.boolean(), seed: fc.nat() })
      .chain(({ bitsAllocated, signed, seed }) =>
        fc
          .integer({ min: 1, max: bitsAllocated })
          .chain((bitsStored) =>
            fc
              .integer({ min: bitsStored - 1, max: bitsAllocated - 1 })
              .map((highBit) => ({ bitsAllocated, signed, seed, bitsStored, highBit })),
          ),
      );
    await fc.assert(
      fc.asyncProperty(layouts, async ({ seed, ...layout }) => {
        const { bitsAllocated, bitsStored, highBit, signed } = layout;
        const cells = Array.from({ length: 12 }, (_, i) => Math.imul(seed + i, 40503) & (2 ** bitsAllocated - 1));
        const expected = cells.map((cell) => {
          const value = Math.floor(cell / 2 ** (highBit + 1 - bitsStored)) % 2 ** bitsStored;
          return signed && value >= 2 ** (bitsStored - 1) ? value - 2 ** bitsStored : value;
        });
        expect(await values(writeImage({ rows: 3, columns: 4, cells, ...layout }))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    [SYNTAX.explicit, 'OB'],
    [SYNTAX.explicit, 'OW'],
    [SYNTAX.bigEndian, 'OB'],
    [SYNTAX.implicit, 'OW'],
  ])('8 bits, %s, written as %s', async (syntax, vr) => {
    const cells = [1, 2, 3, 4, 5, 6];
    const bytes = writeImage(
      { rows: 2, columns: 3, bitsAllocated: 8, cells },
      { syntax, changes: [element(0x7fe00010, vr, Uint8Array.from(cells))] },
    );
    expect(await values(bytes)).toEqual(cells);
  });

  test('8 bits in big endian words stand swapped in the file', async () => {
    const bytes = writeImage(
      { rows: 2, columns: 2, bitsAllocated: 8, cells: [1, 2, 3, 4] },
      { syntax: SYNTAX.bigEndian, changes: [element(0x7fe00010, 'OW', Uint8Array.of(2, 1, 4, 3))] },
    );
    expect(await values(bytes)).toEqual([1, 2, 3, 4]);
  });

  test('an odd number of bytes is padded', async () => {
    expect(
      await values(writeImage({ rows: 3, columns: 3, bitsAllocated: 8, cells: [1, 2, 3, 4, 5, 6, 7, 8, 9] })),
    ).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('colours', () => {
  const cells = [10, 20, 30, 40, 50, 60];
  const image = {
    rows: 1,
    columns: 2,
    bitsAllocated: 8 as const,
    samplesPerPixel: 3 as const,
    photometric: 'RGB',
    cells,
  };

  test('RGB pixel by pixel and plane by plane', async () => {
    expect(await opened(writeImage(image))).toMatchObject({ samplesPerPixel: 3, colourSpace: 'RGB', inverted: false });
    expect(await values(writeImage(image))).toEqual(cells);
    const planar = writeImage(
      { ...image, cells: [10, 40, 20, 50, 30, 60] },
      { changes: [element(0x00280006, 'US', [1])] },
    );
    expect(await values(planar)).toEqual(cells);
  });

  test('16 bits per colour, big endian', async () => {
    const bytes = writeImage(
      { ...image, bitsAllocated: 16, cells: [1000, 2000, 3000, 4, 5, 6] },
      { syntax: SYNTAX.bigEndian },
    );
    expect(await values(bytes)).toEqual([1000, 2000, 3000, 4, 5, 6]);
  });

  test('YBR_FULL stays as stored and says so', async () => {
    const radiograph = await opened(
      writeImage({ ...image, photometric: 'YBR_FULL', cells: [76, 85, 255, 255, 128, 128] }),
    );
    expect(Array.from(radiograph.pixels)).toEqual([76, 85, 255, 255, 128, 128]);
    expect(radiograph.colourSpace).toBe('YBR_FULL');
    const rgb = Uint8Array.from(radiograph.pixels);
    ybrToRgb(rgb, 8);
    // Red to within one, as the standard's own coefficients give 254; white exactly.
    expect(Array.from(rgb)).toEqual([254, 0, 0, 255, 255, 255]);
  });

  test('YBR_FULL_422 becomes RGB: two pixels share their colour', async () => {
    const bytes = writeImage(
      { ...image, photometric: 'YBR_FULL_422', cells: [] },
      { changes: [element(0x7fe00010, 'OB', Uint8Array.of(76, 255, 85, 255))] },
    );
    const radiograph = await opened(bytes);
    expect(radiograph.colourSpace).toBe('RGB');
    expect(Array.from(radiograph.pixels).slice(0, 3)).toEqual([254, 0, 0]);
  });

  test('a palette is kept beside the indices', async () => {
    const table = (first: number): number[] => [first, 1000, 65535, 7];
    const changes = [0x1101, 0x1102, 0x1103].flatMap((low, i) => [
      element(0x00280000 + low, 'US', [4, 0, 16]),
      element(0x00280000 + low + 0x100, 'OW', table(i)),
    ]);
    const radiograph = await opened(
      writeImage(
        { rows: 1, columns: 4, bitsAllocated: 8, photometric: 'PALETTE COLOR', cells: [0, 1, 2, 3] },
        { changes },
      ),
    );
    expect(Array.from(radiograph.pixels)).toEqual([0, 1, 2, 3]);
    expect(radiograph.palette?.green).toEqual({ firstMapped: 0, bits: 16, values: Uint16Array.from(table(1)) });
    expect(radiograph.inverted).toBe(false);
  });

  test('a palette in segments: a run, a line, and the run again', async () => {
    // 2 values, a line of 3 up to 600, then one segment from the beginning once more: 2 + 3 + 2 entries.
    const segments = [0, 2, 100, 300, 1, 3, 600, 2, 1, 0, 0];
    const changes = [0x1101, 0x1102, 0x1103].flatMap((low) => [
      element(0x00280000 + low, 'US', [7, 0, 16]),
      element(0x00280000 + low + 0x120, 'OW', segments),
    ]);
    const radiograph = await opened(
      writeImage({ rows: 1, columns: 1, bitsAllocated: 8, photometric: 'PALETTE COLOR', cells: [0] }, { changes }),
    );
    expect(Array.from(radiograph.palette?.red.values ?? [])).toEqual([100, 300, 400, 500, 600, 100, 300]);
  });

  test('a palette that is missing is an error, not a grey picture', async () => {
    const error = await refusal(
      writeImage({ rows: 1, columns: 1, bitsAllocated: 8, photometric: 'PALETTE COLOR', cells: [0] }),
    );
    expect(error.code).toBe('invalid_header');
  });
});

describe('frames', () => {
  const image = { rows: 1, columns: 2, frames: 3, cells: [1, 2, 3, 4, 5, 6] };

  test('every frame of an uncompressed file', async () => {
    expect(await values(writeImage(image), 0)).toEqual([1, 2]);
    expect(await values(writeImage(image), 2)).toEqual([5, 6]);
    expect((await refusal(writeImage(image), 3)).code).toBe('no_such_frame');
  });

  test.each([
    ['two of three frames', [1, 2, 3, 4], ['frames_missing']],
    ['more than three frames', [1, 2, 3, 4, 5, 6, 7, 8], ['pixel_data_surplus']],
  ])('%s', async (_, cells, warnings) => {
    expect(await warningsOf(writeImage({ ...image, cells }))).toEqual(warnings);
  });

  test('half a frame is an error, never filled up', async () => {
    expect((await refusal(writeImage({ ...image, frames: 1, cells: [1] }))).code).toBe('truncated');
    const whole = writeImage({ ...image, frames: 1, cells: [1, 2] });
    expect((await refusal(whole.slice(0, -1))).code).toBe('truncated');
  });

  test.each(['0', '-1', 'many', '2147483647'])(
    '%s as number of frames opens the first, with a warning',
    async (text) => {
      const bytes = writeImage({ rows: 1, columns: 1, cells: [7] }, { changes: [element(0x00280008, 'IS', text)] });
      expect(await warningsOf(bytes)).toContain('frames_invalid');
      expect(await values(bytes)).toEqual([7]);
    },
  );
});

describe('padding', () => {
  const image = { rows: 1, columns: 4, cells: [0, 65535, 10, 20] };

  test('is left out of smallest and largest', async () => {
    const changes = [element(0x00280120, 'US', [65535])];
    const radiograph = await opened(writeImage(image, { changes }));
    expect(radiograph).toMatchObject({ padding: { from: 65535, to: 65535 }, minimum: 0, maximum: 20 });
  });

  test.each([
    [[0], [10]],
    [[10], [0]],
  ])('a range from %j to %j, in either order', async (value, limit) => {
    const changes = [element(0x00280120, 'US', value), element(0x00280121, 'US', limit)];
    const radiograph = await opened(writeImage(image, { changes }));
    expect(radiograph).toMatchObject({ padding: { from: 0, to: 10 }, minimum: 20, maximum: 65535 });
  });

  test('is signed where the pixels are', async () => {
    const bytes = writeImage(
      { ...image, signed: true, cells: [0x8000, 5, 6, 7] },
      { syntax: SYNTAX.implicit, changes: [element(0x00280120, 'SS', [0x8000])] },
    );
    expect(await opened(bytes)).toMatchObject({ padding: { from: -32768, to: -32768 }, minimum: 5, maximum: 7 });
  });

  test('an image of padding alone has a range of its own', async () => {
    const changes = [element(0x00280120, 'US', [5])];
    expect(await opened(writeImage({ ...image, cells: [5, 5, 5, 5] }, { changes }))).toMatchObject({
      minimum: 0,
      maximum: 0,
    });
  });
});

describe('impossible pixel descriptions', () => {
  const image = { rows: 2, columns: 2, cells: [1, 2, 3, 4] };

  test.each([
    ['no rows', { tag: 0x00280010, value: null }, 'invalid_header'],
    ['0 rows', element(0x00280010, 'US', [0]), 'invalid_header'],
    ['65 535 × 2 rows too many for the data', element(0x00280010, 'US', [65535]), 'truncated'],
    ['no bits', { tag: 0x00280100, value: null }, 'invalid_header'],
    ['12 bits allocated', element(0x00280100, 'US', [12]), 'unsupported_pixels'],
    ['64 bits allocated', element(0x00280100, 'US', [64]), 'unsupported_pixels'],
    ['20 of 16 bits stored', element(0x00280101, 'US', [20]), 'invalid_header'],
    ['0 bits stored', element(0x00280101, 'US', [0]), 'invalid_header'],
    ['2 samples', element(0x00280002, 'US', [2]), 'unsupported_pixels'],
    ['3 samples of grey', element(0x00280002, 'US', [3]), 'invalid_header'],
    ['ARGB', element(0x00280004, 'CS', 'ARGB'), 'unsupported_pixels'],
    ['no pixel data', { tag: 0x7fe00010, value: null }, 'no_pixel_data'],
    ['empty pixel data', element(0x7fe00010, 'OW', []), 'no_pixel_data'],
  ])('%s', async (_, change, code) => {
    expect((await refusal(writeImage(image, { changes: [change] }))).code).toBe(code);
  });

  test.each([
    ['no photometric interpretation', { tag: 0x00280004, value: null }, 'photometric_missing'],
    ['0 samples', element(0x00280002, 'US', [0]), 'samples_per_pixel_missing'],
    ['a high bit below the bits', element(0x00280102, 'US', [3]), 'high_bit_invalid'],
  ])('%s can be repaired, with a warning', async (_, change, code) => {
    expect(await warningsOf(writeImage(image, { changes: [change] }))).toEqual([code]);
  });

  test('65 535 × 65 535 is refused by name before anything is allocated', async () => {
    const changes = [element(0x00280010, 'US', [65535]), element(0x00280011, 'US', [65535])];
    const error = await refusal(writeImage(image, { changes }));
    expect(error).toMatchObject({ code: 'too_large' });
    expect(error.message).toContain('65535 × 65535');
    const rle = encapsulated([encodeRle(image.cells, { samplesPerPixel: 1, bitsAllocated: 16 })]);
    expect((await refusal(writeCompressed(image, SYNTAX.rle, rle, changes))).code).toBe('too_large');
  });

  test('one row of 65 535 is legal', async () => {
    const cells = Array.from({ length: 65535 }, (_, i) => i);
    expect((await opened(writeImage({ rows: 1, columns: 65535, cells }))).columns).toBe(65535);
  });
});
