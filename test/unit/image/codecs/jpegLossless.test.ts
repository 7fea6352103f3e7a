import { Decoder } from '@cornerstonejs/jpeg-lossless-decoder-js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeJpegLossless } from '../../../../shared/image/codecs/jpegLossless.ts';
import { encodeJpegLossless, type LosslessOptions } from '../../../support/jpegLosslessEncoder.ts';

const noise = (count: number, bits: number): number[] =>
  Array.from({ length: count }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 7) & ((1 << bits) - 1));

function decoded(stream: Uint8Array, { rows, columns, precision, components = 1 }: LosslessOptions): number[] | string {
  const bitsAllocated = precision > 8 ? 16 : 8;
  const frame = decodeJpegLossless(stream, { rows, columns, samplesPerPixel: components, bitsAllocated });
  return frame.ok ? Array.from(frame.value.cells) : frame.error.code;
}

describe('lossless JPEG gives back what was encoded', () => {
  test.each([1, 2, 3, 4, 5, 6, 7])('predictor %i, 12 bits', (predictor) => {
    const samples = noise(15 * 11, 12);
    const options = { rows: 15, columns: 11, precision: 12, predictor };
    expect(decoded(encodeJpegLossless(samples, options), options)).toEqual(samples);
  });

  test.each([2, 5, 8, 10, 12, 14, 15, 16])('%i bits', (precision) => {
    const samples = noise(9 * 7, precision);
    const options = { rows: 9, columns: 7, precision, predictor: 1 };
    expect(decoded(encodeJpegLossless(samples, options), options)).toEqual(samples);
  });

  test('a step of 32 768 in 16 bits has a category of its own', () => {
    const samples = [0, 32768, 0, 65535, 32767, 0];
    const options = { rows: 2, columns: 3, precision: 16 };
    expect(decoded(encodeJpegLossless(samples, options), options)).toEqual(samples);
  });

  test('a point transform of 2 drops two bits and nothing else', () => {
    const samples = noise(8 * 8, 12);
    const options = { rows: 8, columns: 8, precision: 12, predictor: 4, pointTransform: 2 };
    expect(decoded(encodeJpegLossless(samples, options), options)).toEqual(samples.map((each) => each & ~3));
  });

  test.each([1, 4, 7])('restart marks every second line, predictor %i', (predictor) => {
    const samples = noise(21 * 5, 12);
    const options = { rows: 21, columns: 5, precision: 12, predictor, restartLines: 2 };
    expect(decoded(encodeJpegLossless(samples, options), options)).toEqual(samples);
  });

  test.each([false, true])('three colours, in scans of their own: %s', (separateScans) => {
    const samples = noise(6 * 7 * 3, 8);
    const options = { rows: 6, columns: 7, precision: 8, components: 3 as const, predictor: 6, separateScans };
    expect(decoded(encodeJpegLossless(samples, options), options)).toEqual(samples);
  });

  test('anything, as property, and the JavaScript library agrees where it can', () => {
    fc.assert(
      fc.property(
        fc.record({
          rows: fc.integer({ min: 1, max: 12 }),
          columns: fc.integer({ min: 1, max: 12 }),
          precision: fc.integer({ min: 9, max: 16 }),
          predictor: fc.integer({ min: 1, max: 7 }),
          seed: fc.integer(),
        }),
        ({ rows, columns, precision, predictor, seed }) => {
          const samples = noise(rows * columns, precision).map((each) => (each ^ seed) & ((1 << precision) - 1));
          const options = { rows, columns, precision, predictor };
          const stream = encodeJpegLossless(samples, options);
          expect(decoded(stream, options)).toEqual(samples);
          // The library rounds the mean of predictor 7 wrongly where 16 bits wrap around.
          if (predictor === 7 && precision === 16) return;
          const peer = new Decoder().decode(stream.buffer as ArrayBuffer, 0, stream.length, 2);
          expect(Array.from(peer)).toEqual(samples);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('damage to lossless JPEG is an error', () => {
  const options = { rows: 16, columns: 16, precision: 12 };
  const stream = encodeJpegLossless(noise(256, 12), options);

  test('every cut', () => {
    for (let length = 0; length < stream.length - 2; length++) {
      expect(typeof decoded(stream.slice(0, length), options), `${length} bytes`).toBe('string');
    }
  });

  test('a missing end mark alone is a warning', () => {
    const frame = decodeJpegLossless(stream.slice(0, -2), { ...options, samplesPerPixel: 1, bitsAllocated: 16 });
    expect(frame).toMatchObject({ ok: true, value: { warnings: [{ code: 'jpeg_end_missing' }] } });
  });

  test('data that go on after the last pixel', () => {
    const longer = Uint8Array.from([...stream.slice(0, -2), 1, 2, 3, 4, 0xff, 0xd9]);
    expect(decoded(longer, options)).toBe('damaged');
  });

  test('another size than announced, before anything is decoded', () => {
    expect(decoded(stream, { ...options, rows: 17 })).toBe('damaged');
  });

  test('a predictor that does not exist', () => {
    const wrong = stream.slice();
    wrong[wrong.findIndex((byte, i) => byte === 0xff && wrong[i + 1] === 0xda) + 7] = 8;
    expect(decoded(wrong, options)).toBe('damaged');
  });
});
