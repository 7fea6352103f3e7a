import {
  array,
  assert,
  constantFrom,
  double,
  oneof,
  option,
  property,
  record,
  subarray,
  type Arbitrary,
} from 'fast-check';
import { expect, test } from 'vitest';
import type { Comparability } from '../../shared/geometry/millimetresComparable.ts';
import { compareLevels } from '../../shared/spine/compareLevels.ts';
import { LANDMARKS, type PlacedLandmarks } from '../../shared/spine/landmarks.ts';
import { LEVELS } from '../../shared/spine/levels.ts';
import { measureCase } from '../../shared/spine/measureCase.ts';
import { measureSpine, type SpineVertebra } from '../../shared/spine/measureSpine.ts';
import { measureVertebra, type MeasuringCalibration } from '../../shared/spine/measureVertebra.ts';
import { suggestRepairs } from '../../shared/spine/repairLandmarks.ts';
import { calibration, calibrationOf, number } from './spineShapes.ts';

/** Anything that may arrive: usual points, a coarse grid that makes points coincide and align, and nonsense. */
const coordinate: Arbitrary<number> = oneof(
  number(-10, 4000),
  constantFrom(0, 100, 200, 300),
  constantFrom(1e-300, 5e-324, 1e7, -1e7),
  double(),
);
const point = record({ x: coordinate, y: coordinate });
const landmarks: Arbitrary<PlacedLandmarks> = record({
  SA: option(point, { nil: undefined }),
  SM: option(point, { nil: undefined }),
  SP: option(point, { nil: undefined }),
  IP: option(point, { nil: undefined }),
  IM: option(point, { nil: undefined }),
  IA: option(point, { nil: undefined }),
});
const anyCalibration: Arbitrary<MeasuringCalibration> = oneof(
  calibration,
  constantFrom(calibrationOf(1e-4, 100), calibrationOf(100, 1e-4), calibrationOf(100, 100)),
  calibration.map((some) => ({ ...some, spacing: null, plane: 'none' as const, label: 'px' })),
);
const vertebra: Arbitrary<SpineVertebra> = record({
  landmarks,
  fractured: constantFrom(true, false, undefined),
  sqGrade: constantFrom(0, 0.5, 1, undefined),
});
const spine = array(vertebra, { minLength: LEVELS.length, maxLength: LEVELS.length }).chain((all) =>
  subarray([...LEVELS], { maxLength: 6 }).map(
    (levels) => new Map(levels.map((level, index) => [level, all[index] ?? { landmarks: {} }])),
  ),
);

/** Fails on NaN and infinity anywhere inside; both would reach a table as words or as nothing. */
function expectFinite(value: unknown, path: string): void {
  if (typeof value === 'number') expect(Number.isFinite(value), `${path} = ${value}`).toBe(true);
  if (value instanceof Map) for (const [key, each] of value) expectFinite(each, `${path}.${String(key)}`);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) expectFinite(each, `${path}.${key}`);
  }
}

test('any points on any pixels give numbers or reasons, never NaN and never an exception', () => {
  assert(
    property(landmarks, anyCalibration, constantFrom(undefined, ...LEVELS), (points, pixels, level) => {
      const result = measureVertebra(points, pixels, level === undefined ? {} : { level });
      expectFinite(result, 'vertebra');
      expectFinite(suggestRepairs(points, pixels, result.issues), 'repairs');
    }),
    { numRuns: 2000 },
  );
});

test('so do any bodies at any levels, and their comparison', () => {
  const comparability: Comparability = { comparable: true, sameMethod: true, reason: 'both_patient_same_method' };
  assert(
    property(spine, spine, anyCalibration, (before, after, pixels) => {
      const pre = measureSpine(before, pixels);
      const post = measureSpine(after, pixels);
      expectFinite(pre.levels, 'spine');
      for (const [level, measures] of pre.levels) {
        const later = post.levels.get(level);
        if (later !== undefined) expectFinite(compareLevels(measures, later, comparability), 'comparison');
      }
    }),
    { numRuns: 300 },
  );
});

test('a case of any points is answered or refused, and the answer survives JSON', () => {
  assert(
    property(landmarks, option(number(1e-5, 200)), (points, pitch) => {
      const named = LANDMARKS.flatMap((code) => {
        const placed = points[code];
        return placed === undefined ? [] : [[code, [placed.x, placed.y]] as const];
      });
      const result = measureCase({
        spacing_mm: pitch === null ? null : [pitch, pitch],
        vertebrae: { index: Object.fromEntries(named) },
      });
      if (!result.ok) expect(result.error.message).toMatch(/must be/);
      else expect(JSON.parse(JSON.stringify(result.value))).toEqual(result.value);
    }),
    { numRuns: 500 },
  );
});

test('measures do not depend on which other landmarks exist', () => {
  assert(
    property(landmarks, calibration, subarray([...LANDMARKS]), (points, pixels, kept) => {
      const whole = measureVertebra(points, pixels);
      const part = measureVertebra(Object.fromEntries(kept.map((code) => [code, points[code]])), pixels);
      if (whole.issues.some(({ severity }) => severity === 'error')) return;
      for (const [id, measure] of Object.entries(part.measures)) {
        if ('value' in measure) expect(whole.measures[id as keyof typeof whole.measures]).toEqual(measure);
      }
    }),
    { numRuns: 500 },
  );
});
