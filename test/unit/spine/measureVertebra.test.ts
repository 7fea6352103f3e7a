import { describe, expect, test } from 'vitest';
import { isMeasured } from '../../../shared/spine/measure.ts';
import { measureVertebra } from '../../../shared/spine/measureVertebra.ts';
import { bodyOf, only, PIXELS, read, TENTH } from './bodies.ts';

const codesOf = (landmarks: Parameters<typeof measureVertebra>[0]): readonly string[] =>
  measureVertebra(landmarks, TENTH).issues.map(({ code }) => code);

describe('a body of 200 px at 0.1 mm a pixel', () => {
  const { measures, pixelHeights } = measureVertebra(bodyOf(), TENTH);

  test('is 20 mm high, 30 mm deep and 600 mm2 large', () => {
    expect(measures.anteriorHeight).toEqual({ value: 20, unit: 'mm' });
    expect(measures.superiorEndplate).toEqual({ value: 30, unit: 'mm' });
    expect(read(measures.area)).toBeCloseTo(600, 9);
  });

  test('has an angle of 0, not of -0', () => {
    expect(measures.wedgeAngle).toEqual({ value: 0, unit: 'deg' });
  });

  test('keeps its heights in pixels beside', () => {
    expect(pixelHeights.anteriorHeight).toEqual({ value: 200, unit: 'px' });
  });
});

test('without a calibration lengths are pixels, areas square pixels, and ratios as usual', () => {
  const result = measureVertebra(bodyOf({ anterior: 150 }), PIXELS);
  expect(result.lengthUnit).toBe('px');
  expect(result.measures.anteriorHeight).toEqual({ value: 150, unit: 'px' });
  expect(result.measures.area).toMatchObject({ unit: 'px2' });
  expect(read(result.measures.wedgeRatio)).toBe(0.75);
});

test('pixels of non-square images are column widths: 100 rows of twice the height are 200', () => {
  const tall = { ...PIXELS, relativeSpacing: { rowSpacing: 2, columnSpacing: 1 } };
  expect(read(measureVertebra(bodyOf({ anterior: 100 }), tall).measures.anteriorHeight)).toBe(200);
  const calibrated = { ...tall, spacing: { rowSpacing: 0.2, columnSpacing: 0.1 } };
  expect(read(measureVertebra(bodyOf({ anterior: 100 }), calibrated).pixelHeights.anteriorHeight)).toBe(200);
});

describe('points that are not all there', () => {
  test('give each measure as soon as its own points exist', () => {
    const { measures } = measureVertebra(only(bodyOf(), 'SA', 'IA', 'SP'), TENTH);
    expect(read(measures.anteriorHeight)).toBe(20);
    expect(read(measures.superiorEndplate)).toBe(30);
    expect(measures.posteriorHeight).toEqual({ missing: 'points_missing', landmarks: ['IP'] });
    expect(measures.wedgeAngle).toEqual({ missing: 'points_missing', landmarks: ['IP'] });
    expect(measures.area).toEqual({ missing: 'points_missing', landmarks: ['SM', 'IP', 'IM'] });
  });

  test('without the middle points leave height, angle and wedge grade', () => {
    const { measures, genantWithin } = measureVertebra(only(bodyOf({ anterior: 140 }), 'SA', 'SP', 'IP', 'IA'), TENTH);
    expect(read(measures.middleHeight)).toBe('points_missing');
    expect(read(measures.biconcavity)).toBe('points_missing');
    expect(read(measures.wedgePercent)).toBeCloseTo(30, 9);
    expect(genantWithin).toMatchObject({ grade: 2, type: 'wedge', complete: false });
  });

  test('none at all', () => {
    const result = measureVertebra({}, TENTH);
    expect(Object.values(result.measures).filter(isMeasured)).toEqual([]);
    expect(result).toMatchObject({ handedness: null, anteriorDirection: null, genantWithin: null, issues: [] });
  });

  test('of one endplate already tell where the front is', () => {
    expect(measureVertebra(only(bodyOf({ facing: 'left' }), 'SA', 'SP'), TENTH).anteriorDirection).toBe('image_left');
  });
});

test('S1 has its superior endplate and nothing else, whatever points there are', () => {
  const { measures, issues } = measureVertebra(bodyOf(), TENTH, { level: 'S1' });
  expect(read(measures.superiorEndplate)).toBe(30);
  const others = Object.entries(measures).filter(([id]) => id !== 'superiorEndplate');
  expect(others.filter(([, measure]) => read(measure) !== 'not_applicable')).toEqual([]);
  expect(issues).toEqual([]);
});

