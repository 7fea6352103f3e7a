import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildDisplayLut } from '../../../../shared/image/picture/displayLut.ts';
import type { GreyFacts } from '../../../../shared/image/picture/greyFacts.ts';
import { computeHistogram, percentileOf, valueAtPercentile } from '../../../../shared/image/picture/histogram.ts';
import {
  dragWindow,
  numericWindow,
  openingWindow,
  percentilesToWindow,
  presetWindow,
  rangeOfWindow,
  windowOfRange,
  windowToPercentiles,
} from '../../../../shared/image/picture/pictureWindow.ts';

const facts: GreyFacts = {
  modality: { kind: 'rescale', slope: 1, intercept: 0 },
  voi: [],
  inverted: false,
  padding: null,
  minimum: 0,
  maximum: 1000,
  bitsStored: 12,
  signed: false,
};
/** 1001 pixels with the values 0 to 1000. */
const pixels = Uint16Array.from({ length: 1001 }, (_, i) => i);
const histogram = computeHistogram({ ...facts, pixels });

describe('the histogram', () => {
  test('the median of 0..1000 is 500', () => {
    expect(valueAtPercentile(histogram, 50)).toBe(500);
    expect(valueAtPercentile(histogram, 0)).toBe(0);
    expect(valueAtPercentile(histogram, 100)).toBe(1000);
  });

  test('padding is not counted', () => {
    const padded = computeHistogram({ ...facts, pixels, padding: { from: 0, to: 500 }, minimum: 501 });
    expect(valueAtPercentile(padded, 0)).toBe(501);
    expect(valueAtPercentile(padded, 50)).toBe(750);
  });

  test('a negative slope turns the order: stored 1000 is the lowest modality value', () => {
    const turned = computeHistogram({ ...facts, pixels, modality: { kind: 'rescale', slope: -1, intercept: 0 } });
    expect(valueAtPercentile(turned, 0)).toBe(-1000);
    expect(valueAtPercentile(turned, 100)).toBeCloseTo(0);
  });

  test('every value of an image comes back from its percentile', () => {
    const property = fc.property(fc.array(fc.nat({ max: 65_535 }), { minLength: 1, maxLength: 300 }), (values) => {
      const sorted = values.toSorted((a, b) => a - b);
      const range = { minimum: sorted[0] ?? 0, maximum: sorted[sorted.length - 1] ?? 0 };
      const own = computeHistogram({ ...facts, ...range, pixels: Uint16Array.from(values) });
      for (const value of values) expect(valueAtPercentile(own, percentileOf(own, value))).toBe(value);
    });
    fc.assert(property, { numRuns: 300 });
  });

  test('beyond the image percentiles go on: 1 % of its 1 to 99 % span each', () => {
    expect(percentileOf(histogram, 1000 + 98)).toBeCloseTo(110, 6);
    expect(valueAtPercentile(histogram, -10)).toBeCloseTo(-98, 6);
  });
});

const centre = (preset: 'bone' | 'soft', inverted: boolean): number =>
  presetWindow(preset, { ...facts, inverted }, histogram).center;

