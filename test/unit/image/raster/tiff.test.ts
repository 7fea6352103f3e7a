import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { nodeCodecs } from '../../../../electron/cli/codecLoader.ts';
import type { ImageError, Radiograph } from '../../../../shared/image/radiograph.ts';
import { decompressLzw } from '../../../../shared/image/raster/tiffLzw.ts';
import { readRadiograph } from '../../../../shared/image/readRadiograph.ts';
import type { Result } from '../../../../shared/result.ts';
import { writeTiff, type TiffField, type TiffPage } from '../../../support/tiffWriter.ts';

const folder = path.resolve(import.meta.dirname, '../../../golden/tiff');
const golden = (name: string): Uint8Array => new Uint8Array(readFileSync(path.join(folder, name)));
const goldens = readdirSync(folder).filter((name) => name.endsWith('.tif'));

const open = (bytes: Uint8Array, frame = 0): Promise<Result<Radiograph, ImageError>> =>
  readRadiograph(bytes, { codecs: nodeCodecs, frame });

async function opened(bytes: Uint8Array, frame = 0): Promise<Radiograph> {
  const image = await open(bytes, frame);
  if (!image.ok) throw new Error(image.error.message);
  return image.value;
}

const COLUMNS = 21;
const ROWS = 18;
const grey16 = Array.from({ length: ROWS * COLUMNS }, (_, i) => {
  const [x, y] = [i % COLUMNS, Math.floor(i / COLUMNS)];
  return (1900 * x + 3330 * y + 7 * x * y * y) % 65_536;
});
const grey8 = grey16.map((value) => value >> 8);
const colours = (values: readonly number[], most: number): readonly number[] =>
  values.flatMap((value) => [value, (3 * value) & most, most - value]);
const EXPECTED: Readonly<Record<string, readonly number[]>> = {
  grey16,
  grey8,
  rgb8: colours(grey8, 0xff),
  rgb16: colours(grey16, 0xffff),
};

describe('the files of libtiff', () => {
  test.each(goldens.filter((name) => /^(grey|rgb)/.test(name)))('%s', async (name) => {
    const expected = EXPECTED[name.slice(0, name.indexOf('-'))];
    const radiograph = await opened(golden(name));
    expect([...radiograph.pixels]).toEqual(expected);
    const isColour = name.startsWith('rgb');
    expect(radiograph).toMatchObject({
      format: 'tiff',
      rows: ROWS,
      columns: COLUMNS,
      bitsStored: /16/.test(name.split('-')[0] ?? '') ? 16 : 8,
      samplesPerPixel: isColour ? 3 : 1,
      photometricInterpretation: isColour ? 'RGB' : 'MONOCHROME2',
      frames: 1,
      lossy: false,
      warnings: [],
    });
  });

  test('one bit, the first in the lowest place, as the tool itself unpacks it', async () => {
    const { pixels, bitsStored } = await opened(golden('bits1-packBits.tif'));
    expect(bitsStored).toBe(1);
    expect(createHash('sha256').update(pixels).digest('hex')).toBe(
      '3290f31f2492f495c4d8e390c41ba68b25a809b7144d4e86d5e6092f942233fb',
    );
  });

  test('two pages are two frames', async () => {
    const second = await opened(golden('pages.tif'), 1);
    expect(second).toMatchObject({ frames: 2, frame: 1 });
    expect([...second.pixels]).toEqual(grey16);
    expect(await open(golden('pages.tif'), 2)).toMatchObject({ ok: false, error: { code: 'no_such_frame' } });
  });

  test.each([
    ['refused-fax.tif', /fax compression/],
    ['refused-jpeg.tif', /JPEG compression|YCbCr/],
    ['refused-bigTiff.tif', /BigTIFF/],
  ])('%s is refused by name', async (name, message) => {
    const image = await open(golden(name));
    expect(image).toMatchObject({
      ok: false,
      error: { code: 'unsupported_format', message: expect.stringMatching(message) },
    });
  });
});

const page = (over: Partial<TiffPage> = {}): TiffPage => ({ columns: 3, rows: 2, data: [1, 2, 3, 4, 5, 6], ...over });
const withFields = (...fields: readonly TiffField[]): Uint8Array => writeTiff([page({ fields })]);

