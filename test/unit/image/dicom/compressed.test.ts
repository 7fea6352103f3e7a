import { describe, expect, test } from 'vitest';
import { isRleHeader } from '../../../../shared/image/codecs/rle.ts';
import { readRadiograph } from '../../../../shared/image/readRadiograph.ts';
import { nodeCodecs } from '../../../../electron/cli/codecLoader.ts';
import { encodeHtj2k, encodeJpeg2000, encodeJpegLs, encodeSmallSigned } from '../../../support/codecEncoders.ts';
import { encapsulated, SYNTAX, writeCompressed } from '../../../support/dicomWriter.ts';
import { encodeJpegDct } from '../../../support/jpegDctEncoder.ts';
import { encodeJpegLossless } from '../../../support/jpegLosslessEncoder.ts';
import { opened, refusal } from '../../../support/openImage.ts';
import { encodeRle, rleFrame } from '../../../support/rleEncoder.ts';

const rows = 24;
const columns = 20;
/** A smooth ramp with some texture, 12 bits. */
const ramp = (shift = 0): number[] =>
  Array.from({ length: rows * columns }, (_, i) => (7 * i + 31 * (i % columns) + ((i * i) % 17) + shift) & 0xfff);
const grey = { rows, columns, bitsStored: 12, cells: ramp() };
const frame12 = { width: columns, height: rows, bitsPerSample: 12, componentCount: 1, isSigned: false };
const rgb = {
  rows,
  columns,
  bitsAllocated: 8 as const,
  samplesPerPixel: 3 as const,
  photometric: 'RGB',
  cells: Array.from({ length: rows * columns * 3 }, (_, i) => (i * 5 + (i % 3) * 40) & 0xff),
};
const frameRgb = { width: columns, height: rows, bitsPerSample: 8, componentCount: 3, isSigned: false };
const planes = [0, 1, 2].flatMap((c) => rgb.cells.filter((_, i) => i % 3 === c));

const lossless12 = { rows, columns, precision: 12 };

/** Each lossless syntax with a stream of the grey image. */
const greyStreams: readonly (readonly [string, string, () => Promise<Uint8Array>])[] = [
  ['RLE', SYNTAX.rle, () => Promise.resolve(encodeRle(grey.cells, { samplesPerPixel: 1, bitsAllocated: 16 }))],
  ['JPEG lossless', SYNTAX.jpegLosslessSv1, () => Promise.resolve(encodeJpegLossless(grey.cells, lossless12))],
  [
    'JPEG lossless, predictor 6',
    SYNTAX.jpegLossless,
    () => Promise.resolve(encodeJpegLossless(grey.cells, { ...lossless12, predictor: 6 })),
  ],
  ['JPEG-LS', SYNTAX.jpegLs, () => encodeJpegLs(grey.cells, frame12)],
  ['JPEG 2000', SYNTAX.jpeg2000Lossless, () => encodeJpeg2000(grey.cells, frame12)],
  ['HTJ2K', SYNTAX.htj2kLossless, () => encodeHtj2k(grey.cells, frame12)],
];

