import { zlibSync } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPng } from '../../../../shared/image/raster/png.ts';
import { pngFile, pngHeader, writePng, type PngSpec } from '../../../support/pngWriter.ts';

async function opened(bytes: Uint8Array) {
  const result = await readPng(bytes);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const result = await readPng(bytes);
  return result.ok ? 'opened' : result.error.code;
}

const grey = (over: Partial<PngSpec> = {}): PngSpec => ({
  columns: 3,
  rows: 2,
  depth: 8,
  colourType: 0,
  samples: [1, 2, 3, 4, 5, 6],
  ...over,
});

describe('samples', () => {
  test('8-bit grey comes out as stored', async () => {
    const image = await opened(writePng(grey()));
    expect([...image.pixels]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(image).toMatchObject({ rows: 2, columns: 3, bitsStored: 8, minimum: 1, maximum: 6, lossy: false });
    expect(image.photometricInterpretation).toBe('MONOCHROME2');
  });

  test('16-bit grey keeps 16 bits', async () => {
    const image = await opened(writePng(grey({ depth: 16, samples: [0, 1, 256, 4095, 65_534, 65_535] })));
    expect(image.pixels).toEqual(Uint16Array.of(0, 1, 256, 4095, 65_534, 65_535));
    expect(image.bitsAllocated).toBe(16);
  });

  test('1 bit stays 0 and 1; 2 and 4 bits are widened to 0..255', async () => {
    const one = await opened(writePng(grey({ depth: 1, samples: [0, 1, 1, 1, 0, 1] })));
    expect([[...one.pixels], one.bitsStored]).toEqual([[0, 1, 1, 1, 0, 1], 1]);
    const two = await opened(writePng(grey({ depth: 2, samples: [0, 1, 2, 3, 0, 1] })));
    expect([[...two.pixels], two.bitsStored]).toEqual([[0, 85, 170, 255, 0, 85], 8]);
    const four = await opened(writePng(grey({ depth: 4, samples: [0, 1, 7, 8, 14, 15] })));
    expect([...four.pixels]).toEqual([0, 17, 119, 136, 238, 255]);
  });

  test('RGB is interleaved; 16-bit RGB keeps 16 bits', async () => {
    const image = await opened(
      writePng({ columns: 1, rows: 2, depth: 16, colourType: 2, samples: [1, 2, 3, 400, 500, 600] }),
    );
    expect(image.pixels).toEqual(Uint16Array.of(1, 2, 3, 400, 500, 600));
    expect(image).toMatchObject({ samplesPerPixel: 3, photometricInterpretation: 'RGB' });
  });

  test('alpha lies over black: half transparent 200 is 100', async () => {
    const la = await opened(
      writePng({ columns: 3, rows: 1, depth: 8, colourType: 4, samples: [200, 255, 200, 128, 200, 0] }),
    );
    expect([...la.pixels]).toEqual([200, 100, 0]);
    const rgba = await opened(
      writePng({ columns: 1, rows: 1, depth: 16, colourType: 6, samples: [60_000, 30_000, 3, 32_768] }),
    );
    expect([...rgba.pixels]).toEqual([30_000, 15_000, 2]);
  });

  test('a palette image keeps its indices and brings its colours', async () => {
    const palette = Uint8Array.of(0, 0, 0, 10, 20, 30, 255, 128, 0);
    const bytes = writePng({
      columns: 3,
      rows: 1,
      depth: 2,
      colourType: 3,
      samples: [2, 0, 1],
      chunks: [
        ['PLTE', palette],
        ['tRNS', Uint8Array.of(255, 128)],
      ],
    });
    const image = await opened(bytes);
    expect([...image.pixels]).toEqual([2, 0, 1]);
    expect(image.photometricInterpretation).toBe('PALETTE COLOR');
    expect(image.palette?.red.values).toEqual(Uint16Array.of(0, 5, 255));
    expect(image.palette?.blue.values).toEqual(Uint16Array.of(0, 15, 0));
  });

  test('a grey declared transparent is padding, not darkness', async () => {
    const image = await opened(writePng(grey({ chunks: [['tRNS', Uint8Array.of(0, 1)]] })));
    expect(image.padding).toEqual({ from: 1, to: 1 });
    expect(image.minimum).toBe(2);
  });

  test('gamma, profiles and text change nothing', async () => {
    const chunks = [
      ['gAMA', Uint8Array.of(0, 1, 0x86, 0xa0)],
      ['iCCP', new Uint8Array(40)],
      ['zTXt', new Uint8Array(12)],
    ] as const;
    expect([...(await opened(writePng(grey({ chunks })))).pixels]).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

test('every depth, colour type, filter and interlacing gives back the samples that were written', async () => {
  const kinds = [
    ...([1, 2, 4, 8, 16] as const).map((depth) => ({ depth, colourType: 0 as const, channels: 1 })),
    ...([8, 16] as const).map((depth) => ({ depth, colourType: 2 as const, channels: 3 })),
  ];
  const property = fc.asyncProperty(
    fc.constantFrom(...kinds),
    fc.integer({ min: 1, max: 19 }),
    fc.integer({ min: 1, max: 19 }),
    fc.boolean(),
    fc.constantFrom(0, 1, 2, 3, 4, 'cycle' as const),
    fc.infiniteStream(fc.nat({ max: 65_535 })),
    async ({ depth, colourType, channels }, columns, rows, interlaced, filter, noise) => {
      const samples = Array.from({ length: columns * rows * channels }, () => Number(noise.next().value) % 2 ** depth);
      const image = await opened(
        writePng({ columns, rows, depth, colourType, samples, interlaced, filter: filter as 0 }),
      );
      const factor = depth === 2 ? 85 : depth === 4 ? 17 : 1;
      expect([...image.pixels]).toEqual(samples.map((sample) => sample * factor));
    },
  );
  await fc.assert(property, { numRuns: 300 });
});

const physical = (x: number, y: number, unit: number): [string, Uint8Array] => {
  const body = new Uint8Array(9);
  const view = new DataView(body.buffer);
  view.setUint32(0, x);
  view.setUint32(4, y);
  body[8] = unit;
  return ['pHYs', body];
};

describe('spacing', () => {
  test('5000 pixels per metre never become 0.2 mm; the reader is told', async () => {
    const image = await opened(writePng(grey({ chunks: [physical(5000, 5000, 1)] })));
    expect(image.spacing).toEqual({});
    expect(image.warnings.map(({ code }) => code)).toEqual(['print_density_ignored']);
    expect(image.warnings[0]?.message).toContain('0.2 mm per pixel');
  });

  test('72 dpi is nobody’s measurement and is not mentioned', async () => {
    expect((await opened(writePng(grey({ chunks: [physical(2835, 2835, 1)] })))).warnings).toEqual([]);
  });

  test('3 x 4 without a unit is the shape of a pixel: vertical 3 to horizontal 4', async () => {
    const image = await opened(writePng(grey({ chunks: [physical(3, 4, 0)] })));
    expect(image.spacing).toEqual({ pixelAspectRatio: [3, 4] });
  });

  test('a density of 0 says nothing', async () => {
    expect((await opened(writePng(grey({ chunks: [physical(0, 0, 1)] })))).spacing).toEqual({});
  });
});

const headerOnly = (over: object): Uint8Array =>
  pngFile([['IHDR', pngHeader({ columns: 2, rows: 2, depth: 8, colourType: 0, ...over })]]);

describe('hostile and damaged files', () => {
  const whole = writePng(
    grey({ columns: 40, rows: 30, samples: Array.from({ length: 1200 }, (_, i) => (i * i) % 251) }),
  );

  test('a header of 100000 x 100000 is refused before anything is unpacked', async () => {
    expect(await refusal(headerOnly({ columns: 100_000, rows: 100_000 }))).toBe('too_large');
    expect(await refusal(headerOnly({ columns: 60_000, rows: 60_000, depth: 1 }))).toBe('too_large');
  });

  test('impossible headers are named', async () => {
    expect(await refusal(headerOnly({ rows: 0 }))).toBe('invalid_header');
    expect(await refusal(headerOnly({ depth: 3 }))).toBe('invalid_header');
    expect(await refusal(headerOnly({ colourType: 5 }))).toBe('invalid_header');
    expect(await refusal(headerOnly({ depth: 16, colourType: 3 }))).toBe('invalid_header');
  });

  test('data that unpack to 4 MB for 16 x 16 pixels are refused', async () => {
    const header = pngHeader({ columns: 16, rows: 16, depth: 8, colourType: 0 });
    const bomb = pngFile([
      ['IHDR', header],
      ['IDAT', zlibSync(new Uint8Array(4_000_000), { level: 9 })],
      ['IEND', new Uint8Array(0)],
    ]);
    expect(await refusal(bomb)).toBe('damaged');
  });

  test('a palette image without a palette, an unknown filter, an unknown critical chunk are refused', async () => {
    expect(await refusal(writePng(grey({ colourType: 3, depth: 8 })))).toBe('damaged');
    const header = pngHeader({ columns: 1, rows: 1, depth: 8, colourType: 0 });
    expect(
      await refusal(
        pngFile([
          ['IHDR', header],
          ['IDAT', zlibSync(Uint8Array.of(9, 0))],
        ]),
      ),
    ).toBe('damaged');
    expect(await refusal(writePng(grey({ chunks: [['CgBI', new Uint8Array(4)]] })))).toBe('unsupported_format');
  });

  test('every cut of a file is refused, but for its end marker alone', async () => {
    for (let length = 0; length < whole.length; length++) {
      const outcome = await refusal(whole.subarray(0, length));
      if (length >= whole.length - 12) expect([length, outcome]).toEqual([length, 'opened']);
      else expect(['truncated', 'not_an_image', 'damaged']).toContain(outcome);
    }
    const image = await opened(whole.subarray(0, whole.length - 12));
    expect(image.warnings.map(({ code }) => code)).toEqual(['png_end_missing']);
  });

  test('a flipped bit never changes a picture in silence', async () => {
    const truth = [...(await opened(whole)).pixels];
    for (let bit = 0; bit < whole.length * 8; bit += 3) {
      const flipped = whole.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const result = await readPng(flipped);
      if (result.ok) expect([...result.value.pixels]).toEqual(truth);
    }
  });

  test('1,000 files whose chunks were changed and given new checksums hold together or are refused by name', async () => {
    const lines = Uint8Array.from({ length: 9 * 7 }, (_, i) => (i % 9 === 0 ? i % 5 : (i * 37) & 255));
    const chunks: readonly (readonly [string, Uint8Array])[] = [
      ['IHDR', pngHeader({ columns: 8, rows: 7, depth: 8, colourType: 0 })],
      ['PLTE', Uint8Array.from({ length: 48 }, (_, i) => i)],
      ['tRNS', Uint8Array.of(0, 5)],
      physical(3000, 3000, 1),
      ['IDAT', zlibSync(lines)],
      ['IEND', new Uint8Array(0)],
    ];
    const change = fc.record({ chunk: fc.nat({ max: 4 }), at: fc.nat(), value: fc.nat({ max: 255 }) });
    const changes = fc.array(change, { minLength: 1, maxLength: 4 });
    const property = fc.asyncProperty(changes, fc.nat({ max: 5 }), fc.boolean(), async (each, left, drop) => {
      const bodies = chunks.map(([type, body]) => [type, body.slice()] as const);
      for (const { chunk, at, value } of each) {
        const body = bodies[chunk]?.[1] ?? new Uint8Array(1);
        body[at % body.length] = value;
      }
      const result = await readPng(pngFile(bodies.filter((_, i) => !(drop && i === left))));
      if (!result.ok) {
        expect(result.error.message.length).toBeGreaterThan(10);
        return;
      }
      const { rows, columns, samplesPerPixel, pixels, maximum, bitsStored } = result.value;
      expect(pixels).toHaveLength(rows * columns * samplesPerPixel);
      expect(maximum).toBeLessThan(2 ** bitsStored);
    });
    await fc.assert(property, { numRuns: 1000 });
  });
});
