import { describe, expect, test } from 'vitest';
import { linkedWindow } from '../../../../renderer/files/linkedWindow.ts';
import { computeHistogram } from '../../../../shared/image/picture/histogram.ts';
import { rangeOfWindow, windowOfRange } from '../../../../shared/image/picture/pictureWindow.ts';
import type { GreyFacts } from '../../../../shared/image/picture/greyFacts.ts';

/** A film whose values go evenly from `from` to `to`. */
function film(from: number, to: number, inverted = false) {
  const pixels = Uint16Array.from({ length: 10_001 }, (_, index) => from + Math.round(((to - from) * index) / 10_000));
  const facts: GreyFacts = {
    modality: { kind: 'rescale', slope: 1, intercept: 0 },
    voi: [],
    inverted,
    padding: null,
    minimum: from,
    maximum: to,
    bitsStored: 16,
    signed: false,
  };
  return { facts, histogram: computeHistogram({ ...facts, pixels }) };
}

describe('The window of the linked film', () => {
  test('cuts the same shares: a tenth black and a fifth white', () => {
    const window = windowOfRange({ from: 1100, to: 1800 });
    const { from, to } = rangeOfWindow(linkedWindow(window, film(1000, 2000), film(0, 20_000)));
    expect(from / 20_000).toBeCloseTo(0.1, 2);
    expect(to / 20_000).toBeCloseTo(0.8, 2);
  });

  test('is the window itself for an equal film', () => {
    const { from, to } = rangeOfWindow(
      linkedWindow(windowOfRange({ from: 1200, to: 1500 }), film(1000, 2000), film(1000, 2000)),
    );
    expect(Math.abs(from - 1200)).toBeLessThan(5);
    expect(Math.abs(to - 1500)).toBeLessThan(5);
  });

  test('exchanges dark and bright where one film shows low values bright', () => {
    const window = windowOfRange({ from: 1100, to: 1800 });
    const { from, to } = rangeOfWindow(linkedWindow(window, film(1000, 2000), film(0, 10_000, true)));
    // Dark is a tenth, bright a fifth: of the other film's values the upper tenth and the lower fifth.
    expect(from / 10_000).toBeCloseTo(0.2, 2);
    expect(to / 10_000).toBeCloseTo(0.9, 2);
  });
});