describe('lossless compression gives the stored values back, bit by bit', () => {
  test.each(greyStreams)('%s, one component of 12 bits', async (_, syntax, stream) => {
    const radiograph = await opened(writeCompressed(grey, syntax, encapsulated([await stream()])));
    expect(Array.from(radiograph.pixels)).toEqual(grey.cells);
    expect(radiograph).toMatchObject({ lossy: false, warnings: [], colourSpace: null });
  });

  test.each([
    ['RLE', SYNTAX.rle, () => encodeRle(rgb.cells, { samplesPerPixel: 3, bitsAllocated: 8 })],
    [
      'JPEG lossless',
      SYNTAX.jpegLosslessSv1,
      () => encodeJpegLossless(rgb.cells, { rows, columns, precision: 8, components: 3 }),
    ],
    ['JPEG-LS by plane', SYNTAX.jpegLs, () => encodeJpegLs(planes, frameRgb, { interleave: 0 })],
    ['JPEG-LS by line', SYNTAX.jpegLs, () => encodeJpegLs(rgb.cells, frameRgb, { interleave: 1 })],
    ['JPEG-LS by pixel', SYNTAX.jpegLs, () => encodeJpegLs(rgb.cells, frameRgb, { interleave: 2 })],
    ['JPEG 2000', SYNTAX.jpeg2000Lossless, () => encodeJpeg2000(rgb.cells, frameRgb)],
    ['HTJ2K', SYNTAX.htj2kLossless, () => encodeHtj2k(rgb.cells, frameRgb)],
  ] as const)('%s, three colours', async (_, syntax, stream) => {
    const radiograph = await opened(writeCompressed(rgb, syntax, encapsulated([await stream()])));
    expect(Array.from(radiograph.pixels)).toEqual(rgb.cells);
    expect(radiograph.colourSpace).toBe('RGB');
  });

  test.each([
    ['JPEG-LS', SYNTAX.jpegLs, encodeJpegLs],
    ['JPEG 2000', SYNTAX.jpeg2000Lossless, encodeJpeg2000],
    ['HTJ2K', SYNTAX.htj2kLossless, encodeHtj2k],
  ] as const)('%s: signed values of 16 bits', async (_, syntax, encode) => {
    const values = grey.cells.map((each) => each * 16 - 32768);
    const cells = values.map((each) => each & 0xffff);
    const stream = await encode(cells, { ...frame12, bitsPerSample: 16, isSigned: syntax !== SYNTAX.jpegLs });
    const image = { ...grey, cells, bitsStored: 16, signed: true };
    expect(Array.from((await opened(writeCompressed(image, syntax, encapsulated([stream])))).pixels)).toEqual(values);
  });

  test.each([
    ['JPEG 2000', SYNTAX.jpeg2000Lossless, encodeJpeg2000, 8],
    ['JPEG 2000', SYNTAX.jpeg2000Lossless, encodeJpeg2000, 16],
    ['HTJ2K', SYNTAX.htj2kLossless, encodeHtj2k, 8],
    ['HTJ2K', SYNTAX.htj2kLossless, encodeHtj2k, 16],
  ] as const)(
    '%s (%s): signed values of 8 bits stay negative, %4$i allocated',
    async (_, syntax, encode, bitsAllocated) => {
      const values = grey.cells.map((each) => (each >> 4) - 128);
      const stream = await encodeSmallSigned(encode, values, { ...frame12, bitsPerSample: 8 });
      const image = { ...grey, cells: values, bitsStored: 8, bitsAllocated, signed: true };
      expect(Array.from((await opened(writeCompressed(image, syntax, encapsulated([stream])))).pixels)).toEqual(values);
    },
  );
});

describe('lossy compression comes close and says that it is lossy', () => {
  const largestDifference = (ours: ArrayLike<number>, source: readonly number[]): number =>
    source.reduce((most, each, i) => Math.max(most, Math.abs(each - (ours[i] as number))), 0);

  test('JPEG extended, 12 bits', async () => {
    const stream = encodeJpegDct(grey.cells, { rows, columns, precision: 12 });
    const radiograph = await opened(writeCompressed(grey, SYNTAX.jpegExtended, encapsulated([stream])));
    expect(largestDifference(radiograph.pixels, grey.cells)).toBeLessThanOrEqual(2);
    expect(radiograph.lossy).toBe(true);
  });

  test('JPEG baseline, 8 bits, and the same in 16 allocated', async () => {
    const cells = grey.cells.map((each) => each >> 4);
    const stream = encodeJpegDct(cells, { rows, columns, precision: 8 });
    for (const bitsAllocated of [8, 16] as const) {
      const image = { ...grey, cells, bitsAllocated, bitsStored: 8 };
      const radiograph = await opened(writeCompressed(image, SYNTAX.jpegBaseline, encapsulated([stream])));
      expect(largestDifference(radiograph.pixels, cells)).toBeLessThanOrEqual(2);
      expect(radiograph.pixels.BYTES_PER_ELEMENT).toBe(bitsAllocated / 8);
    }
  });

  const red = { ...rgb, cells: Array.from({ length: rows * columns }, () => [76, 85, 255]).flat() };

  test.each([
    ['YBR_FULL without marks is YCbCr', 'YBR_FULL', undefined, undefined, [254, 0, 0]],
    ['RGB without marks is RGB', 'RGB', undefined, undefined, [76, 85, 255]],
    ['RGB with an Adobe mark 0 is RGB', 'RGB', 0, undefined, [76, 85, 255]],
    ['YBR_FULL with an Adobe mark 0 is RGB', 'YBR_FULL', 0, undefined, [76, 85, 255]],
    ['RGB with an Adobe mark 1 is YCbCr', 'RGB', 1, undefined, [254, 0, 0]],
    ['components named R, G, B are RGB', 'YBR_FULL', undefined, [82, 71, 66], [76, 85, 255]],
  ] as const)('%s', async (_, photometric, adobeTransform, componentIds, pixel) => {
    const stream = encodeJpegDct(red.cells, {
      rows,
      columns,
      precision: 8,
      components: 3,
      adobeTransform,
      componentIds,
    });
    const file = writeCompressed({ ...red, photometric }, SYNTAX.jpegBaseline, encapsulated([stream]));
    const { pixels, colourSpace } = await opened(file);
    expect(colourSpace).toBe('RGB');
    expect(largestDifference(pixels.slice(0, 3), [...pixel])).toBeLessThanOrEqual(1);
  });

  test('JPEG-LS near-lossless stays within its bound', async () => {
    const stream = await encodeJpegLs(grey.cells, frame12, { near: 3 });
    const radiograph = await opened(writeCompressed(grey, SYNTAX.jpegLsNear, encapsulated([stream])));
    expect(largestDifference(radiograph.pixels, grey.cells)).toBeLessThanOrEqual(3);
    expect(radiograph.lossy).toBe(true);
  });

  test('JPEG 2000 with the 9-7 transform', async () => {
    const stream = await encodeJpeg2000(grey.cells, frame12, { lossless: false });
    expect((await opened(writeCompressed(grey, SYNTAX.jpeg2000, encapsulated([stream])))).lossy).toBe(true);
  });
});

