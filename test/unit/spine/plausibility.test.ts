import { describe, expect, test } from 'vitest';
import type { Landmark, PlacedLandmarks } from '../../../shared/spine/landmarks.ts';
import type { Level } from '../../../shared/spine/levels.ts';
import { measureSpine, type SpineOptions } from '../../../shared/spine/measureSpine.ts';
import { bodyOf, only, TENTH } from './bodies.ts';

const swap = (landmarks: PlacedLandmarks, ...pairs: readonly (readonly [Landmark, Landmark])[]): PlacedLandmarks =>
  Object.assign({}, landmarks, ...pairs.map(([a, b]) => ({ [a]: landmarks[b], [b]: landmarks[a] })));

const frontBack = (landmarks: PlacedLandmarks) => swap(landmarks, ['SA', 'SP'], ['IA', 'IP']);
const upsideDown = (landmarks: PlacedLandmarks) => swap(landmarks, ['SA', 'IA'], ['SM', 'IM'], ['SP', 'IP']);

function codes(bodies: { readonly [level in Level]?: PlacedLandmarks }, options: SpineOptions = {}) {
  const vertebrae = new Map(
    (Object.entries(bodies) as [Level, PlacedLandmarks][]).map(([level, landmarks]) => [level, { landmarks }]),
  );
  const { levels } = measureSpine(vertebrae, TENTH, options);
  return Object.fromEntries([...levels].map(([level, { issues }]) => [level, issues.map(({ code }) => code)]));
}

const at = (row: number) => bodyOf({ row });
const FACING = 'anterior_direction_disagrees_with_image';
const INVERTED = 'superior_below_inferior_relative_to_neighbours';
const ORDER = 'level_order_inconsistent';

describe('front and back exchanged', () => {
  test('in one of three bodies is found by the other two', () => {
    expect(codes({ T12: at(250), L1: frontBack(at(500)), L2: at(750) })).toEqual({ T12: [], L1: [FACING], L2: [] });
  });

  test('in one of two bodies is told for both: nobody knows which', () => {
    expect(codes({ T12: at(250), L1: frontBack(at(500)) })).toEqual({ T12: [FACING], L1: [FACING] });
  });

  test('is seen as soon as one endplate has both corners', () => {
    const started = only(frontBack(at(750)), 'SA', 'SP');
    expect(codes({ T12: at(250), L1: at(500), L2: started })).toEqual({ T12: [], L1: [], L2: [FACING] });
  });

  test('in every body is found by the declared facing, or by the file', () => {
    const all = { T12: frontBack(at(250)), L1: frontBack(at(500)) };
    expect(codes(all)).toEqual({ T12: [], L1: [] });
    expect(codes(all, { declaredFacing: 'image_right' })).toEqual({ T12: [FACING], L1: [FACING] });
    expect(codes(all, { patientOrientation: ['A', 'F'] })).toEqual({ T12: [FACING], L1: [FACING] });
    expect(codes(all, { patientOrientation: ['A', 'F'], declaredFacing: 'image_left' })).toEqual({ T12: [], L1: [] });
  });

  test('in a body alone is guessed from its shape, except where lordosis is normal', () => {
    // 2 atan(40 / 300) = 15.2 degrees, and 240 / 160 = 1.5.
    const lordotic = bodyOf({ anterior: 240, posterior: 160 });
    expect(codes({ L1: lordotic })).toEqual({ L1: [FACING] });
    expect(codes({ L5: lordotic })).toEqual({ L5: [] });
    expect(codes({ L1: lordotic }, { declaredFacing: 'image_right' })).toEqual({ L1: [] });
    expect(codes({ L1: bodyOf({ anterior: 210, posterior: 190 }) })).toEqual({ L1: [] });
  });

  test('in a body alone is guessed from the angle or from the heights, either is enough', () => {
    // 2 atan(25 / 150) = 18.9 degrees with 240 / 190 = 1.26; 2 atan(17.5 / 400) = 5 degrees with 135 / 100 = 1.35.
    expect(codes({ L1: bodyOf({ anterior: 240, posterior: 190, depth: 150 }) })).toEqual({ L1: [FACING] });
    expect(codes({ L1: bodyOf({ anterior: 135, posterior: 100, depth: 400 }) })).toEqual({ L1: [FACING] });
  });

  test('is no matter of a frontal view', () => {
    expect(codes({ L1: at(500) }, { patientOrientation: ['L', 'F'] })).toEqual({ L1: [] });
  });
});

describe('upper and lower exchanged', () => {
  test('in one of three bodies is found by the line of the spine', () => {
    const found = codes({ T12: at(250), L1: upsideDown(at(500)), L2: at(750) });
    expect(found).toEqual({ T12: [], L1: [INVERTED], L2: [] });
  });

  test('in the only body with two endplates is its own fault, not one of the level names', () => {
    const sacrum = only(at(750), 'SA', 'SM', 'SP');
    expect(codes({ L5: upsideDown(at(500)), S1: sacrum })).toEqual({ L5: [INVERTED], S1: [] });
  });

  test('in a body alone is found by the image, upright or as the file says', () => {
    expect(codes({ L1: upsideDown(at(500)) })).toEqual({ L1: [INVERTED] });
    expect(codes({ L1: upsideDown(at(500)) }, { patientOrientation: ['A', 'H'] })).toEqual({ L1: [] });
    expect(codes({ L1: at(500) }, { patientOrientation: ['A', 'H'] })).toEqual({ L1: [INVERTED] });
  });

  test('an upside-down image of a whole spine is no fault', () => {
    expect(codes({ T12: upsideDown(at(750)), L1: upsideDown(at(500)), L2: upsideDown(at(250)) })).toEqual({
      T12: [],
      L1: [],
      L2: [],
    });
  });
});

describe('level names', () => {
  test('that run from the feet to the head are told for all', () => {
    expect(codes({ T12: at(750), L1: at(500), L2: at(250) })).toEqual({ T12: [ORDER], L1: [ORDER], L2: [ORDER] });
  });

  test('of two neighbours exchanged turn the line of the spine back', () => {
    const found = codes({ T11: at(0), T12: at(500), L1: at(250), L2: at(750) });
    expect([found.T12, found.L1]).toEqual([[ORDER], expect.arrayContaining([ORDER])]);
    expect([found.T11, found.L2]).toEqual([[], []]);
  });
});
