import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { relativeTo } from '../../../shared/geometry/validSpacing.ts';
import type { PlacedLandmarks } from '../../../shared/spine/landmarks.ts';
import type { Level } from '../../../shared/spine/levels.ts';
import { valueOf } from '../../../shared/spine/measure.ts';
import { measureSpine } from '../../../shared/spine/measureSpine.ts';

interface Truth {
  readonly case: string;
  readonly phase: string;
  readonly geometry: { readonly imager_pixel_spacing_mm: readonly [number, number] };
  readonly vertebrae: readonly {
    readonly level: Level;
    readonly points_px: Readonly<Record<string, readonly [number, number]>>;
    readonly heights_mm_detector?: Readonly<Record<'Ha' | 'Hm' | 'Hp', number>>;
    readonly wedge_deg?: number;
    readonly fractured?: boolean;
  }[];
}

const folder = path.join(process.env['ENDPLATE_SHARED_DATA'] ?? '../shared/data', 'phantom');

const truths = existsSync(folder)
  ? ['case01', 'case02', 'case03', 'case04'].flatMap((name) =>
      ['pre', 'post'].map(
        (phase) => JSON.parse(readFileSync(path.join(folder, `${name}_${phase}.truth.json`), 'utf8')) as Truth,
      ),
    )
  : [];

const spineOf = (truth: Truth) => {
  const [rowSpacing, columnSpacing] = truth.geometry.imager_pixel_spacing_mm;
  const spacing = { rowSpacing, columnSpacing };
  const vertebrae = new Map(
    truth.vertebrae.map(({ level, points_px: points, fractured }) => {
      const landmarks: PlacedLandmarks = Object.fromEntries(
        Object.entries(points).map(([code, [x, y]]) => [code, { x, y }]),
      );
      return [level, { landmarks, ...(fractured === undefined ? {} : { fractured }) }] as const;
    }),
  );
  const label = 'mm at detector (magnified)';
  return measureSpine(vertebrae, { spacing, relativeSpacing: relativeTo(spacing), plane: 'detector', label });
};

describe.skipIf(truths.length === 0)(`the synthetic spines (${folder})`, () => {
  test.each(truths.map((truth) => [truth.case, truth.phase, truth] as const))('%s %s', (_, __, truth) => {
    const spine = spineOf(truth);
    const known = truth.vertebrae.filter(({ heights_mm_detector: heights }) => heights !== undefined);
    expect(known.length).toBeGreaterThan(3);
    for (const { level, heights_mm_detector: heights, wedge_deg: wedge } of known) {
      const measures = spine.levels.get(level)?.measures;
      if (measures === undefined || heights === undefined || wedge === undefined)
        throw new Error(`${level} is missing`);
      expect(Math.abs((valueOf(measures.anteriorHeight) ?? Number.NaN) - heights.Ha), level).toBeLessThan(0.001);
      expect(Math.abs((valueOf(measures.middleHeight) ?? Number.NaN) - heights.Hm), level).toBeLessThan(0.001);
      expect(Math.abs((valueOf(measures.posteriorHeight) ?? Number.NaN) - heights.Hp), level).toBeLessThan(0.001);
      expect(Math.abs((valueOf(measures.wedgeAngle) ?? Number.NaN) - wedge), level).toBeLessThan(0.01);
    }
    // Points placed where they belong raise no doubt anywhere along the spine.
    expect(spine.issues).toEqual([]);
  });
});
