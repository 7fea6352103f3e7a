import { describe, expect, test } from 'vitest';
import type { Level } from '../../../shared/spine/levels.ts';
import { measureSpine, type SpineVertebra } from '../../../shared/spine/measureSpine.ts';
import { only, bodyOf, PIXELS, read, TENTH } from './bodies.ts';

const SPINE: readonly Level[] = ['T11', 'T12', 'L1', 'L2', 'L3', 'L4', 'L5', 'S1'];

/** A straight spine of bodies 250 px apart; heights in pixels, T11 at the top. */
function spineOf(
  heights: { readonly [level in Level]?: number },
  marks: { readonly [level in Level]?: Partial<SpineVertebra> } = {},
): ReadonlyMap<Level, SpineVertebra> {
  const levels = Object.keys(heights) as Level[];
  return new Map(
    levels.map((level) => {
      const height = heights[level] ?? 0;
      const row = 300 + 250 * SPINE.indexOf(level);
      const landmarks = bodyOf({ anterior: height, posterior: height, row });
      return [level, { landmarks, ...marks[level] }];
    }),
  );
}

const levelOf = (spine: ReadonlyMap<Level, SpineVertebra>, level: Level, calibration = TENTH) => {
  const measures = measureSpine(spine, calibration).levels.get(level);
  if (measures === undefined) throw new Error(`${level} was not measured`);
  return measures;
};

describe('the expected height', () => {
  test('is the mean of the neighbours, and the compression what is lost of it', () => {
    const { adjacent } = levelOf(spineOf({ T12: 200, L1: 150, L2: 220 }), 'L1');
    expect(read(adjacent.measures.expectedAnteriorHeight)).toBe(21);
    expect(read(adjacent.measures.anteriorCompression)).toBeCloseTo(100 * (1 - 15 / 21), 9);
    expect(read(adjacent.measures.anteriorRemaining)).toBeCloseTo((100 * 15) / 21, 9);
    expect(read(adjacent.measures.crushRatioAbove)).toBe(0.75);
    expect(read(adjacent.measures.crushRatioBelow)).toBeCloseTo(15 / 22, 12);
    expect(adjacent).toMatchObject({ singleReference: false, genant: { grade: 2, type: 'crush' } });
  });

  test('goes one further where a neighbour is fractured, and interpolates: 20 + (23 - 20) * 2/3', () => {
    const spine = spineOf({ T11: 200, T12: 120, L1: 150, L2: 230 }, { T12: { fractured: true } });
    const { adjacent } = levelOf(spine, 'L1');
    expect(adjacent.expected.anteriorHeight).toMatchObject({ above: { level: 'T11' }, below: { level: 'L2' } });
    expect(read(adjacent.measures.expectedAnteriorHeight)).toBeCloseTo(22, 12);
  });

  test.each([
    ['fractured', { fractured: true }],
    ['treated', { treated: true }],
    ['degenerate', { degenerate: true }],
    ['graded by the reader', { sqGrade: 0.5 }],
  ])('does not rest on a vertebra that is %s', (_, mark) => {
    const { adjacent } = levelOf(spineOf({ L1: 150, L2: 220 }, { L2: mark }), 'L1');
    expect(read(adjacent.measures.expectedAnteriorHeight)).toBe('no_intact_neighbour');
    expect(adjacent.genant).toBeNull();
  });

  test('does not rest on a vertebra that is wedged itself, though nobody marked it', () => {
    const spine = new Map<Level, SpineVertebra>([
      ['L1', { landmarks: bodyOf({ row: 500 }) }],
      ['L2', { landmarks: bodyOf({ row: 750, anterior: 150 }) }],
    ]);
    expect(levelOf(spine, 'L2').genantWithin?.grade).toBe(2);
    expect(levelOf(spine, 'L1').adjacent.expected.anteriorHeight).toBeNull();
    expect(levelOf(spine, 'L2').adjacent.expected.anteriorHeight).toMatchObject({ height: 20 });
  });

  test('does not rest on a vertebra whose points raise doubts', () => {
    const turned = bodyOf({ row: 750, facing: 'left' });
    const spine = new Map<Level, SpineVertebra>([
      ['T12', { landmarks: bodyOf({ row: 250 }) }],
      ['L1', { landmarks: bodyOf({ row: 500 }) }],
      ['L2', { landmarks: turned }],
    ]);
    expect(levelOf(spine, 'L2').issues[0]?.code).toBe('anterior_direction_disagrees_with_image');
    expect(levelOf(spine, 'L1').adjacent.expected.anteriorHeight?.below).toBeNull();
  });

  test('of L5 comes from above only, because S1 has no height', () => {
    const { adjacent } = levelOf(spineOf({ L4: 210, L5: 200, S1: 200 }), 'L5');
    expect(adjacent.singleReference).toBe(true);
    expect(read(adjacent.measures.expectedPosteriorHeight)).toBe(21);
    expect(read(adjacent.measures.crushRatioBelow)).toBe('no_intact_neighbour');
  });

  test('is not looked for more than two levels away', () => {
    const { adjacent } = levelOf(spineOf({ T11: 200, L2: 200 }), 'L2');
    expect(adjacent.expected.anteriorHeight).toBeNull();
    expect(levelOf(spineOf({ T12: 200, L2: 200 }), 'L2').adjacent.expected.anteriorHeight?.above?.level).toBe('T12');
  });

  test('counts T13 as a level where the patient has one', () => {
    const spine = spineOf({ T12: 200, L1: 230 });
    const withT13 = new Map(spine).set('T13', { landmarks: bodyOf({ row: 430 }), fractured: true });
    const { adjacent } = levelOf(withT13, 'T13');
    expect(read(adjacent.measures.expectedAnteriorHeight)).toBe(21.5);
  });

  test('of S1 does not exist', () => {
    const { adjacent } = levelOf(spineOf({ L5: 200, S1: 200 }), 'S1');
    expect(read(adjacent.measures.expectedAnteriorHeight)).toBe('not_applicable');
    expect(read(adjacent.measures.anteriorCompression)).toBe('not_applicable');
  });

  test('is in pixels without a calibration, with the same percentages', () => {
    const { adjacent } = levelOf(spineOf({ T12: 200, L1: 150, L2: 200 }), 'L1', PIXELS);
    expect(adjacent.measures.expectedAnteriorHeight).toEqual({ value: 200, unit: 'px' });
    expect(read(adjacent.measures.anteriorCompression)).toBe(25);
  });

  test('never clamps: a vertebra higher than its neighbours has lost a negative share', () => {
    const { adjacent } = levelOf(spineOf({ T12: 200, L1: 220, L2: 200 }), 'L1');
    expect(read(adjacent.measures.anteriorCompression)).toBeCloseTo(-10, 9);
  });
});

