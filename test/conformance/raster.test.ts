import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ImageError, Radiograph } from '../../shared/image/radiograph.ts';
import { exifOrientation, uprightPixels, type ExifOrientation } from '../../shared/image/raster/exif.ts';
import { readJpeg } from '../../shared/image/raster/jpeg.ts';
import { readPng } from '../../shared/image/raster/png.ts';
import type { Result } from '../../shared/result.ts';
import { dataFolder } from './manifest.ts';

const present = existsSync(path.join(dataFolder, 'manifest.json'));
const reason = present ? '' : ` (skipped: no shared images at ${dataFolder}; set ENDPLATE_SHARED_DATA)`;

interface Reference {
  readonly samples_are: string;
  readonly shape: readonly number[];
  readonly sha256: string;
  readonly exact: boolean;
  readonly mean: number;
  readonly tolerance?: { readonly max_abs: number; readonly mean_abs: number };
  readonly samples: readonly (readonly [number, number, number | readonly number[]])[];
  readonly block_means_8x8: readonly (readonly number[])[];
}
interface Entry {
  readonly path: string;
  readonly ref: Reference;
  readonly exif_orientation?: ExifOrientation;
  readonly display?: { readonly columns: number; readonly rows: number };
  readonly expected?: string;
}
interface Manifest {
  readonly raster: readonly Entry[];
  readonly phantom: readonly Entry[];
  readonly bad: readonly Entry[];
}

const manifest: Manifest = present
  ? (JSON.parse(readFileSync(path.join(dataFolder, 'manifest.json'), 'utf8')) as Manifest)
  : { raster: [], phantom: [], bad: [] };
const bytesOf = (entry: Entry): Uint8Array => new Uint8Array(readFileSync(path.join(dataFolder, entry.path)));

/** The two readers stand behind `readRadiograph`, which chooses by content; here the extension is enough. */
const read = (entry: Entry): Promise<Result<Radiograph, ImageError>> =>
  entry.path.endsWith('.png') ? readPng(bytesOf(entry)) : readJpeg(bytesOf(entry));

async function opened(entry: Entry): Promise<Radiograph> {
  const result = await read(entry);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

const hashOf = ({ pixels }: Radiograph): string =>
  createHash('sha256')
    .update(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength))
    .digest('hex');

/** What the reference's samples become in our picture: alpha over black, inks to RGB. */
function expectedSample(kind: string, value: number | readonly number[]): readonly number[] {
  const parts = typeof value === 'number' ? [value] : value;
  if (kind === 'gray+alpha' || kind === 'RGBA') {
    const alpha = parts[parts.length - 1] ?? 0;
    return parts.slice(0, -1).map((part) => Math.round((part * alpha) / 255));
  }
  if (!kind.startsWith('CMYK')) return parts;
  const [c = 0, m = 0, y = 0, k = 0] = parts;
  return [c, m, y].map((ink) => Math.round(((255 - ink) * (255 - k)) / 255));
}

const UNSUPPORTED = new Set(['raster/cspine_arithmetic.jpg']);
const rasterFiles = [...manifest.raster, ...manifest.phantom].filter(({ path: name }) => /\.(png|jpe?g)$/.test(name));
const isConverted = ({ ref }: Entry): boolean => /alpha|RGBA|CMYK/.test(ref.samples_are);
const inPlace = rasterFiles.filter((entry) => !UNSUPPORTED.has(entry.path) && (entry.exif_orientation ?? 1) === 1);

