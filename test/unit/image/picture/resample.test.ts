import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply, compose, IDENTITY, rotation, scaling, translation } from '../../../../shared/geometry/affine.ts';
import type { DisplayBuffer } from '../../../../shared/image/picture/displayBuffer.ts';
import { buildOverlayPyramid, buildPyramid, type PyramidLevel } from '../../../../shared/image/picture/pyramid.ts';
import { levelFor, resample, type DrawnLevels } from '../../../../shared/image/picture/resample.ts';

const gridOf = (columns: number, rows: number) => ({
  columns,
  rows,
  samples: Uint16Array.from({ length: columns * rows }, (_, i) => (i * 7919) % 65_536),
});

/** A picture of one resolution. */
const whole = (level: PyramidLevel, options: Partial<DrawnLevels> = {}): DrawnLevels => ({
  rows: level.rows,
  columns: level.columns,
  channels: 1,
  levels: [level],
  skippedLevels: 0,
  padding: null,
  ...options,
});

const OUTSIDE = -1;

/** The buffer as rows of numbers, background as -1. */
function shown({ width, height, samples, spans }: DisplayBuffer): number[][] {
  return Array.from({ length: height }, (_, v) =>
    Array.from({ length: width }, (__, u) =>
      u >= (spans[2 * v] ?? 0) && u < (spans[2 * v + 1] ?? 0) ? (samples[v * width + u] ?? 0) : OUTSIDE,
    ),
  );
}

describe('the pyramid', () => {
  test('each level is the mean of 2 x 2, rounded; an odd side ends in a mean of fewer', () => {
    const base = { columns: 321, rows: 2, samples: Uint16Array.from({ length: 642 }, (_, i) => i) };
    const [, half] = buildPyramid(base, { channels: 1, padding: null });
    expect([half?.columns, half?.rows]).toEqual([161, 1]);
    expect(half?.samples[0]).toBe(Math.round((0 + 1 + 321 + 322) / 4));
    expect(half?.samples[160]).toBe(Math.round((320 + 641) / 2));
  });

  test('the first level is the image itself, not a copy', () => {
    const base = gridOf(400, 300);
    expect(buildPyramid(base, { channels: 1, padding: null })[0]?.samples).toBe(base.samples);
  });

  test('signed values and the top of 16 bits do not wrap', () => {
    const low = { columns: 200, rows: 2, samples: new Int16Array(400).fill(-32_768) };
    expect(buildPyramid(low, { channels: 1, padding: null })[1]?.samples[0]).toBe(-32_768);
    const high = { columns: 200, rows: 2, samples: new Uint16Array(400).fill(65_535) };
    expect(buildPyramid(high, { channels: 1, padding: null })[1]?.samples[0]).toBe(65_535);
  });

  test('padding does not darken its neighbours: 900 beside padding stays 900', () => {
    const samples = Uint16Array.from({ length: 400 }, (_, i) => (i % 200 < 101 ? 900 : 0));
    const levels = buildPyramid({ columns: 200, rows: 2, samples }, { channels: 1, padding: { from: 0, to: 0 } });
    expect(new Set(levels[1]?.samples)).toEqual(new Set([900, 0]));
  });

  test('overlay lines of one pixel survive every level', () => {
    const levels = buildPyramid(gridOf(1300, 900), { channels: 1, padding: null });
    const bits = new Uint8Array(900).fill(1);
    const line = { rows: 900, columns: 1, originRow: 0, originColumn: 701, label: null, bits };
    const masks = buildOverlayPyramid([line], levels) ?? [];
    expect(masks).toHaveLength(levels.length);
    for (const mask of masks) expect(mask.samples.filter((set) => set === 1)).toHaveLength(mask.rows);
  });

  test('the level has at least one pixel for each display pixel', () => {
    expect([2, 1, 0.6, 0.5, 0.3, 0.25, 0.01].map((zoom) => levelFor(scaling(zoom), { from: 0, count: 5 }))).toEqual([
      0, 0, 0, 1, 1, 2, 4,
    ]);
    expect(levelFor(scaling(0.25, 1), { from: 0, count: 5 })).toBe(0);
  });

  test('where the finest two are missing the third is the finest, and the numbers stay those of the whole', () => {
    expect([2, 0.3, 0.25, 0.1, 0.01].map((zoom) => levelFor(scaling(zoom), { from: 2, count: 3 }))).toEqual([
      2, 2, 2, 3, 4,
    ]);
  });
});

