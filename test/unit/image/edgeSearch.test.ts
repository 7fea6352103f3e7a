import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import truth from '../../../renderer/public/demo/truth.json' with { type: 'json' };
import { findEdge, type EdgeImage } from '../../../shared/image/edgeSearch.ts';
import { opened } from '../../support/openImage.ts';

/** A film of 60 by 60 px from its brightness at pixel centres. */
function film(value: (x: number, y: number) => number, samplesPerPixel: 1 | 3 = 1): EdgeImage {
  const [rows, columns] = [60, 60];
  const pixels = new Uint16Array(rows * columns * samplesPerPixel);
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      for (let sample = 0; sample < samplesPerPixel; sample += 1) {
        pixels[(y * columns + x) * samplesPerPixel + sample] = Math.round(value(x + 0.5, y + 0.5));
      }
    }
  }
  return { rows, columns, samplesPerPixel, pixels };
}

/** Dark above, bright below, softly over two pixels, at the place where `distance` is 0. */
const step = (distance: number): number => 1000 + 800 / (1 + Math.exp(-distance / 0.6));

describe('The edge near a point', () => {
  test('lies across the gradient, with a part of a pixel: a border at y 30.3 looked for from y 26', () => {
    const edge = findEdge(
      film((_, y) => step(y - 30.3)),
      { x: 30, y: 26 },
    );
    expect(edge?.point.x).toBeCloseTo(30, 1);
    expect(Math.abs((edge?.point.y ?? 0) - 30.3)).toBeLessThan(0.05);
  });

  test('is the same from above and from below', () => {
    const image = film((_, y) => step(y - 30.7));
    for (const y of [24, 28, 30.7, 33, 37]) {
      expect(Math.abs((findEdge(image, { x: 30, y })?.point.y ?? 0) - 30.7)).toBeLessThan(0.05);
    }
  });

  test.each([0, 20, 45, 70, 110, 160])('is found on a border turned by %i degrees', (degrees) => {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const across = (x: number, y: number): number => (x - 30) * cos + (y - 30) * sin;
    const edge = findEdge(
      film((x, y) => step(across(x, y) - 1.25)),
      { x: 30 - 3 * cos, y: 30 - 3 * sin },
    );
    expect(edge).not.toBeNull();
    expect(Math.abs(across(edge!.point.x, edge!.point.y) - 1.25)).toBeLessThan(0.1);
  });

  test('of a bright rim between two shades is its steeper side', () => {
    const image = film((_, y) => 1000 + 100 / (1 + Math.exp(-(y - 26) / 0.6)) + 700 / (1 + Math.exp(-(y - 33) / 0.6)));
    expect(Math.abs((findEdge(image, { x: 30, y: 29 })?.point.y ?? 0) - 33)).toBeLessThan(0.1);
  });

  test('is found under grain of a tenth of its height', () => {
    let seed = 1;
    const grain = (): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return (seed / 2 ** 32 - 0.5) * 160;
    };
    const edge = findEdge(
      film((_, y) => step(y - 31) + grain()),
      { x: 30, y: 27 },
    );
    expect(Math.abs((edge?.point.y ?? 0) - 31)).toBeLessThan(0.5);
  });

  test('of a colour image is that of its grey', () => {
    const image = film((_, y) => step(y - 30.3), 3);
    expect(Math.abs((findEdge(image, { x: 30, y: 27 })?.point.y ?? 0) - 30.3)).toBeLessThan(0.05);
  });

  test('is nothing where the film is flat, is a mere slope, or has its border further away than 8 px', () => {
    expect(
      findEdge(
        film(() => 700),
        { x: 30, y: 30 },
      ),
    ).toBeNull();
    expect(
      findEdge(
        film((_, y) => 10 * y),
        { x: 30, y: 30 },
      ),
    ).toBeNull();
    expect(
      findEdge(
        film((_, y) => step(y - 30)),
        { x: 30, y: 19 },
      ),
    ).toBeNull();
  });

  test('is nothing outside the film, and no answer lies outside', () => {
    const image = film((_, y) => step(y - 2));
    expect(findEdge(image, { x: -1, y: 5 })).toBeNull();
    expect(findEdge(image, { x: Number.NaN, y: 5 })).toBeNull();
    expect(Math.abs((findEdge(image, { x: 30, y: 0 })?.point.y ?? 0) - 2)).toBeLessThan(0.3);
  });

  test('is the same however often it is asked for', () => {
    const image = film((x, y) => step(y - 30 - x / 10));
    expect(findEdge(image, { x: 30, y: 30 })).toEqual(findEdge(image, { x: 30, y: 30 }));
  });
});

describe('On the films of the demo', () => {
  type Points = Readonly<Record<'SA' | 'SM' | 'SP' | 'IA' | 'IM' | 'IP', readonly [number, number]>>;

  test('an edge is found at most middles of endplates, across the endplate', async () => {
    const demo = path.resolve(import.meta.dirname, '../../../renderer/public/demo');
    let [asked, found, across] = [0, 0, 0];
    for (const film of ['pre', 'post'] as const) {
      const image = await opened(new Uint8Array(await readFile(path.join(demo, `${film}.dcm`))));
      for (const points of Object.values(truth[film]) as unknown as Points[]) {
        for (const [middle, anterior, posterior] of [
          [points.SM, points.SA, points.SP],
          [points.IM, points.IA, points.IP],
        ] as const) {
          const length = Math.hypot(anterior[0] - posterior[0], anterior[1] - posterior[1]);
          const normal = { x: (posterior[1] - anterior[1]) / length, y: (anterior[0] - posterior[0]) / length };
          for (const off of [-3, 0, 3]) {
            asked += 1;
            const at = { x: middle[0] + normal.x * off, y: middle[1] + normal.y * off };
            const edge = findEdge(image, at);
            if (!edge) continue;
            found += 1;
            const way = { x: edge.point.x - at.x, y: edge.point.y - at.y };
            const share = Math.abs(way.x * normal.x + way.y * normal.y) / Math.hypot(way.x, way.y);
            if (share > 0.9 || Math.hypot(way.x, way.y) < 1) across += 1;
          }
        }
      }
    }
    expect(asked).toBeGreaterThan(30);
    expect(found / asked).toBeGreaterThan(0.8);
    expect(across / found).toBeGreaterThan(0.9);
  });
});