describe.skipIf(!present)(`raster files decode as other programs decode them${reason}`, () => {
  test('there are files to compare', () => {
    expect(inPlace.length).toBeGreaterThan(30);
  });

  test.each(inPlace.filter((entry) => !isConverted(entry)).map((entry) => [entry.path, entry] as const))(
    '%s: every sample equal',
    async (_, entry) => {
      const image = await opened(entry);
      expect([image.rows, image.columns]).toEqual(entry.ref.shape.slice(0, 2));
      // Lossy files too: the decoder computes what libjpeg-turbo computes, so the tolerance is not needed.
      expect(hashOf(image)).toBe(entry.ref.sha256);
    },
  );

  test.each(inPlace.filter(isConverted).map((entry) => [entry.path, entry] as const))(
    '%s: the reference’s samples after the documented conversion',
    async (_, entry) => {
      const { pixels, columns, samplesPerPixel } = await opened(entry);
      for (const [row, column, value] of entry.ref.samples) {
        const at = (row * columns + column) * samplesPerPixel;
        expect([...pixels.subarray(at, at + samplesPerPixel)]).toEqual(expectedSample(entry.ref.samples_are, value));
      }
    },
  );

  test.each(
    rasterFiles.filter((entry) => (entry.exif_orientation ?? 1) > 1).map((entry) => [entry.path, entry] as const),
  )('%s: upright, and the stored pixels are the reference’s', async (_, entry) => {
    const image = await opened(entry);
    expect({ columns: image.columns, rows: image.rows }).toMatchObject({
      columns: entry.display?.columns,
      rows: entry.display?.rows,
    });
    // Bringing the upright picture back with the inverse orientation gives the stored one.
    const inverse = ({ 6: 8, 8: 6 } as Partial<Record<ExifOrientation, ExifOrientation>>)[entry.exif_orientation ?? 1];
    const { rows, columns } = image;
    const samples = image.pixels as Uint8Array;
    const stored = uprightPixels({ rows, columns, samples }, 1, inverse ?? entry.exif_orientation ?? 1);
    expect(createHash('sha256').update(stored.samples).digest('hex')).toBe(entry.ref.sha256);
  });

  test('all eight orientations show the same upright picture', async () => {
    const turned = rasterFiles.filter((entry) => entry.exif_orientation !== undefined);
    expect(turned).toHaveLength(8);
    const images = await Promise.all(turned.map((entry) => opened(entry)));
    const [first] = images;
    for (const image of images) {
      let sum = 0;
      image.pixels.forEach((value, i) => (sum += Math.abs(value - (first?.pixels[i] ?? 0))));
      // Each was compressed on its own, in its own direction; a wrong turn differs by tens.
      expect(sum / image.pixels.length).toBeLessThan(1.5);
    }
  });

  test('arithmetic coding is refused by name', async () => {
    const result = await readJpeg(bytesOf({ path: 'raster/cspine_arithmetic.jpg' } as Entry));
    expect(result).toMatchObject({ ok: false, error: { code: 'unsupported_format' } });
  });

  test('no raster file brings millimetres', async () => {
    for (const entry of inPlace) {
      const { spacing } = await opened(entry);
      expect(Object.keys(spacing).filter((key) => key !== 'pixelAspectRatio')).toEqual([]);
    }
    const anisotropic = inPlace.find(({ path: name }) => name.includes('phys_anisotropic'));
    if (anisotropic) expect((await opened(anisotropic)).spacing).toEqual({ pixelAspectRatio: [4000, 8000] });
  });
});

describe.skipIf(!present)(`broken raster files${reason}`, () => {
  const broken = manifest.bad.filter(({ path: name }) => /\.(png|jpe?g)$/.test(name));

  test.each(broken.map((entry) => [entry.path, entry] as const))('%s', async (_, entry) => {
    const start = performance.now();
    const result = await read(entry);
    expect(performance.now() - start).toBeLessThan(5000);
    const outcome = !result.ok ? 'error' : result.value.warnings.length > 0 ? 'warn' : 'open';
    const allowed: Record<string, readonly string[]> = {
      error: ['error'],
      error_or_warn: ['error', 'warn'],
      warn: ['warn'],
      open: ['open', 'warn'],
      error_or_open: ['error', 'warn', 'open'],
    };
    expect(allowed[entry.expected ?? '']).toContain(outcome);
    if (!result.ok) expect(result.error.message).toMatch(/^This .+\.$/s);
  });

  test('a wrong EXIF offset or orientation leaves the picture as stored', async () => {
    for (const name of ['bad/jpeg_exif_offset_beyond.jpg', 'bad/jpeg_exif_orientation_99.jpg']) {
      const image = await opened({ path: name } as Entry);
      expect([image.columns, image.rows]).toEqual([300, 400]);
    }
    expect(exifOrientation(null)).toBe(1);
  });
});