describe('fragments and offset tables', () => {
  const cellsOf = [ramp(0), ramp(500), ramp(1000)];
  const streams = cellsOf.map((cells) => encodeJpegLossless(cells, lossless12));
  const even = streams.map((stream) => (stream.length % 2 === 0 ? stream : Uint8Array.from([...stream, 0])));
  const offsets = [0, even[0]!.length + 8, even[0]!.length + even[1]!.length + 16];
  const image = { ...grey, frames: 3 };
  const halves = even.flatMap((stream) => [stream.slice(0, 100), stream.slice(100)]);
  const splitOffsets = [0, even[0]!.length + 16, even[0]!.length + even[1]!.length + 32];

  test.each([
    ['an empty table', even, []],
    ['a good table', even, offsets],
    ['a table full of nonsense', even, [0, 3, 0x7fffffff]],
    ['a table of zeros', even, [0, 0, 0]],
    ['two fragments each, empty table', halves, []],
    ['two fragments each, good table', halves, splitOffsets],
    ['two fragments each, wrong table', halves, [0, 8, 16]],
  ])('every frame is found with %s', async (_, fragments, offsetTable) => {
    const file = writeCompressed(image, SYNTAX.jpegLosslessSv1, encapsulated(fragments, { offsetTable }));
    for (const frame of [0, 1, 2]) {
      const radiograph = await opened(file, frame);
      expect(Array.from(radiograph.pixels)).toEqual(cellsOf[frame]);
      expect(radiograph).toMatchObject({ frames: 3, frame });
    }
    expect((await refusal(file, 3)).code).toBe('no_such_frame');
  });

  test('one frame in twenty fragments', async () => {
    const [stream] = even as [Uint8Array];
    const step = 2 * Math.ceil(stream.length / 40);
    const pieces = Array.from({ length: 20 }, (_, i) => stream.slice(i * step, (i + 1) * step));
    const file = writeCompressed(grey, SYNTAX.jpegLosslessSv1, encapsulated(pieces));
    expect(Array.from((await opened(file)).pixels)).toEqual(cellsOf[0]);
  });

  test('RLE frames, which have no signature, one fragment each', async () => {
    const rle = cellsOf.map((cells) => encodeRle(cells, { samplesPerPixel: 1, bitsAllocated: 16 }));
    const file = writeCompressed(image, SYNTAX.rle, encapsulated(rle));
    expect(Array.from((await opened(file, 2)).pixels)).toEqual(cellsOf[2]);
  });

  test('RLE frames in several fragments without a table begin where an RLE header is', async () => {
    const rle = cellsOf.map((cells) => encodeRle(cells, { samplesPerPixel: 1, bitsAllocated: 16 }));
    const pieces = rle.flatMap((stream) => [stream.slice(0, 80), stream.slice(80)]);
    const file = writeCompressed(image, SYNTAX.rle, encapsulated(pieces));
    for (const frame of [0, 1, 2]) expect(Array.from((await opened(file, frame)).pixels)).toEqual(cellsOf[frame]);
    // Data that only begin with a plausible number of segments are no header.
    const noise = Uint8Array.from({ length: 64 }, (_, i) => (i === 0 ? 2 : i < 4 ? 0 : i * 7));
    expect([isRleHeader(rle[0]!), isRleHeader(noise), isRleHeader(rle[0]!.slice(0, 60))]).toEqual([true, false, false]);
  });

  test('fewer frames than announced open with a warning', async () => {
    const file = writeCompressed({ ...grey, frames: 100 }, SYNTAX.jpegLosslessSv1, encapsulated(even));
    const radiograph = await opened(file, 1);
    expect(Array.from(radiograph.pixels)).toEqual(cellsOf[1]);
    expect(radiograph).toMatchObject({ frames: 3, warnings: [{ code: 'frames_missing' }] });
  });

  test('a missing end mark is a warning', async () => {
    const file = writeCompressed(grey, SYNTAX.jpegLosslessSv1, encapsulated([even[0]!], { delimiter: false }));
    expect((await opened(file)).warnings).toMatchObject([{ code: 'pixel_data_end_missing' }]);
  });

  test.each([
    ['no item at all', encapsulated([], { offsetTable: null }), 'no_pixel_data'],
    ['an offset table alone', encapsulated([]), 'no_pixel_data'],
    ['empty fragments', encapsulated([new Uint8Array(0), new Uint8Array(0)]), 'no_pixel_data'],
    [
      'something between the items',
      Uint8Array.from([...encapsulated([], { delimiter: false }), ...new Uint8Array(8).fill(65)]),
      'damaged',
    ],
    [
      'more fragments than any file has',
      encapsulated(Array.from({ length: 10_002 }, () => Uint8Array.of(0, 0))),
      'too_large',
    ],
  ])('%s', async (_, body, code) => {
    expect((await refusal(writeCompressed(grey, SYNTAX.jpegLosslessSv1, body))).code).toBe(code);
  });
});

