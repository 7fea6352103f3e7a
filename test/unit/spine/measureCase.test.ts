import { describe, expect, test } from 'vitest';
import { measureCase } from '../../../shared/spine/measureCase.ts';
import reference from '../../golden/reference/geometry-reference.json' with { type: 'json' };

interface ReferenceCase {
  readonly id: string;
  readonly title: string;
  readonly expected: unknown;
}

const cases = [...reference.examples, ...reference.error_and_edge_cases] as readonly ReferenceCase[];

function answer(input: unknown): unknown {
  const result = measureCase(input);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** Every key of the reference is in the answer, at the same place, with the same value. Returns how many were compared. */
function compare(actual: unknown, expected: unknown, path: string): number {
  if (typeof expected === 'number') {
    expect(actual, path).toBeTypeOf('number');
    expect(Math.abs((actual as number) - expected), path).toBeLessThan(1e-6);
    return 1;
  }
  if (typeof expected !== 'object' || expected === null) {
    expect(actual, path).toBe(expected);
    return 1;
  }
  return Object.entries(expected).reduce((count, [key, value]) => {
    expect(actual, path).toHaveProperty(key);
    return count + compare((actual as Record<string, unknown>)[key], value, `${path}.${key}`);
  }, 0);
}

describe('the reference cases, key for key', () => {
  test('are 14 examples and 8 edge cases', () => {
    expect(cases).toHaveLength(22);
  });

  test.each(cases.map((each) => [each.id, each.title, each] as const))('%s: %s', (_, __, each) => {
    expect(compare(answer(each), each.expected, each.id)).toBeGreaterThan(0);
  });
});

const [g01] = reference.examples;
const square = { SA: [600, 400], SP: [400, 400], IP: [400, 600], IA: [600, 600] };

describe('a case', () => {
  test('says which mm values need a calibration', () => {
    const result = answer({ spacing_mm: null, vertebrae: { index: square } }) as Record<string, unknown>;
    expect(result.Ha_mm).toBeNull();
    expect(result.Ha_px).toBe(200);
    expect(result.missing).toMatchObject({ Ha_mm: 'uncalibrated', Hm_mm: 'points_missing' });
  });

  test('accepts levels as names and answers for each', () => {
    const lower = Object.fromEntries(Object.entries(square).map(([code, [x = 0, y = 0]]) => [code, [x, y + 250]]));
    const result = answer({ spacing_mm: [0.1, 0.1], vertebrae: { L1: square, L2: lower } }) as Record<string, unknown>;
    expect(result).toMatchObject({
      L1: { Ha_mm: 20 },
      L2: { Ha_mm: 20 },
      adjacent: { L2: { expected_Ha_mm: 20, anterior_compression_percent: 0, single_reference: true } },
      segment: { L2: { gardner_segmental_deformity_deg: 0 } },
    });
    expect(result).not.toHaveProperty('Ha_mm');
  });

  test('uses the named references and says when one of them is fractured', () => {
    const g11 = structuredClone(reference.examples.find((each) => each.id === 'G11'));
    const marked = { ...g11, vertebrae: { ...g11!.vertebrae, above: { ...g11!.vertebrae!.above, fractured: true } } };
    const result = answer(marked) as { adjacent: { expected_Ha_mm: number }; warning: string };
    expect(result.adjacent.expected_Ha_mm).toBeCloseTo(26.20497004, 6);
    expect(result.warning).toBe('reference_not_intact');
    expect(answer(g11)).not.toHaveProperty('warning');
  });

  test('with roles but no levels has no sagittal index, because its baseline depends on the region', () => {
    const { levels: _, ...g11 } = reference.examples.find((each) => each.id === 'G11')!;
    const result = answer(g11) as { segment: Record<string, unknown> };
    expect(result.segment.cobb_above_to_below_deg).toBeCloseTo(17.13312474, 6);
    expect(result.segment).toMatchObject({ sagittal_index_deg: null, sagittal_index_baseline_deg: null });
  });

  test('confirms a declared facing by silence and contradicts a wrong one', () => {
    expect(answer({ ...g01, facing: 'image_right' })).not.toHaveProperty('warning');
    expect(answer({ ...g01, facing: 'image_left' })).toMatchObject({
      warning: 'anterior_direction_disagrees_with_image',
    });
    expect(answer({ ...g01, patient_orientation: ['P', 'F'] })).toMatchObject({
      warning: 'anterior_direction_disagrees_with_image',
    });
  });

  test('withholds the restoration of a loss too small to detect only when it is told what can be detected', () => {
    const g13 = reference.examples.find((each) => each.id === 'G13');
    const result = answer({ ...g13, detectable_mm: 3 }) as {
      restoration: Record<string, { raw_mm: { percent_of_lost: number | null } }>;
    };
    // Expected less before: 26.2 - 16.4 mm in front, 26.8 - 25.2 mm behind.
    expect(result.restoration.Ha!.raw_mm.percent_of_lost).toBeCloseTo(42.8546547, 6);
    expect(result.restoration.Hp!.raw_mm.percent_of_lost).toBeNull();
  });

  test.each([
    ['text', 'hello', /one JSON object/],
    ['nothing', null, /one JSON object/],
    ['no spacing', { vertebrae: { index: square } }, /spacing_mm/],
    ['spacing of one number', { spacing_mm: [0.1], vertebrae: { index: square } }, /spacing_mm/],
    ['spacing of zero', { spacing_mm: [0, 0.1], vertebrae: { index: square } }, /spacing_mm.*positive/],
    ['no vertebrae', { spacing_mm: null, vertebrae: {} }, /vertebrae/],
    ['an unknown point', { spacing_mm: null, vertebrae: { index: { ...square, XX: [1, 2] } } }, /vertebrae\.index/],
    ['a point of words', { spacing_mm: null, vertebrae: { index: { SA: ['1', 2] } } }, /vertebrae\.index\.SA\.0/],
    ['a point that is no number', { spacing_mm: null, vertebrae: { index: { SA: [Number.NaN, 2] } } }, /SA\.0/],
    ['an unknown level', { spacing_mm: null, levels: { index: 'L9' }, vertebrae: { index: square } }, /levels\.index/],
    ['a level twice', { spacing_mm: null, levels: { a: 'L1', b: 'L1' }, vertebrae: { a: square, b: square } }, /twice/],
    ['a level of nobody', { spacing_mm: null, levels: { other: 'L1' }, vertebrae: { a: square } }, /no vertebra/],
    ['an image missing', { pre: { spacing_mm: null, vertebrae: { index: square } } }, /post/],
    ['heights of words', { inputs: { pre: '1', post: 2, expected: 3 } }, /inputs/],
  ])('%s is refused with the place and the reason', (_, input, words) => {
    const result = measureCase(input);
    expect(result.ok).toBe(false);
    if (!result.ok) {
      expect(result.error.code).toBe('bad_case');
      expect(result.error.message).toMatch(words);
    }
  });
});