describe('what the fields mean', () => {
  test('low values bright: stored as they are, inverted once when shown', async () => {
    const radiograph = await opened(withFields([262, 3, [0]]));
    expect(radiograph).toMatchObject({ inverted: true, photometricInterpretation: 'MONOCHROME1' });
    expect([...radiograph.pixels]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test.each([
    [1, [0b1010_0000, 0b0100_0000], [1, 0, 1, 0, 1, 0]],
    [4, [0x12, 0x30, 0x45, 0x60], [1, 2, 3, 4, 5, 6]],
    [12, [0x01, 0x20, 0x03, 0xff, 0xf0, 0x45, 0x00, 0x60, 0x07, 0x00], [0x12, 3, 0xfff, 0x45, 6, 7]],
  ] as const)('%d-bit samples are packed from the highest bit on', async (bits, data, values) => {
    const lines = bits === 12 ? [0x01, 0x20, 0x03, 0xff, 0xf0, 0x04, 0x50, 0x06, 0x00, 0x70] : data;
    const radiograph = await opened(writeTiff([page({ bits, data: lines })]));
    expect([...radiograph.pixels]).toEqual(values);
    expect(radiograph.bitsStored).toBe(bits);
  });

  test('a palette of 16 bits, and one that was written with 8', async () => {
    const map = (factor: number): TiffField => [320, 3, Array.from({ length: 3 * 256 }, (_, i) => (i % 256) * factor)];
    const wide = await opened(withFields([262, 3, [3]], map(257)));
    expect(wide.palette?.red).toMatchObject({ bits: 16, firstMapped: 0 });
    expect(wide.palette?.blue.values[5]).toBe(5 * 257);
    expect((await opened(withFields([262, 3, [3]], map(1)))).palette?.green.bits).toBe(8);
    expect(await open(withFields([262, 3, [3]], [320, 3, [1, 2, 3]]))).toMatchObject({ error: { code: 'damaged' } });
  });

  test('alpha lies over black; a sample of unknown meaning is left out', async () => {
    const greyAlpha = (kind: number): Uint8Array =>
      writeTiff([
        page({
          columns: 1,
          data: [200, 128, 100, 255],
          fields: [
            [277, 3, [2]],
            [258, 3, [8, 8]],
            [338, 3, [kind]],
          ],
        }),
      ]);
    expect([...(await opened(greyAlpha(2))).pixels]).toEqual([100, 100]);
    expect([...(await opened(greyAlpha(0))).pixels]).toEqual([200, 100]);
    expect([...(await opened(greyAlpha(1))).pixels]).toEqual([200, 100]);
  });

  test('the orientation is applied, as in JPEG', async () => {
    const turned = await opened(withFields([274, 3, [6]]));
    expect([turned.rows, turned.columns, [...turned.pixels]]).toEqual([3, 2, [4, 1, 5, 2, 6, 3]]);
    expect((await opened(withFields([274, 3, [99]]))).rows).toBe(2);
  });

  test('the resolution is never a spacing; unequal ones are the shape of a pixel', async () => {
    const dots = (x: number, y: number): readonly TiffField[] => [
      [282, 5, [x, 1]],
      [283, 5, [y, 1]],
      [296, 3, [2]],
    ];
    const even = await opened(withFields(...dots(300, 300)));
    expect(even.spacing).toEqual({});
    expect(even.warnings).toMatchObject([{ code: 'print_density_ignored' }]);
    expect((await opened(withFields(...dots(300, 150)))).spacing).toEqual({ pixelAspectRatio: [300, 150] });
    const turned = await opened(withFields([274, 3, [6]], ...dots(300, 150)));
    expect(turned.spacing).toEqual({ pixelAspectRatio: [150, 300] });
    expect((await opened(withFields([282, 5, [1, 0]], [283, 5, [0, 0]]))).spacing).toEqual({});
  });

  test('pages of another size are left out with a warning, reduced copies without', async () => {
    const small = page({ columns: 1, rows: 1, data: [9] });
    const thumbnail = { ...small, fields: [[254, 4, [1]]] as const };
    const file = await opened(writeTiff([thumbnail, page(), small, page({ data: [6, 5, 4, 3, 2, 1] })]));
    expect(file).toMatchObject({ columns: 3, frames: 2, warnings: [{ code: 'tiff_pages_left_out' }] });
    expect((await opened(writeTiff([thumbnail]))).columns).toBe(1);
  });

  test('the number of bytes of a strip may be missing, the values of a byte order are that of the file', async () => {
    const data = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    const big = await opened(writeTiff([page({ bits: 16, data, fields: [[279, 4, []]] })], { littleEndian: false }));
    expect([...big.pixels]).toEqual([0x102, 0x304, 0x506, 0x708, 0x90a, 0xb0c]);
  });
});

describe('hostile files', () => {
  test.each<readonly [string, ImageError['code'], Uint8Array]>([
    ['60 000 x 60 000 pixels', 'too_large', withFields([256, 4, [60_000]], [257, 4, [60_000]])],
    ['no pixels', 'invalid_header', withFields([257, 4, [0]])],
    ['no meaning', 'invalid_header', withFields([262, 3, []])],
    ['fewer bytes than pixels', 'truncated', withFields([257, 4, [9]], [278, 4, [9]])],
    ['a strip outside the file', 'truncated', withFields([273, 4, [1_000_000]])],
    ['a strip outside the file, of no stated size', 'truncated', withFields([273, 4, [1_000_000]], [279, 4, []])],
    ['half a row', 'invalid_header', withFields([257, 5, [1, 2]])],
    ['a strip of 4 GB', 'truncated', withFields([279, 4, [0xffff_ffff]])],
    ['strips that are missing', 'damaged', withFields([278, 4, [1]])],
    [
      'a tile of 2 gigapixels',
      'damaged',
      withFields([322, 4, [65_000]], [323, 4, [30_000]], [324, 4, [-1]], [325, 4, [6]]),
    ],
    ['a tile without size', 'damaged', withFields([322, 4, [0]], [323, 4, [16]])],
    ['100 million tiles', 'damaged', withFields([256, 4, [10_000]], [257, 4, [10_000]], [322, 4, [1]], [323, 4, [1]])],
    ['pages in a circle', 'damaged', writeTiff([page()], { loop: true })],
    ['64-bit samples', 'unsupported_format', withFields([258, 3, [64]])],
    ['floating point', 'unsupported_format', withFields([339, 3, [3]])],
    ['five samples', 'unsupported_format', withFields([277, 3, [5]])],
    ['colours of unequal depth', 'unsupported_format', withFields([262, 3, [2]], [277, 3, [3]], [258, 3, [5, 6, 5]])],
    ['inks', 'unsupported_format', withFields([262, 3, [5]])],
    ['an unknown compression', 'unsupported_format', withFields([259, 3, [50_000]])],
    ['a floating point predictor', 'unsupported_format', withFields([259, 3, [8]], [317, 3, [3]])],
    ['LZW that is none', 'damaged', withFields([259, 3, [5]])],
    [
      'LZW of before 1988',
      'unsupported_format',
      writeTiff([page({ data: [0, 1, 0, 0, 0, 0], fields: [[259, 3, [5]]] })]),
    ],
    ['deflate that is none', 'damaged', withFields([259, 3, [8]])],
    [
      'PackBits that end too early',
      'truncated',
      writeTiff([page({ data: [2, 1, 2, 3], fields: [[259, 3, [32_773]]] })]),
    ],
    ['a header only', 'truncated', Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0)],
  ])('%s', async (_, code, bytes) => {
    const image = await open(bytes);
    expect(image).toMatchObject({ ok: false, error: { code } });
  });

  test('a bomb is unpacked no further than the picture needs', async () => {
    const data = zlibSync(new Uint8Array(4_000_000));
    const bomb = await open(writeTiff([page({ data, fields: [[259, 3, [8]]] })]));
    expect(bomb).toMatchObject({ ok: false, error: { code: 'damaged' } });
  });

  test('every prefix of a file is refused, or has all its pixels', async () => {
    // The short ones: each form of compression is among them.
    for (const name of goldens.filter((each) => /^(grey|rgb)/.test(each) && golden(each).length < 800)) {
      const bytes = golden(name);
      const expected = EXPECTED[name.slice(0, name.indexOf('-'))];
      for (let length = 0; length < bytes.length; length += 1) {
        const image = await open(bytes.slice(0, length));
        if (image.ok) expect([...image.value.pixels], `${name} ${length}`).toEqual(expected);
      }
    }
  });

  test('1,000 changed files are an image that holds together or a named error', async () => {
    const changes = fc.array(fc.record({ at: fc.nat({ max: 999_999 }), value: fc.integer({ min: 0, max: 255 }) }), {
      minLength: 1,
      maxLength: 5,
    });
    const files = goldens.map(golden);
    const cases = fc.record({ seed: fc.nat({ max: goldens.length - 1 }), tail: fc.boolean(), changes });
    await fc.assert(
      fc.asyncProperty(cases, async ({ seed, tail, changes: each }) => {
        const bytes = (files[seed] as Uint8Array).slice();
        // libtiff puts the directory last: half of the changes go there.
        const from = tail ? Math.max(0, bytes.length - 200) : 0;
        for (const { at, value } of each) bytes[from + (at % (bytes.length - from))] = value;
        const image = await open(bytes);
        if (!image.ok) {
          expect(image.error.message.length).toBeGreaterThan(10);
          return;
        }
        const { rows, columns, samplesPerPixel, pixels, bitsStored, maximum } = image.value;
        expect(pixels).toHaveLength(rows * columns * samplesPerPixel);
        expect(maximum).toBeLessThan(2 ** bitsStored);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('LZW', () => {
  /** Codes of 9 bits as bytes. */
  const codes = (...values: readonly number[]): Uint8Array => {
    const bits = values.map((value) => value.toString(2).padStart(9, '0')).join('');
    return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (each) => parseInt(each.padEnd(8, '0'), 2));
  };

  test('a string that is being made, and a code that cannot be', () => {
    const out = new Uint8Array(6);
    expect(decompressLzw(codes(256, 7, 258, 259, 257), out)).toBe(true);
    expect([...out]).toEqual([7, 7, 7, 7, 7, 7]);
    expect(decompressLzw(codes(256, 7, 260), out)).toBe(false);
    expect(decompressLzw(codes(256, 300), out)).toBe(false);
    expect(decompressLzw(codes(256, 7, 257), out)).toBe(false);
    expect(decompressLzw(codes(256, 7), out)).toBe(false);
  });
});
