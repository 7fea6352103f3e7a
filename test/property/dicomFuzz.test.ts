import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { nodeCodecs } from '../../electron/cli/codecLoader.ts';
import { readRadiograph } from '../../shared/image/readRadiograph.ts';
import type { ImageError, Radiograph } from '../../shared/image/radiograph.ts';
import type { Result } from '../../shared/result.ts';
import { dicomSeeds, type Seed } from '../support/dicomSeeds.ts';

let seeds: readonly Seed[] = [];
beforeAll(async () => {
  seeds = await dicomSeeds();
});

/** A change of a file that knows its structure; positions are shares of the length, so that they fit every seed. */
type Mutation =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'byte'; readonly at: number; readonly value: number }
  | { readonly kind: 'short' | 'long'; readonly at: number; readonly value: number }
  | { readonly kind: 'cut' | 'remove' | 'repeat' | 'zero'; readonly at: number; readonly length: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array };

/** Spread evenly: the usual bias towards 0 would only ever break the first bytes. */
const share = fc.noBias(fc.integer({ min: 0, max: 999_999 })).map((parts) => parts / 1e6);
const extreme = fc.constantFrom(0, 1, 2, 3, 7, 8, 15, 16, 17, 127, 128, 255, 256, 0x7fff, 0x8000, 0xfffe, 0xffff);
const delimiters = fc.constantFrom(
  Uint8Array.of(0xfe, 0xff, 0x00, 0xe0, 255, 255, 255, 255),
  Uint8Array.of(0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0),
  Uint8Array.of(0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0),
  Uint8Array.of(0x28, 0, 0x10, 0x30, 0x53, 0x51, 0, 0, 255, 255, 255, 255),
  Uint8Array.of(0xe0, 0x7f, 0x10, 0, 0x4f, 0x57, 0, 0, 255, 255, 255, 255),
  Uint8Array.of(0xff, 0xd9),
  Uint8Array.of(0xff, 0xd0),
);
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: share, bit: fc.integer({ min: 0, max: 7 }) }),
  fc.record({ kind: fc.constant('byte' as const), at: share, value: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ kind: fc.constantFrom('short' as const, 'long' as const), at: share, value: extreme }),
  fc.record({
    kind: fc.constantFrom('cut' as const, 'remove' as const, 'repeat' as const, 'zero' as const),
    at: share,
    length: fc.integer({ min: 1, max: 60 }),
  }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: share,
    bytes: fc.oneof(delimiters, fc.uint8Array({ maxLength: 20 })),
  }),
);

function mutated(bytes: Uint8Array, change: Mutation): Uint8Array {
  if (bytes.length < 2) return bytes;
  // The preamble and its mark mean nothing more: changes begin behind them.
  const start = bytes.length > 200 ? 132 : 0;
  const at = start + Math.floor(change.at * (bytes.length - start - 1));
  const copy = bytes.slice();
  const splice = (remove: number, insert: Uint8Array): Uint8Array =>
    Uint8Array.from([...bytes.subarray(0, at), ...insert, ...bytes.subarray(at + remove)]);
  switch (change.kind) {
    case 'flip':
      copy[at] = (copy[at] as number) ^ (1 << change.bit);
      return copy;
    case 'byte':
      copy[at] = change.value;
      return copy;
    case 'short':
    case 'long':
      copy.set(
        [change.value & 255, change.value >> 8, ...(change.kind === 'long' ? [255, 255] : [])].slice(
          0,
          copy.length - at,
        ),
        at,
      );
      return copy;
    case 'cut':
      return bytes.slice(0, at);
    case 'remove':
      return splice(change.length, new Uint8Array(0));
    case 'repeat':
      return splice(0, bytes.subarray(at, at + change.length));
    case 'zero':
      return copy.fill(0, at, at + change.length);
    case 'insert':
      return splice(0, change.bytes);
    default:
      return copy;
  }
}

const open = (bytes: Uint8Array): Promise<Result<Radiograph, ImageError>> =>
  readRadiograph(bytes, { codecs: nodeCodecs });

/** Whatever comes out has to hold together. */
function expectSound(result: Result<Radiograph, ImageError>): void {
  if (!result.ok) {
    expect(result.error.message.length).toBeGreaterThan(10);
    expect(result.error.message.length).toBeLessThan(400);
    return;
  }
  const { rows, columns, samplesPerPixel, pixels, minimum, maximum, bitsStored, signed, voi, modality } = result.value;
  expect(pixels).toHaveLength(rows * columns * samplesPerPixel);
  expect(minimum).toBeLessThanOrEqual(maximum);
  expect(minimum).toBeGreaterThanOrEqual(signed ? -(2 ** (bitsStored - 1)) : 0);
  expect(maximum).toBeLessThan(2 ** (signed ? bitsStored - 1 : bitsStored));
  for (const option of voi) {
    if (option.kind === 'window') expect(Number.isFinite(option.center) && option.width > 0).toBe(true);
  }
  if (modality.kind === 'rescale') expect(Number.isFinite(modality.slope) && modality.slope !== 0).toBe(true);
  expect(JSON.parse(JSON.stringify(result.value.spacing))).toEqual(result.value.spacing);
}

describe('a DICOM file changed in any way is an image or a named error, never an exception', () => {
  test('the seeds open as they are', async () => {
    for (const { name, bytes } of seeds) {
      const result = await open(bytes);
      expect(result, name).toMatchObject({ ok: true, value: { warnings: [] } });
      expectSound(result);
    }
  });

  test('4,000 structure-aware mutations (ENDPLATE_FUZZ_RUNS for more)', async () => {
    const cases = fc.record({
      seed: fc.integer({ min: 0, max: 12 }),
      changes: fc.array(mutation, { minLength: 1, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ seed, changes }) => {
        const file = changes.reduce(mutated, seeds[seed]!.bytes);
        expectSound(await open(file));
      }),
      { numRuns: Number(process.env['ENDPLATE_FUZZ_RUNS'] ?? 4000) },
    );
  }, 3_600_000);

  test('one bit of an uncompressed file, every one', async () => {
    const { bytes } = seeds[0]!;
    for (let at = 128; at < bytes.length - 400; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const copy = bytes.slice();
        copy[at] = (copy[at] as number) ^ (1 << bit);
        expectSound(await open(copy));
      }
    }
  });
});

describe('every prefix of a file is refused or opens with a warning', () => {
  test.each([
    'explicit',
    'implicit',
    'deflated',
    'RLE',
    'JPEG lossless',
    'JPEG extended',
    'JPEG-LS',
    'JPEG 2000',
    'HTJ2K',
  ])('%s', async (name) => {
    const bytes = seeds.find((seed) => seed.name === name)!.bytes;
    for (let length = 0; length < bytes.length; length++) {
      const result = await open(bytes.slice(0, length));
      expectSound(result);
      const honest = !result.ok || result.value.warnings.length > 0;
      if (!honest)
        expect(bytes.subarray(length), `${length} of ${bytes.length}`).toEqual(new Uint8Array(bytes.length - length));
    }
  });
});