describe('windows', () => {
  test('a range and its LINEAR window are the same thing: 0..4095 is W 4096 L 2048', () => {
    expect(windowOfRange({ from: 0, to: 4095 })).toMatchObject({ center: 2048, width: 4096 });
    expect(rangeOfWindow(windowOfRange({ from: 0, to: 4095 }))).toEqual({ from: 0, to: 4095 });
  });

  test('presets as numbers: auto is the 1st to the 99th percentile, as stored the whole 12 bits', () => {
    expect(presetWindow('auto', facts, histogram)).toMatchObject({ center: 501, width: 981 });
    expect(presetWindow('asStored', facts, histogram)).toMatchObject({ center: 2048, width: 4096 });
    expect(presetWindow('wide', facts, histogram)).toMatchObject({ center: 501, width: 1201 });
  });

  test('bone looks at the bright half, soft at the dark one; inverted images keep that as displayed', () => {
    expect(centre('bone', false)).toBeGreaterThan(centre('soft', false));
    expect(centre('bone', true)).toBeLessThan(centre('soft', true));
  });

  test('at opening: the file, else automatic; ignored if the user says so; colour as stored', () => {
    const voi = [{ kind: 'window', center: 40, width: 400, voiFunction: 'LINEAR', explanation: null }] as const;
    expect(openingWindow({ ...facts, voi })).toEqual({ kind: 'file', index: 0 });
    expect(openingWindow({ ...facts, voi }, true)).toEqual({ kind: 'percentile' });
    expect(openingWindow(facts)).toEqual({ kind: 'percentile' });
    expect(openingWindow({ ...facts, bitsStored: 8, samplesPerPixel: 3 })).toMatchObject({ center: 128, width: 256 });
    // A screenshot that kept the window of its film: windows are for greys.
    const screenshot = { ...facts, voi, bitsStored: 8, samplesPerPixel: 3 } as const;
    expect(openingWindow(screenshot)).toMatchObject({ kind: 'window', center: 128, width: 256 });
    const table = { firstMapped: 0, bits: 16, values: Uint16Array.of(0, 65_535) };
    const palette = { red: table, green: table, blue: table };
    expect(openingWindow({ ...facts, bitsStored: 4, palette })).toMatchObject({ center: 128, width: 256 });
    expect(numericWindow({ kind: 'file', index: 0 }, { ...facts, voi }, histogram)).toMatchObject(
      voi[0] && { center: 40, width: 400 },
    );
  });

  test('a rescale to fractions keeps its greys apart: a small range is windowed exactly', () => {
    const small = { ...facts, modality: { kind: 'rescale', slope: 0.0001, intercept: 0 } } as const;
    const counted = computeHistogram({ ...small, pixels });
    const auto = presetWindow('auto', small, counted);
    expect(auto).toMatchObject({ voiFunction: 'LINEAR_EXACT' });
    const { from, to } = rangeOfWindow(auto);
    expect(from).toBeCloseTo(valueAtPercentile(counted, 1), 3);
    expect(to).toBeCloseTo(valueAtPercentile(counted, 99), 3);
    const lut = buildDisplayLut(small, counted, { window: { kind: 'percentile' }, invert: false });
    expect(new Set(lut).size).toBeGreaterThan(200);
  });

  test('a table of the file counts as the range it maps', () => {
    const lut = { firstMapped: 100, bits: 12, values: new Uint16Array(201) };
    const window = numericWindow(
      { kind: 'file', index: 0 },
      { ...facts, voi: [{ kind: 'lut', lut, explanation: null }] },
      histogram,
    );
    expect(rangeOfWindow(window)).toEqual({ from: 100, to: 300 });
  });
});

describe('dragging', () => {
  const start = windowOfRange({ from: 0, to: 999 });
  const drag = { dx: 0, dy: 0, range: 700, inverted: false };

  test('70 px to the right on a range of 700 widens by 70; to the left narrows, never below 1', () => {
    expect(dragWindow(start, { ...drag, dx: 70 }).width).toBe(1070);
    expect(dragWindow(start, { ...drag, dx: -5000 }).width).toBe(1);
  });

  test('upwards brightens: the centre falls, on an inverted picture it rises', () => {
    expect(dragWindow(start, { ...drag, dy: -10 }).center).toBe(490);
    expect(dragWindow(start, { ...drag, dy: -10, inverted: true }).center).toBe(510);
  });

  test('there and back again is where it was', () => {
    const away = dragWindow(start, { ...drag, dx: 33, dy: 21 });
    const back = dragWindow(away, { ...drag, dx: -33, dy: -21 });
    expect(back.center).toBeCloseTo(start.center, 9);
    expect(back.width).toBeCloseTo(start.width, 9);
  });
});

describe('linked windows', () => {
  test('another image with ten times the values gets ten times the window', () => {
    const other = computeHistogram({ ...facts, maximum: 10_000, pixels: pixels.map((value) => value * 10) });
    const linked = percentilesToWindow(windowToPercentiles(windowOfRange({ from: 200, to: 800 }), histogram), other);
    expect(rangeOfWindow(linked)).toEqual({ from: 2000, to: 8000 });
  });

  test('onto itself nothing changes, also where the window reaches beyond the image', () => {
    const window = windowOfRange({ from: -300, to: 1400 });
    const back = rangeOfWindow(percentilesToWindow(windowToPercentiles(window, histogram), histogram));
    expect(back.from).toBeCloseTo(-300, 6);
    expect(back.to).toBeCloseTo(1400, 6);
  });
});
