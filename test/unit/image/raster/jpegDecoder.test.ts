import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBaselineJpeg, type DecodedJpeg } from '../../../../shared/image/raster/jpegDecoder.ts';
import { readJpeg } from '../../../../shared/image/raster/jpeg.ts';

const folder = path.resolve(import.meta.dirname, '../../../golden/jpeg');
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(path.join(folder, name)));

interface Expected {
  readonly columns: number;
  readonly rows: number;
  readonly components: number;
  readonly sha256: string;
}
const { files } = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as {
  files: Record<string, Expected>;
};

function decoded(bytes: Uint8Array): DecodedJpeg {
  const result = decodeBaselineJpeg(bytes);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

const outcome = (bytes: Uint8Array): string => {
  const result = decodeBaselineJpeg(bytes);
  return result.ok ? 'opened' : result.error.code;
};

const hash = (samples: Uint8Array | Uint16Array): string =>
  createHash('sha256')
    .update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))
    .digest('hex');

describe('bit for bit as libjpeg-turbo decodes', () => {
  test.each(Object.entries(files))('%s', (name, expected) => {
    const { samples, rows, columns, components } = decoded(read(name));
    expect({ rows, columns, components }).toEqual({
      rows: expected.rows,
      columns: expected.columns,
      components: expected.components,
    });
    const asInk = components === 4 ? samples.map((stored) => 255 - stored) : samples;
    expect(hash(asInk)).toBe(expected.sha256);
  });
});

describe('what the components mean', () => {
  test('the markers decide: JFIF is YCbCr, Adobe transform 0 is RGB, four components are CMYK', () => {
    expect(decoded(read('colour_420.jpg'))).toMatchObject({ storedModel: 'ycbcr', converted: true });
    expect(decoded(read('colour_rgb.jpg'))).toMatchObject({ storedModel: 'rgb', converted: false });
    expect(decoded(read('cmyk_adobe.jpg'))).toMatchObject({ storedModel: 'cmyk', adobeTransform: 0 });
    expect(decoded(read('grey.jpg')).storedModel).toBe('grey');
  });

  test('as stored: the components come out unconverted', () => {
    const stored = decodeBaselineJpeg(read('colour_444_optimised.jpg'), 'asStored');
    const rgb = decoded(read('colour_444_optimised.jpg')).samples;
    if (!stored.ok) throw new Error(stored.error.message);
    const [y = 0, cb = 0, cr = 0] = stored.value.samples;
    expect(stored.value.converted).toBe(false);
    expect(rgb[0]).toBe(Math.round(y + 1.402 * (cr - 128)));
    expect(rgb[2]).toBe(Math.round(y + 1.772 * (cb - 128)));
  });
});

describe('files', () => {
  test('EXIF orientation 6: 40 x 24 becomes 24 x 40, the stored first row is the right edge', async () => {
    const stored = decoded(read('grey_exif6.jpg'));
    const upright = await readJpeg(read('grey_exif6.jpg'));
    if (!upright.ok) throw new Error(upright.error.message);
    const { rows, columns, pixels } = upright.value;
    expect([stored.columns, stored.rows, columns, rows]).toEqual([40, 24, 24, 40]);
    for (let x = 0; x < 40; x++) expect(pixels[x * 24 + 23]).toBe(stored.samples[x]);
  });

  test('CMYK of Adobe programs becomes RGB: red is the inverted cyan times the inverted black', async () => {
    const stored = decoded(read('cmyk_adobe.jpg')).samples;
    const image = await readJpeg(read('cmyk_adobe.jpg'));
    if (!image.ok) throw new Error(image.error.message);
    expect(image.value).toMatchObject({ samplesPerPixel: 3, photometricInterpretation: 'RGB', lossy: true });
    expect(image.value.pixels[0]).toBe(Math.round(((stored[0] ?? 0) * (stored[3] ?? 0)) / 255));
  });

  test('12 bits stay 12 bits', async () => {
    const image = await readJpeg(read('grey_12bit.jpg'));
    if (!image.ok) throw new Error(image.error.message);
    expect(image.value).toMatchObject({ bitsStored: 12, bitsAllocated: 16 });
    expect(image.value.maximum).toBeGreaterThan(255);
  });
});

