import { describe, expect, test } from 'vitest';
import { measureCase } from '../../../shared/spine/measureCase.ts';
import { geometryExample, geometryReference } from '../../golden/reference/reference.ts';

const cases = [...geometryReference.examples, ...geometryReference.error_and_edge_cases];

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

const g01 = geometryExample('G01');
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
    const g11 = geometryExample('G11');
    const marked = { ...g11, vertebrae: { ...g11.vertebrae, above: { ...g11.vertebrae?.above, fractured: true } } };
    const result = answer(marked) as { adjacent: { expected_Ha_mm: number }; warning: string };
    expect(result.adjacent.expected_Ha_mm).toBeCloseTo(26.20497004, 6);
    expect(result.warning).toBe('reference_not_intact');
    expect(answer(g11)).not.toHaveProperty('warning');
  });

  test('with roles but no levels has no sagittal index, because its baseline depends on the region', () => {
    const { levels: _, ...g11 } = geometryExample('G11');
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
    const g13 = geometryExample('G13');
    const result = answer({ ...g13, detectable_mm: 3 }) as {
      restoration: Record<string, { raw_mm: { percent_of_lost: number | null } }>;
    };
    // Expected less before: 26.2 - 16.4 mm in front, 26.8 - 25.2 mm behind.
    expect(result.restoration.Ha?.raw_mm.percent_of_lost).toBeCloseTo(42.8546547, 6);
    expect(result.restoration.Hp?.raw_mm.percent_of_lost).toBeNull();
  });
});

describe('a bad case', () => {
  test.each([
    ['text', 'hello', 'A case is one JSON object with spacing_mm and vertebrae.'],
    ['nothing', null, 'A case is one JSON object with spacing_mm and vertebrae.'],
    ['no spacing', { vertebrae: { index: square } }, 'spacing_mm must be [row, column] in millimetres'],
    ['one spacing', { spacing_mm: [0.1], vertebrae: { index: square } }, 'spacing_mm must be [row, column]'],
    ['a spacing of zero', { spacing_mm: [0, 0.1], vertebrae: { index: square } }, 'spacing_mm must be [row, column]'],
    ['no vertebrae', { spacing_mm: null, vertebrae: {} }, 'vertebrae must be an object that names at least one'],
    [
      'an unknown point',
      { spacing_mm: null, vertebrae: { index: { ...square, XX: [1, 2] } } },
      'vertebrae.index must have only the points SA SM SP IP IM IA',
    ],
    ['a word', { spacing_mm: null, vertebrae: { index: { SA: ['1', 2] } } }, 'vertebrae.index.SA.0 must be [x, y]'],
    ['no number', { spacing_mm: null, vertebrae: { index: { SA: [Number.NaN, 2] } } }, 'SA.0 must be [x, y]'],
    ['three numbers', { spacing_mm: null, vertebrae: { index: { SA: [1, 2, 3] } } }, 'SA must be [x, y]'],
    ['a far point', { spacing_mm: null, vertebrae: { index: { SA: [1e9, 2] } } }, 'SA.0 must be [x, y]'],
    [
      'an impossible pixel',
      { spacing_mm: null, pixel_aspect: [1, 0], vertebrae: { index: square } },
      'pixel_aspect must be [vertical, horizontal]',
    ],
    [
      'an unknown level',
      { spacing_mm: null, levels: { index: 'L9' }, vertebrae: { index: square } },
      'levels.index must be a level such as T12, L1 or S1',
    ],
    [
      'a level twice',
      { spacing_mm: null, levels: { a: 'L1', b: 'L1' }, vertebrae: { a: square, b: square } },
      'levels.b: L1 is named twice',
    ],
    [
      'a level of nobody',
      { spacing_mm: null, levels: { other: 'L1' }, vertebrae: { a: square } },
      'levels.other: no vertebra has this name',
    ],
    [
      'one image',
      { pre: { spacing_mm: null, vertebrae: { index: square } } },
      'post must be an object with spacing_mm',
    ],
    ['heights of words', { inputs: { pre: '1', post: 2, expected: 3 } }, 'inputs must be pre, post and expected'],
  ])('%s is refused with the place and the reason', (_, input, words) => {
    const result = measureCase(input);
    expect(result.ok).toBe(false);
    if (!result.ok) {
      expect(result.error.code).toBe('bad_case');
      expect(result.error.message).toContain(words);
    }
  });
});