describe('placing the image', () => {
  const image = gridOf(7, 5);
  const at = (x: number, y: number): number => image.samples[y * 7 + x] ?? 0;
  const draw = (toDisplay: typeof IDENTITY, interpolation: 'nearest' | 'bilinear', width = 9, height = 9) =>
    shown(resample(whole(image), { toDisplay, width, height, interpolation }, null));

  test.each(['nearest', 'bilinear'] as const)(
    'at 100 %% every stored value stands at its place (%s)',
    (interpolation) => {
      const rows = draw(translation(1, 2), interpolation);
      for (let v = 0; v < 9; v++) {
        for (let u = 0; u < 9; u++) {
          const inside = u >= 1 && u < 8 && v >= 2 && v < 7;
          expect(rows[v]?.[u]).toBe(inside ? at(u - 1, v - 2) : OUTSIDE);
        }
      }
    },
  );

  test.each(['nearest', 'bilinear'] as const)('a quarter turn and flips move values exactly (%s)', (interpolation) => {
    // Clockwise: the first column becomes the first row, read from below.
    const turned = draw(compose(translation(5, 0), rotation(90)), interpolation, 5, 7);
    for (let v = 0; v < 7; v++) for (let u = 0; u < 5; u++) expect(turned[v]?.[u]).toBe(at(v, 4 - u));
    const mirrored = draw(compose(translation(7, 0), scaling(-1, 1)), interpolation, 7, 5);
    for (let v = 0; v < 5; v++) for (let u = 0; u < 7; u++) expect(mirrored[v]?.[u]).toBe(at(6 - u, v));
  });

  test('at 300 % without smoothing each stored pixel is a square of nine', () => {
    const rows = draw(scaling(3), 'nearest', 21, 15);
    for (let v = 0; v < 15; v++) {
      for (let u = 0; u < 21; u++) expect(rows[v]?.[u]).toBe(at(Math.floor(u / 3), Math.floor(v / 3)));
    }
  });

  test('bilinear at 200 %: a display pixel a quarter from the next stored centre mixes 3 to 1', () => {
    const pair = { columns: 2, rows: 1, samples: Uint16Array.of(0, 1000) };
    const placed = { toDisplay: scaling(2), width: 4, height: 2, interpolation: 'bilinear' } as const;
    const rows = shown(resample(whole(pair), placed, null));
    expect(rows[0]).toEqual([0, 250, 750, 1000]);
  });

  test('bilinear never mixes padding into the picture', () => {
    const edge = { columns: 2, rows: 1, samples: Uint16Array.of(0, 1000) };
    const placed = { toDisplay: scaling(4), width: 8, height: 4, interpolation: 'bilinear' } as const;
    const rows = shown(resample(whole(edge, { channels: 1, padding: { from: 0, to: 0 } }), placed, null));
    expect(rows[0]).toEqual([0, 0, 0, 0, 1000, 1000, 1000, 1000]);
  });

  test('signed values pass through as their 16 bits', () => {
    const signed = { columns: 1, rows: 1, samples: Int16Array.of(-5) };
    const placed = { toDisplay: IDENTITY, width: 1, height: 1, interpolation: 'bilinear' } as const;
    expect(resample(whole(signed), placed, null).samples[0]).toBe(0xfffb);
  });

  test('colours keep their channels', () => {
    const colour = { columns: 2, rows: 1, samples: Uint8Array.of(1, 2, 3, 101, 102, 103) };
    const placed = { toDisplay: scaling(-1, 1), width: 2, height: 1, interpolation: 'bilinear' } as const;
    const moved = { ...placed, toDisplay: compose(translation(2, 0), placed.toDisplay) };
    const buffer = resample(whole(colour, { channels: 3, padding: null }), moved, null);
    expect([...buffer.samples]).toEqual([101, 102, 103, 1, 2, 3]);
  });
});

test('any map, any angle: a display pixel shows the stored pixel under its centre', () => {
  const image = gridOf(23, 17);
  const range = { noNaN: true, noDefaultInfinity: true };
  const property = fc.property(
    fc.double({ min: -180, max: 180, ...range }),
    fc.double({ min: 1, max: 4, ...range }),
    fc.double({ min: 0.5, max: 2, ...range }),
    fc.boolean(),
    fc.double({ min: -20, max: 40, ...range }),
    (degrees, zoom, shape, flip, shift) => {
      const turn = compose(rotation(degrees), scaling(flip ? -zoom : zoom, zoom * shape));
      const toDisplay = compose(translation(20 + shift, 25), compose(turn, translation(-11.5, -8.5)));
      const placement = { toDisplay, width: 50, height: 48, interpolation: 'nearest' } as const;
      const rows = shown(resample(whole(image), placement, null));
      for (let y = 0; y < 17; y++) {
        for (let x = 0; x < 23; x++) {
          const { x: u, y: v } = apply(toDisplay, { x: x + 0.5, y: y + 0.5 });
          const seen = rows[Math.floor(v)]?.[Math.floor(u)];
          // The nearest display centre lies up to 0.71 px away; at these zooms that may be the neighbour's.
          if (seen === undefined) continue;
          const near = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => image.samples[(y + dy) * 23 + x + dx]));
          expect([...near, OUTSIDE]).toContain(seen);
          if (x > 0 && y > 0 && x < 22 && y < 16) expect(seen).not.toBe(OUTSIDE);
        }
      }
    },
  );
  fc.assert(property, { numRuns: 150 });
});
