import { describe, expect, test } from 'vitest';
import { buildDisplayLut } from '../../../../shared/image/picture/displayLut.ts';
import type { GreyFacts } from '../../../../shared/image/picture/greyFacts.ts';
import { computeHistogram } from '../../../../shared/image/picture/histogram.ts';
import type { PictureWindow } from '../../../../shared/image/picture/pictureWindow.ts';
import type { VoiFunction } from '../../../../shared/image/radiograph.ts';

const facts = (over: Partial<GreyFacts> = {}): GreyFacts => ({
  modality: { kind: 'rescale', slope: 1, intercept: 0 },
  voi: [],
  inverted: false,
  padding: null,
  minimum: 0,
  maximum: 4095,
  bitsStored: 12,
  signed: false,
  ...over,
});

const ramp = computeHistogram({ ...facts(), pixels: Uint16Array.from({ length: 4096 }, (_, i) => i) });

const windowOf = (center: number, width: number, voiFunction: VoiFunction = 'LINEAR'): PictureWindow => ({
  kind: 'window',
  center,
  width,
  voiFunction,
});

const lutOf = (window: PictureWindow, over: Partial<GreyFacts> = {}, invert = false): Uint8Array =>
  buildDisplayLut(facts(over), ramp, { window, invert });

describe('the window functions of PS3.3 C.11.2.1.2 and C.11.2.1.3', () => {
  test('LINEAR, C=2048 W=4096: 0 is black, 4095 is white, and nothing else is', () => {
    const lut = lutOf(windowOf(2048, 4096));
    expect([lut[0], lut[4095]]).toEqual([0, 255]);
    expect(lut[2048]).toBe(Math.round(((2048 - 2047.5) / 4095 + 0.5) * 255));
  });

  test('LINEAR, C=0 W=100: the limits are -50 and 49 (example of the standard)', () => {
    const lut = lutOf(windowOf(0, 100), { minimum: -60, maximum: 60, signed: true });
    expect([lut[-50 & 0xffff], lut[49]]).toEqual([0, 255]);
    expect([lut[-49 & 0xffff], lut[48]]).toEqual([Math.round(255 / 99), Math.round((98 / 99) * 255)]);
  });

  test('LINEAR, W=1 is a threshold: above C - 0.5 is white', () => {
    const lut = lutOf(windowOf(100, 1));
    expect([lut[98], lut[99], lut[100]]).toEqual([0, 0, 255]);
  });

  test('LINEAR_EXACT, C=100 W=200: 0 is black, 50 a quarter, 200 white', () => {
    const lut = lutOf(windowOf(100, 200, 'LINEAR_EXACT'));
    expect([lut[0], lut[50], lut[100], lut[200]]).toEqual([0, 64, 128, 255]);
  });

  test('SIGMOID: a half at the centre, 1 / (1 + e^-2) half a width above it', () => {
    const lut = lutOf(windowOf(1000, 400, 'SIGMOID'));
    expect([lut[1000], lut[1200], lut[800]]).toEqual([128, Math.round(255 / (1 + Math.exp(-2))), 30]);
  });
});

describe('the order of the transforms', () => {
  test('rescale comes before the window: slope 2, intercept -1000', () => {
    const modality = { kind: 'rescale', slope: 2, intercept: -1000 } as const;
    const lut = lutOf(windowOf(0, 200, 'LINEAR_EXACT'), { modality });
    expect([lut[450], lut[500], lut[550]]).toEqual([0, 128, 255]);
  });

  test('a modality table holds its ends beyond them', () => {
    const table = { firstMapped: 10, bits: 16, values: Uint16Array.of(0, 500, 1000) };
    const lut = lutOf(windowOf(500, 1000, 'LINEAR_EXACT'), { modality: { kind: 'lut', lut: table } });
    expect([lut[0], lut[10], lut[11], lut[12], lut[4000]]).toEqual([0, 0, 128, 255, 255]);
  });

  test('a VOI table of the file: values scaled by its bits, ends held', () => {
    const voi = [
      { kind: 'lut', lut: { firstMapped: 100, bits: 10, values: Uint16Array.of(0, 341, 1023) }, explanation: null },
    ] as const;
    const lut = lutOf({ kind: 'file', index: 0 }, { voi });
    expect([lut[0], lut[100], lut[101], lut[102], lut[4095]]).toEqual([0, 0, 85, 255, 255]);
  });

  test('the file inverts, the user inverts: each alone is a negative, both are none', () => {
    const window = windowOf(2048, 4096);
    const plain = lutOf(window);
    const negative = plain.map((grey, stored) => (stored <= 4095 ? 255 - grey : grey));
    expect(lutOf(window, { inverted: true })).toEqual(negative);
    expect(lutOf(window, {}, true)).toEqual(negative);
    expect(lutOf(window, { inverted: true }, true)).toEqual(plain);
  });

  test('padding stays background, inverted or not, inside the range of values or outside it', () => {
    const padding = { from: 4000, to: 4095 };
    expect(lutOf(windowOf(2048, 4096), { padding, inverted: true })[4050]).toBe(0);
    expect(lutOf(windowOf(2048, 4096), { padding: { from: 60_000, to: 60_000 }, inverted: true })[60_000]).toBe(0);
  });

  test('signed values are found by their 16 bits', () => {
    const lut = lutOf(windowOf(0.5, 4096), { minimum: -2048, maximum: 2047, signed: true });
    expect([lut[0xf800], lut[0x07ff]]).toEqual([0, 255]);
  });
});