describe('the regional angles', () => {
  const straight = spineOf({ T12: 200, L1: 200, L2: 200, L4: 200, L5: 200, S1: 200 });

  test('are named by their endplates and 0 in a straight spine', () => {
    const { segments } = levelOf(straight, 'L1');
    expect(segments.cobb).toMatchObject({ name: 'Cobb T12-L2', angle: { value: 0, unit: 'deg' } });
    expect(segments.gardner?.name).toBe('Gardner T12-L1');
    expect(segments.mobileSegment?.name).toBe('Mobile segment T12-L1');
    expect(segments.farcyIndex).toMatchObject({ name: 'Farcy sagittal index T12-L1', angle: { value: 0 } });
  });

  test('of L5 close with the superior endplate of S1, and say so', () => {
    const { segments } = levelOf(straight, 'L5');
    expect(segments.cobb).toMatchObject({ name: 'Cobb L4-S1 (superior)', angle: { value: 0 } });
    expect(segments.farcyIndex?.angle).toEqual({ value: 10, unit: 'deg' });
  });

  test('need both neighbours, each only its own endplate', () => {
    const { segments } = levelOf(spineOf({ T12: 200, L1: 200 }), 'L1');
    expect(segments.cobb).toMatchObject({ name: 'Cobb T12-L2', angle: { missing: 'neighbour_not_measured' } });
    expect(segments.gardner?.angle).toEqual({ value: 0, unit: 'deg' });
    const partial = new Map(spineOf({ T12: 200, L1: 200 })).set('T12', {
      landmarks: only(bodyOf({ row: 550 }), 'SA', 'SP'),
    });
    expect(levelOf(partial, 'L1').segments.gardner?.angle).toEqual({ value: 0, unit: 'deg' });
    expect(read(levelOf(partial, 'L1').segments.mobileSegment?.angle ?? { missing: 'uncalibrated' })).toBe(
      'neighbour_not_measured',
    );
  });

  test('of S1 do not exist', () => {
    expect(levelOf(straight, 'S1').segments).toEqual({
      cobb: null,
      gardner: null,
      mobileSegment: null,
      farcyIndex: null,
    });
  });

  test('subtract the baselines that the study sets', () => {
    const options = { farcyBaselines: { thoracic: 0, thoracolumbar: 3, lumbar: 0 } };
    expect(measureSpine(straight, TENTH, options).levels.get('L1')?.segments.farcyIndex?.angle).toEqual({
      value: -3,
      unit: 'deg',
    });
  });
});

test('the levels come from head to foot, whatever the order of measuring', () => {
  const spine = spineOf({ L5: 200, T12: 200, L1: 200 });
  expect([...measureSpine(spine, TENTH).levels.keys()]).toEqual(['T12', 'L1', 'L5']);
});
