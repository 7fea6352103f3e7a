import { describe, expect, test } from 'vitest';
import { measureVertebra } from '../../../shared/spine/measureVertebra.ts';
import { checkAlone, type FacingEvidence } from '../../../shared/spine/plausibility.ts';
import { exchangeLandmarks, REPAIRS, suggestRepairs, type RepairKind } from '../../../shared/spine/repairLandmarks.ts';
import { bodyOf, TENTH } from './bodies.ts';

const wedged = bodyOf({ anterior: 150 });

function suggested(landmarks: Parameters<typeof measureVertebra>[0], evidence: FacingEvidence = {}) {
  const measures = measureVertebra(landmarks, TENTH);
  const issues = [...measures.issues, ...checkAlone(measures, evidence)];
  return suggestRepairs(landmarks, TENTH, issues, evidence).map(({ kind }) => kind);
}

describe('a body whose names were exchanged', () => {
  test.each<[RepairKind, RepairKind]>([
    ['swap_superior_inferior_anterior', 'swap_superior_inferior_anterior'],
    ['swap_superior_inferior_posterior', 'swap_superior_inferior_posterior'],
    ['swap_superior_inferior_middle', 'swap_superior_inferior_middle'],
    ['swap_superior_inferior', 'swap_superior_inferior'],
  ])('by %s is repaired by the same exchange', (spoiled, repair) => {
    expect(suggested(exchangeLandmarks(wedged, REPAIRS[spoiled]))[0]).toBe(repair);
    const symmetric = exchangeLandmarks(bodyOf(), REPAIRS[spoiled]);
    expect(suggested(symmetric)[0]).toBe(repair);
  });

  test.each<RepairKind>([
    'swap_anterior_posterior',
    'swap_anterior_posterior_superior',
    'swap_anterior_posterior_inferior',
  ])('by %s is repaired by the same exchange, when the facing is known', (kind) => {
    const evidence: FacingEvidence = { declaredFacing: 'image_right' };
    expect(suggested(exchangeLandmarks(wedged, REPAIRS[kind]), evidence)[0]).toBe(kind);
  });

  test('on one endplate offers both sides when nothing tells where the front is', () => {
    const spoiled = exchangeLandmarks(wedged, REPAIRS.swap_anterior_posterior_superior);
    expect(suggested(spoiled).toSorted()).toEqual([
      'swap_anterior_posterior_inferior',
      'swap_anterior_posterior_superior',
    ]);
  });
});

test('a sound body needs no repair, and a fault that no exchange removes gets none', () => {
  expect(suggested(wedged)).toEqual([]);
  expect(suggested({ ...wedged, SA: wedged.SP })).toEqual([]);
});

test('an exchange twice is no exchange, moves whatever is kept by landmark, and keeps the values', () => {
  const states = { SA: { kind: 'estimated' }, IM: { kind: 'derived' } };
  const once = exchangeLandmarks(states, REPAIRS.swap_superior_inferior);
  expect(once).toEqual({ IA: { kind: 'estimated' }, SM: { kind: 'derived' } });
  expect(once.IA).toBe(states.SA);
  expect(exchangeLandmarks(once, REPAIRS.swap_superior_inferior)).toEqual(states);
});