/** The same stream with one byte of the marker segment changed; `offset` counts from the marker's 0xFF. */
function patched(name: string, marker: number, changes: Readonly<Record<number, number>>): Uint8Array {
  const bytes = read(name);
  let at = 2;
  while (bytes[at + 1] !== marker) at += 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
  for (const [offset, value] of Object.entries(changes)) bytes[at + Number(offset)] = value;
  return bytes;
}

const refused = (marker: number) => decodeBaselineJpeg(patched('grey.jpg', 0xc0, { 1: marker }));

const sized = (high: number, low: number) => outcome(patched('grey.jpg', 0xc0, { 5: high, 6: low, 7: high, 8: low }));

const withoutEnd = (name: string) => read(name).subarray(0, read(name).length - 2);

describe('hostile and damaged streams', () => {
  test('other processes are refused by name', () => {
    expect(refused(0xc9)).toMatchObject({ ok: false, error: { code: 'unsupported_format' } });
    expect(refused(0xc9)).toMatchObject({ error: { message: expect.stringContaining('arithmetic') as string } });
    expect(refused(0xc3)).toMatchObject({ error: { message: expect.stringContaining('lossless') as string } });
    expect(refused(0xc5)).toMatchObject({ error: { message: expect.stringContaining('hierarchical') as string } });
  });

  test('sizes are checked before anything is allocated', () => {
    expect(sized(0xff, 0xff)).toBe('too_large');
    expect(sized(0, 0)).toBe('invalid_header');
    // 8192 x 8192 is allowed, but two kilobytes cannot hold a million blocks.
    expect(sized(0x20, 0x00)).toBe('truncated');
  });

  test('an end marker that is missing is told; a progressive stream without one is not trusted', () => {
    expect(decoded(withoutEnd('grey.jpg')).warnings.map(({ code }) => code)).toEqual(['jpeg_end_missing']);
    expect(outcome(withoutEnd('grey_progressive.jpg'))).toBe('truncated');
  });

  test('bytes after the end marker change nothing', () => {
    const bytes = Uint8Array.from([...read('grey.jpg'), 0, 0, 0xff, 0xd8, 1, 2, 3]);
    expect(hash(decoded(bytes).samples)).toBe(files['grey.jpg']?.sha256);
  });

  test.each(['grey.jpg', 'colour_422_restart.jpg', 'colour_420_progressive.jpg', 'grey_12bit.jpg'])(
    'every cut of %s is refused, but for its end marker alone',
    (name) => {
      const whole = read(name);
      const end = whole.lastIndexOf(0xd9) - 1;
      for (let length = 0; length < end; length += 1) {
        const result = decodeBaselineJpeg(whole.subarray(0, length));
        if (result.ok) {
          // Only the last bits of the last byte may be missing without a loss.
          expect(end - length).toBeLessThanOrEqual(2);
          expect(hash(result.value.samples)).toBe(files[name]?.sha256);
        } else expect(['truncated', 'not_an_image', 'damaged']).toContain(result.error.code);
      }
    },
  );

  test('2000 damaged streams end in a picture or a named error, never in an exception', () => {
    const names = Object.keys(files);
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 12 });
    const property = fc.property(fc.constantFrom(...names), damage, (name, changes) => {
      const bytes = read(name);
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      const result = decodeBaselineJpeg(bytes);
      if (result.ok) {
        const { rows, columns, components, samples } = result.value;
        expect(samples.length).toBe(rows * columns * components);
      } else expect(result.error.message).toMatch(/JPEG|picture/);
    });
    fc.assert(property, { numRuns: 2000 });
  });
});