describe('faults of the points', () => {
  const whole = bodyOf();

  test('two points of one endplate on each other withhold what needs them', () => {
    const { measures, issues } = measureVertebra({ ...whole, SP: whole.SA }, TENTH);
    expect(issues[0]).toMatchObject({ code: 'degenerate_endplate', severity: 'error', landmarks: ['SA', 'SP'] });
    expect(read(measures.anteriorHeight)).toBe('degenerate_endplate');
    expect(read(measures.wedgeAngle)).toBe('degenerate_endplate');
    expect(read(measures.middleHeight)).toBe(20);
    expect(read(measures.inferiorEndplate)).toBe(30);
  });

  test('a middle point on its corner is the same fault', () => {
    expect(codesOf({ ...whole, IM: whole.IA })).toEqual(['degenerate_endplate']);
  });

  test('front and back exchanged on one endplate withhold everything that needs the corners', () => {
    const { measures, issues } = measureVertebra({ ...whole, SA: whole.SP, SP: whole.SA }, TENTH);
    expect(issues[0]?.code).toBe('endplates_point_in_opposite_directions');
    expect(read(measures.posteriorHeight)).toBe('endplates_point_in_opposite_directions');
    expect(read(measures.wedgeRatio)).toBe('endplates_point_in_opposite_directions');
    expect(read(measures.middleHeight)).toBe(20);
  });

  test('two endplates in one line have no side', () => {
    const flat = { SA: { x: 700, y: 500 }, SP: { x: 600, y: 500 }, IA: { x: 500, y: 500 }, IP: { x: 400, y: 500 } };
    const { measures, issues } = measureVertebra(flat, TENTH);
    expect(issues[0]?.code).toBe('degenerate_vertebra');
    expect(read(measures.wedgeAngle)).toBe('degenerate_vertebra');
  });

  test('a posterior height of 0 has no ratio, and no NaN', () => {
    const { measures, genantWithin } = measureVertebra({ ...whole, IP: { x: 350, y: 400 } }, TENTH);
    expect(read(measures.posteriorHeight)).toBe(0);
    expect(read(measures.wedgeRatio)).toBe('zero_height');
    expect(read(measures.wedgePercent)).toBe('zero_height');
    expect(genantWithin).toBeNull();
  });

  test('upper and lower exchanged in front only cross the outline', () => {
    const wedged = bodyOf({ anterior: 150 });
    expect(codesOf({ ...wedged, SA: wedged.IA, IA: wedged.SA })).toContain('crossed_outline');
  });

  test('the same in a symmetric body also leaves no side for the sign: both middles fall together', () => {
    expect(codesOf({ ...whole, SA: whole.IA, IA: whole.SA })).toEqual(['degenerate_vertebra', 'crossed_outline']);
  });

  test('middle points exchanged, or beside the body', () => {
    expect(codesOf({ ...whole, SM: whole.IM, IM: whole.SM })).toEqual(['middle_points_crossed']);
    expect(codesOf({ ...whole, SM: { x: 700, y: 400 } })).toEqual(['middle_point_outside_endplate']);
  });

  test('a coordinate that is no number, or beyond any image, is no point', () => {
    const { measures, issues } = measureVertebra(
      { ...whole, SA: { x: Number.NaN, y: 1 }, SP: { x: 1e300, y: 1 } },
      TENTH,
    );
    expect(issues[0]).toMatchObject({ code: 'invalid_point', landmarks: ['SA', 'SP'] });
    expect(measures.superiorEndplate).toEqual({ missing: 'points_missing', landmarks: ['SA', 'SP'] });
  });
});

describe('implausible values', () => {
  test('an angle above 60 degrees', () => {
    // 2 atan(180 / 300) = 61.9 degrees.
    expect(codesOf(bodyOf({ anterior: 40, posterior: 400 }))).toContain('implausible_wedge_angle');
    expect(codesOf(bodyOf({ anterior: 60, posterior: 400 }))).not.toContain('implausible_wedge_angle');
  });

  test('a height ratio below 0.2 or above 2', () => {
    expect(codesOf(bodyOf({ anterior: 39 }))).toContain('implausible_height_ratio');
    expect(codesOf(bodyOf({ anterior: 40 }))).not.toContain('implausible_height_ratio');
    expect(codesOf(bodyOf({ posterior: 99 }))).toContain('implausible_height_ratio');
  });

  test('an endplate shorter than 10 mm, but only in millimetres', () => {
    expect(codesOf(bodyOf({ depth: 99 }))).toEqual(['implausible_endplate_length', 'implausible_endplate_length']);
    expect(codesOf(bodyOf({ depth: 101 }))).toEqual([]);
    expect(measureVertebra(bodyOf({ depth: 99 }), PIXELS).issues).toEqual([]);
  });
});