describe('a damaged stream never becomes a picture', () => {
  test.each(greyStreams)('%s cut at any tenth', async (_, syntax, stream) => {
    const whole = await stream();
    for (let tenth = 0; tenth < 10; tenth++) {
      const cut = whole.slice(0, 2 * Math.floor((whole.length * tenth) / 20));
      const file = writeCompressed(grey, syntax, encapsulated([cut]));
      const result = await readRadiograph(file, { codecs: nodeCodecs });
      const honest = !result.ok || result.value.warnings.length > 0;
      expect(honest, `${tenth}/10: ${result.ok ? 'opened' : result.error.code}`).toBe(true);
    }
  });

  test.each(greyStreams)('%s: a bad frame after a good one is not the good one again', async (_, syntax, stream) => {
    const good = await stream();
    const bad = good.slice(0, 80);
    const file = writeCompressed({ ...grey, frames: 2 }, syntax, encapsulated([good, bad]));
    expect(Array.from((await opened(file, 0)).pixels)).toEqual(grey.cells);
    await refusal(file, 1);
    expect(Array.from((await opened(file, 0)).pixels)).toEqual(grey.cells);
  });

  test.each(greyStreams)('%s of another size than the header says', async (_, syntax, stream) => {
    const file = writeCompressed({ ...grey, rows: rows + 1 }, syntax, encapsulated([await stream()]));
    const { code } = await refusal(file);
    expect(['damaged', 'truncated']).toContain(code);
  });

  test.each([
    ['too many segments', rleFrame([Uint8Array.of(0, 1), Uint8Array.of(0, 1), Uint8Array.of(0, 1)])],
    ['a literal run past the end', rleFrame([Uint8Array.of(127, 1), Uint8Array.of(127, 2)])],
    ['nothing but its header', rleFrame([new Uint8Array(0), new Uint8Array(0)])],
  ])('RLE with %s', async (_, stream) => {
    expect(
      (await refusal(writeCompressed({ ...grey, rows: 2, columns: 2 }, SYNTAX.rle, encapsulated([stream])))).code,
    ).toBe('damaged');
  });

  test('the stream decides what it is, whatever the file calls it', async () => {
    const stream = encodeJpegLossless(grey.cells, lossless12);
    for (const syntax of [SYNTAX.jpegLs, SYNTAX.jpeg2000Lossless, SYNTAX.rle, SYNTAX.explicit]) {
      const radiograph = await opened(writeCompressed(grey, syntax, encapsulated([stream])));
      expect(Array.from(radiograph.pixels)).toEqual(grey.cells);
      expect(radiograph.warnings).toMatchObject([{ code: 'transfer_syntax_mismatch' }]);
    }
  });
});
