import { boolean, constantFrom, double, integer, record, type Arbitrary } from 'fast-check';
import type { Display } from '../../shared/study/study.ts';
import type { ViewGeometry, Viewport } from '../../renderer/editor/viewport.ts';

export const within = (min: number, max: number): Arbitrary<number> =>
  double({ min, max, noNaN: true, noDefaultInfinity: true });

/** Every way to turn and flip a film. */
export const display: Arbitrary<Display> = record({
  rotation: constantFrom<0 | 90 | 180 | 270>(0, 90, 180, 270),
  flipHorizontal: boolean(),
  flipVertical: boolean(),
});

/** Films of 10 to 4000 px, pixels up to four times as tall as wide or the other way round, views of any usual size. */
export const geometry: Arbitrary<ViewGeometry> = record({
  image: record({ rows: integer({ min: 10, max: 4000 }), columns: integer({ min: 10, max: 4000 }) }),
  relativeSpacing: record({ rowSpacing: within(0.25, 4), columnSpacing: constantFrom(1) }),
  display,
  size: record({ width: integer({ min: 300, max: 3000 }), height: integer({ min: 300, max: 3000 }) }),
});

export const viewport: Arbitrary<Viewport> = record({
  centre: record({ x: within(0, 4000), y: within(0, 4000) }),
  zoom: within(0.05, 32),
});
